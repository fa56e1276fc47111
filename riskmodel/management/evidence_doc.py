"""The evidence release as a document for people: docs/evidence.md."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import isinf
from pathlib import Path

from riskmodel.engine.harms import Harm, Law
from riskmodel.evidence.conflicts import Conflict, ConflictStatus
from riskmodel.evidence.priors import Prior, read_priors
from riskmodel.evidence.registry import is_expected, load_evidence, read_fitted
from riskmodel.evidence.release import Evidence
from riskmodel.evidence.schema import Effect, NotCompared, Source, Target
from riskmodel.management.evidence_figures import (
    write_counts,
    write_parameters,
    write_tables,
)
from riskmodel.management.markdown import cite, lay_out_table, write_number

_LAWS = {
    Law.ONCE: "a share of those treated, early",
    Law.WITHIN: "a share within {years:g} years, at an even pace",
    Law.WHILE_ON: "a share within {years:g} years, at that pace while it is taken",
    Law.RATE: "a yearly rate, from {years:g} years on",
    Law.NOT_KNOWN: "not known: {reason}",
}
_INTRODUCTION = """\
# The evidence

Written by `python manage.py write_evidence_doc` from `riskmodel/evidence/data/`; change
the data, not this file. It lists everything the model takes from outside: what each
figure is, of whom, from where, how sure it is and how far it was checked.
`docs/model.md` says what is done with it.

Release {id}, made on {made_on}, model {model_version}, digest
`{digest}`.

**How far a figure was checked**

- *seen in the source*: the figure itself was seen in the paper or its abstract.
- *seen on a secondary page*: seen where others quote it, or in a stored part of a page.
- *needs checking against the paper*: not seen; somebody must open the paper first.
- *judgement*: ours, not a finding.
- *derived*: worked out here from other figures.

