"""Where a request comes from, as far as a proxy of ours can be believed."""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

#: One household or ward has a whole network of this size.
IPV6_NETWORK = 64
EVERYBODY = "*"


def find_address(request: HttpRequest) -> str:
    """Give the sender's address, of IPv6 the network; only for hashing, never kept."""
    peer = request.META.get("REMOTE_ADDR", "")
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
    if forwarded and _is_trusted(peer, settings.TRUSTED_PROXIES):
        # The last one was written by the proxy itself; those before by anybody.
        peer = forwarded.rsplit(",", 1)[-1].strip()
    try:
        address = ip_address(peer)
    except ValueError:
        return "unknown"
    if not isinstance(address, IPv6Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ip_network((address, IPV6_NETWORK), strict=False))


def _is_trusted(peer: str, trusted: Sequence[str]) -> bool:
    # Behind a socket there is no peer, and only the proxy can reach it.
    if not peer or EVERYBODY in trusted:
        return True
    try:
        address = ip_address(peer)
        return any(address in ip_network(one, strict=False) for one in trusted)
    except ValueError:
        return False
