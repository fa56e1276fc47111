from dataclasses import replace
from typing import Any

import pytest

from riskmodel.engine.parameters import Posterior
from riskmodel.errors import EvidenceError
from riskmodel.evidence.ranges import check_ranges
from riskmodel.evidence.registry import get_evidence
from riskmodel.evidence.release import Evidence


def with_parameter(id: str, **changes: Any) -> Evidence:
    evidence = get_evidence()
    changed = replace(evidence.parameters[id], **changes)
    return replace(evidence, parameters={**evidence.parameters, id: changed})


def test_release_is_within_its_ranges() -> None:
    check_ranges(get_evidence())


def test_probability_above_one_is_refused() -> None:
    with pytest.raises(EvidenceError, match=r"improved_ahsct: .* not within 0 to 1"):
        check_ranges(with_parameter("improved_ahsct", high=1.2))


def test_ratio_of_nothing_is_refused() -> None:
    # a beta or a fixed distribution does not see to it by itself
    evidence = with_parameter(
        "share_women", unit="hazard ratio", value=0, low=0, high=0
    )
    with pytest.raises(EvidenceError, match="share_women: 0 is not above 0"):
        check_ranges(evidence)


def test_stored_draws_are_looked_at_too() -> None:
    evidence = get_evidence()
    posterior = evidence.inputs.posterior
    draws = posterior.draws.copy()
    draws[7, posterior.ids.index("k_low")] = -0.1
    inputs = replace(evidence.inputs, posterior=Posterior(posterior.ids, draws))
    with pytest.raises(EvidenceError, match=r"k_low: -0\.1 is not above 0"):
        check_ranges(replace(evidence, inputs=inputs))