No software ever raises one of these. While any figure in use is of the second or third
kind, the site carries a research-preview banner. Certainty is in GRADE's words.
Intervals are 95 % intervals.
"""


def write_document(folder: Path) -> str:
    """Write the document of a release.

    Parameters
    ----------
    folder : Path
        Of the release.

    Returns
    -------
    str
        Markdown.
    """
    evidence = load_evidence(folder)
    checks = {row["id"]: row for row in read_fitted(folder)["targets"]}
    release = evidence.release
    sections = [
        _INTRODUCTION.format(
            id=release.id,
            made_on=release.made_on,
            model_version=release.model_version,
            digest=release.digest,
        ),
        write_counts(evidence),
        write_parameters(evidence, folder),
        write_tables(evidence, folder),
        _write_targets(evidence.targets, checks),
        _write_aside(evidence.aside, evidence.not_compared),
        _write_effects(evidence.effects),
        _write_priors(read_priors(folder).values()),
        _write_harms(evidence.harms),
        _write_conflicts(evidence),
        _write_sources(evidence.sources.values()),
    ]
    return "\n".join(sections)


def _write_targets(
    targets: Sequence[Target], checks: Mapping[str, Mapping[str, float]]
) -> str:
    rows = [
        [
            f"{one.label} (`{one.id}`)",
            one.population,
            write_number(one.value),
            one.unit,
            f"{checks[one.id]['expected']:.3g}",
            "{low:.3g} to {high:.3g}".format(**checks[one.id]),
            "yes" if is_expected(checks[one.id]) else "**no**",
            str(one.certainty),
            one.status,
            cite(one.source_ids),
            one.note,
        ]
        for one in targets
    ]
    heads = ["target", "people", "published", "unit", "expected"]
    heads += ["90 % of such cohorts", "inside", "certainty"]
    return "\n".join(
        [
            "## 4. Targets: published natural history that the model is fitted to",
            "",
            *lay_out_table([*heads, "checked", "sources", "note"], rows),
            "",
        ]
    )


def _write_aside(aside: Sequence[Target], not_compared: Sequence[NotCompared]) -> str:
    heads = ["result", "people", "published", "unit", "certainty", "checked", "sources"]
    held, others = (
        [
            [
                f"{one.label} (`{one.id}`)",
                one.population,
                write_number(one.value) if isinstance(one, Target) else one.published,
                one.unit,
                str(one.certainty),
                one.status,
                cite(one.source_ids),
                one.note if isinstance(one, Target) else one.reason,
            ]
            for one in listed
        ]
        for listed in (aside, not_compared)
    )
    return "\n".join(
        [
            "### Held aside",
            "",
            "The fit uses none of these; what the model says of them is told in",
            "`docs/validation.md`, section 1.",
            "",
            *lay_out_table([*heads, "note"], held),
            "",
            "### Not compared",
            "",
            *lay_out_table([*heads, "why not"], others),
            "",
        ]
    )


def _write_effects(effects: Sequence[Effect]) -> str:
    comparisons = [
        [
            f"{one.label} (`{one.id}`)",
            f"{one.option} against {one.against}",
            one.population,
            f"{one.value:.4g} ({one.low:.4g} to {one.high:.4g})",
            str(one.certainty),
            one.status,
            cite(one.source_ids),
            one.note,
        ]
        for one in effects
        if one.kind == "comparison"
    ]
    cohorts = [
        [
            f"{one.label} (`{one.id}`)",
            one.option,
            one.population,
            "; ".join(f"{share:.1%} by {years:g} years" for years, share in one.worse),
            f"{one.sd_log:.4g}",
            " / ".join(f"{share:.4g}" for share in one.mix),
            f"{one.bias[0]:.4g} ({one.bias[1]:.4g})",
            str(one.certainty),
            one.status,
            cite(one.source_ids),
            one.note,
        ]
        for one in effects
        if one.kind == "cohort"
    ]
    return "\n".join(
        [
            "## 5. What the options do to lasting worsening in relapsing MS",
            "",
            "All three treatments are judged by the same two kinds of evidence. Which",
            "of them carries the order of a transplant and natalizumab is told in",
            "`docs/validation.md`, section 2. A figure that needs checking enters with",
            "four times its variance.",
            "",
            "### Comparisons",
            "",
            *lay_out_table(
                [
                    "study",
                    "of",
                    "people",
                    "hazard ratio",
                    "certainty",
                    "checked",
                    "sources",
                    "note",
                ],
                comparisons,
            ),
            "",
            "### Cohorts",
            "",
            "The mix is the share of people in EDSS bands 0, 1, 2 and so on at the",
            "start; the bias (mean, standard deviation) is judgement, on the log",
            "hazard ratio.",
            "",
            *lay_out_table(
                [
                    "study",
                    "option",
                    "people",
                    "worse",
                    "standard error of the log hazard",
                    "mix",
                    "bias",
                    "certainty",
                    "checked",
                    "sources",
                    "note",
                ],
                cohorts,
            ),
            "",
        ]
    )


def _write_priors(priors: Iterable[Prior]) -> str:
    rows = [
        [
            f"{one.label} (`{one.id}`)",
            one.distribution,
            f"{one.center:.4g}",
            f"{one.spread:.4g}",
            one.unit,
            one.status,
            one.note,
        ]
        for one in priors
    ]
    return "\n".join(
        [
            "### Priors of the fits",
            "",
            "Centre: median of a lognormal, mean of a normal. Spread: standard",
            "deviation, of the logarithm for a lognormal; scale of a half-normal.",
            "",
            *lay_out_table(
                ["of", "form", "centre", "spread", "unit", "checked", "note"], rows
            ),
            "",
        ]
    )


def _word_people(harm: Harm) -> str:
    who = "women" if harm.women_only else "all"
    return who if isinf(harm.until_age) else f"{who} under {harm.until_age:g}"


def _write_harms(harms: Sequence[Harm]) -> str:
    rows = [
        [
            one.option,
            one.id,
            _LAWS[one.law].format(years=one.years, reason=one.reason.replace("_", " ")),
            f"`{one.parameter}`" if one.parameter else "",
            _word_people(one),
            cite(one.sources),
        ]
        for one in harms
    ]
    return "\n".join(
        [
            "## 6. Harms, and the law by which a figure becomes a share by a year",
            "",
            *lay_out_table(
                ["option", "harm", "law", "parameter", "of", "sources"], rows
            ),
            "",
        ]
    )


def _write_conflicts(evidence: Evidence) -> str:
    still_open = sum(c.status is ConflictStatus.OPEN for c in evidence.conflicts)
    lines = [
        "## 7. Where the sources disagree, and what was decided",
        "",
        f"{len(evidence.conflicts)} disagreements; {still_open} of them stay open "
        "until a paper is read.",
        "",
        *(line for one in evidence.conflicts for line in _list_conflict(one)),
        "### Studies that share people",
        "",
        "Nobody counts twice in the table of transplant deaths: the release does not",
        "load if a study of the first column stands there with one of the second.",
        "",
        *lay_out_table(
            ["study", "shares people with"],
            [
                [cite([one.source_id]), cite(one.shares_people_with)]
                for one in evidence.overlaps
            ],
        ),
        "",
    ]
    return "\n".join(lines)


def _list_conflict(one: Conflict) -> list[str]:
    return [
        f"### {one.question}",
        "",
        *(f"- {cite([side.source_id])}: {side.says}" for side in one.sides),
        "",
        f"**Decision** ({one.status}). {one.decision}",
        "",
        f"**Why.** {one.reason}",
        "",
        f"**What patients are told.** {one.effect}",
        "",
        f"About: {', '.join(f'`{id}`' for id in one.about)}.",
        "",
    ]


def _write_sources(sources: Iterable[Source]) -> str:
    rows = [
        [
            f'<a id="source-{one.id}"></a>{one.id}',
            one.citation,
            one.year,
            _link(one),
            one.population,
            one.status,
        ]
        for one in sorted(sources, key=lambda one: one.id)
    ]
    heads = ["id", "publication", "year", "where", "of whom", "what was seen"]
    return "\n".join(["## 8. Sources", "", *lay_out_table(heads, rows), ""])


def _link(source: Source) -> str:
    links = []
    if source.doi:
        links.append(f"[DOI {source.doi}](https://doi.org/{source.doi})")
    if source.pmid:
        address = f"https://pubmed.ncbi.nlm.nih.gov/{source.pmid}/"
        links.append(f"[PMID {source.pmid}]({address})")
    if source.address:
        links.append(f"<{source.address}>")
    return ", ".join(links)
