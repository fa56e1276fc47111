"""A sender is who a trusted proxy says, and nobody else's word counts."""

import pytest

from decisionaid.limits.address import find_address

PROXY = "10.0.0.2"


@pytest.mark.parametrize(
    ("peer", "forwarded", "trusted", "found"),
    [
        ("203.0.113.7", "", [PROXY], "203.0.113.7"),
        ("203.0.113.7", "198.51.100.1", [PROXY], "203.0.113.7"),
        (PROXY, "198.51.100.1", [PROXY], "198.51.100.1"),
        (PROXY, "1.1.1.1, 198.51.100.1", [PROXY], "198.51.100.1"),
        (PROXY, "198.51.100.1", ["10.0.0.0/8"], "198.51.100.1"),
        ("203.0.113.7", "198.51.100.1", ["*"], "198.51.100.1"),
        ("", "198.51.100.1", [PROXY], "198.51.100.1"),
        (PROXY, "nonsense", [PROXY], "unknown"),
        (PROXY, "198.51.100.1", ["not an address"], PROXY),
        (PROXY, "::ffff:198.51.100.1", [PROXY], "198.51.100.1"),
        (PROXY, "2001:db8:1:2:3:4:5:6", [PROXY], "2001:db8:1:2::/64"),
        ("", "", [PROXY], "unknown"),
    ],
)
def test_address(rf, settings, peer, forwarded, trusted, found):
    settings.TRUSTED_PROXIES = trusted
    headers = {"x-forwarded-for": forwarded} if forwarded else {}
    request = rf.post("/", headers=headers, REMOTE_ADDR=peer)
    assert find_address(request) == found
