import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from riskmodel.engine.parameters import FloatArray, ParameterDraws
from riskmodel.engine.profile import (
    UNKNOWN,
    Answer,
    Conditioning,
    Course,
    JcvStatus,
    Scenario,
    Sex,
)
from riskmodel.engine.sampling import UNIFORM
from riskmodel.errors import EvidenceError
from riskmodel.evidence import registry
from riskmodel.evidence.priors import PRIORS_FILE as PRIORS
from riskmodel.evidence.registry import (
    DATA,
    FITTED_FILE,
    compute_digest,
    fit_is_current,
    get_evidence,
    load_evidence,
)
from riskmodel.evidence.schema import UNITS
from riskmodel.evidence.studies_like import FILE as PEOPLE
from tests.engine_cases import compare_profile, get_draws, had, profile_with


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the release that may be broken."""
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def change(path: Path, old: str, new: str, *, pattern: bool = False) -> None:
    """Replace the first place where something stands, which must be there."""
    text = path.read_text("utf-8")
    changed = re.sub(old if pattern else re.escape(old), lambda _: new, text, count=1)
    assert changed != text
    path.write_text(changed, "utf-8")


def add(path: Path, text: str) -> None:
    path.write_text(path.read_text("utf-8") + text, "utf-8")


PARAMETER = """
[[parameter]]
id = "{id}"
label = "Made up"
value = {value}
{interval}
distribution = "{distribution}"
unit = "{unit}"
population = "nobody"
sources = {sources}
certainty = "low"
status = "{status}"
"""


def made_up(**changes: str) -> str:
    """A parameter as it stands in a file."""
    row = {
        "id": "made_up",
        "value": "0.5",
        "interval": "interval = [0.4, 0.6]",
        "distribution": "beta",
        "unit": "probability",
        "sources": "[]",
        "status": "judgement",
    }
    return PARAMETER.format(**{**row, **changes})


def test_copy_loads(folder: Path) -> None:
    change(folder / "limits.toml", "value = 65", "value = 64")
    assert load_evidence(folder).parameters["limit_treated_age"].value == 64


@pytest.mark.parametrize("fitted", [True, False])
def test_unused_parameter_is_refused(folder: Path, fitted: bool) -> None:
    add(folder / "limits.toml", made_up())
    with pytest.raises(EvidenceError, match="parameters that nothing uses: made_up"):
        load_evidence(folder, fitted=fitted)


def test_missing_parameter_is_refused(folder: Path) -> None:
    change(folder / "limits.toml", '"limit_treated_age"', '"limit_treated_ages"')
    with pytest.raises(EvidenceError, match="nothing uses: limit_treated_ages"):
        load_evidence(folder)
    change(
        folder / "limits.toml",
        r"\[\[parameter\]\]\nid = \"limit_treated_ages[^[]*\[\]\n[^[]*",
        "",
        pattern=True,
    )
    with pytest.raises(EvidenceError, match="not there: limit_treated_age"):
        load_evidence(folder)


def test_unused_and_missing_tables_are_refused(folder: Path) -> None:
    change(folder / "tables.toml", '"edss_steps"', '"edss_stairs"')
    with pytest.raises(EvidenceError, match="tables that nothing uses: edss_stairs"):
        load_evidence(folder)
    change(
        folder / "tables.toml",
        r'(?s)\[\[table\]\]\nid = "edss_stairs".*',
        "",
        pattern=True,
    )
    with pytest.raises(EvidenceError, match="tables that are not there: edss_steps"):
        load_evidence(folder)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('source = "mancardi_2012"', 'source = "mancardi_1912"', "mancardi_1912"),
        ('"improved_ahsct"', '"improved_asct"', "what is not there: improved_asct"),
        ('shares_people_with = ["', 'shares_people_with = ["nobody", "', "nobody"),
        ('reason = "', 'reason = ""#', "reason is empty"),
        ('status = "decided"', 'status = "forgotten"', "forgotten"),
        ('effect = "', 'affect = "', "affect"),
    ],
)
def test_bad_conflict_is_refused(folder: Path, old: str, new: str, words: str) -> None:
    change(folder / "conflicts.toml", old, new)
    with pytest.raises(EvidenceError, match=words):
        load_evidence(folder)


def test_conflict_twice_is_refused(folder: Path) -> None:
    change(folder / "conflicts.toml", '"fisher_p"', '"improved_8_of_25"')
    with pytest.raises(EvidenceError, match="improved_8_of_25 is there twice"):
        load_evidence(folder)


def test_other_steps_of_the_scale_are_refused(folder: Path) -> None:
    change(folder / "tables" / "edss_steps.csv", "\n6.5,", "\n6.7,")
    with pytest.raises(EvidenceError, match=r"6\.7.* are not the steps of the model"):
        load_evidence(folder)


def test_study_that_shares_people_is_refused(folder: Path) -> None:
    change(folder / "tables/transplant_studies.csv", "burt_2021", "boffa_2021")
    with pytest.raises(EvidenceError, match="boffa_2021 and muraro_2017 share people"):
        load_evidence(folder)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"sources": '["nobody_1999"]'}, "not listed: nobody_1999"),
        ({"unit": "furlongs"}, "furlongs"),
        ({"status": "looks fine"}, "looks fine"),
        ({"distribution": "guess"}, "guess"),
        ({"value": "0.7"}, "outside its interval"),
        ({"value": "nan"}, "outside its interval"),
        ({"value": '"0.5"'}, "TypeError"),
        ({"interval": "interval = [0.6, 0.4]"}, "outside its interval"),
        ({"interval": "interval = [0.5]"}, "unpack"),
        ({"interval": ""}, "or fixed, not both"),
        ({"distribution": "fixed"}, "or fixed, not both"),
        ({"status": "seen in the source"}, "without source is a judgement"),
        ({"id": "pml_level"}, "pml_level is there twice"),
        ({"id": "k_low"}, "k_low is there twice"),
        (
            {"distribution": "lognormal", "interval": "interval = [0.0, 0.6]"},
            "above 0",
        ),
        ({"interval": "colour = 3"}, "colour"),
    ],
)
def test_bad_parameter_is_refused(
    folder: Path, changes: dict[str, str], words: str
) -> None:
    add(folder / "limits.toml", made_up(**changes))
    with pytest.raises(EvidenceError, match=words):
        load_evidence(folder)


def test_unused_source_is_refused(folder: Path) -> None:
    add(
        folder / "sources.toml",
        '\n[[source]]\nid = "idle"\ncitation = "x"\nyear = 2000\npopulation = "x"\n'
        'status = "derived"\n',
    )
    with pytest.raises(EvidenceError, match="nothing uses: idle"):
        load_evidence(folder)
    # the fit itself loads before the fitted parameters, which use sources, are there
    assert "idle" in load_evidence(folder, fitted=False).sources


def test_source_twice_is_refused(folder: Path) -> None:
    text = (folder / "sources.toml").read_text("utf-8")
    first = "[[source]]" + text.split("[[source]]")[1]
    add(folder / "sources.toml", "\n" + first)
    with pytest.raises(EvidenceError, match="there twice"):
        load_evidence(folder)


def test_harm_of_an_unknown_parameter_is_refused(folder: Path) -> None:
    change(folder / "harms.toml", '"alemtuzumab_itp"', '"alemtuzumab_tip"')
    with pytest.raises(EvidenceError, match="alemtuzumab_tip"):
        load_evidence(folder)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("harms.toml", 'law = "within"', 'law = "sometimes"'),
        ("effects.toml", 'option = "ahsct"', 'option = "rest"'),
        ("targets.toml", "value = ", "worth = "),
        ("release.toml", "made_on", "made_at"),
        ("release.toml", "=", ""),
        (FITTED_FILE, '"parameters"', '"bricks"'),
        (FITTED_FILE, "{", ""),
        ("tables/pml_yearly.csv", "0.1", "few"),
        ("tables/life_table.csv", "qx_male", "male"),
    ],
)
def test_broken_file_is_refused_by_name(
    folder: Path, file: str, old: str, new: str
) -> None:
    change(folder / file, old, new)
    with pytest.raises(EvidenceError, match="evidence in data"):
        load_evidence(folder)


@pytest.mark.parametrize(
    "file",
    # releases before 2026-11.2 have neither: the fit alone reads the priors, and of
    # the studies' people the newest release's are told
    sorted(
        {p.relative_to(DATA).as_posix() for p in DATA.rglob("*.toml")}
        - {PRIORS, PEOPLE.name}
    ),
)
def test_missing_file_is_refused(folder: Path, file: str) -> None:
    (folder / file).unlink()
    with pytest.raises(EvidenceError, match="No such file"):
        load_evidence(folder)


@pytest.mark.parametrize("file", [FITTED_FILE, "sources.toml", "tables/life_table.csv"])
def test_digest_is_of_every_file(folder: Path, file: str) -> None:
    before = compute_digest(folder)
    add(folder / file, "\n")
    assert compute_digest(folder) != before


def test_digest_is_of_names_too_but_not_of_line_ends(folder: Path) -> None:
    before = compute_digest(folder)
    path = folder / "release.toml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert compute_digest(folder) == before
    (folder / "README.md").write_text("more words", "utf-8")
    assert compute_digest(folder) == before
    path.rename(folder / "renamed.toml")
    assert compute_digest(folder) != before


def test_release_carries_its_digest() -> None:
    assert get_evidence().release.digest == f"sha256:{compute_digest(DATA)}"


def test_fit_was_made_from_this_evidence(folder: Path) -> None:
    assert fit_is_current()
    assert fit_is_current(folder)
    change(folder / "targets.toml", "value = ", "value = 1")
    assert not fit_is_current(folder)


def test_preview_ends_when_all_is_checked(folder: Path) -> None:
    assert load_evidence(folder).release.research_preview
    for path in folder.glob("*.toml"):
        text = path.read_text("utf-8")
        for words in (
            "needs checking against the paper",
            "seen on a secondary page",
        ):
            text = text.replace(words, "seen in the source")
        path.write_text(text, "utf-8")
    assert not load_evidence(folder).release.research_preview


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('unit = "probability"', 'unit = "furlongs"'),
        ('unit = "probability"\n', ""),
        ('certainty = "low"\n', ""),
        ('population = "relapsing onset, British Columbia"\n', ""),
    ],
)
def test_a_target_says_what_it_is_of_whom_and_how_certain(
    folder: Path, old: str, new: str
) -> None:
    change(folder / "targets.toml", old, new)
    with pytest.raises(EvidenceError, match=r"known unit.*: bc_edss6_15y"):
        load_evidence(folder)


def test_units_reach_the_engine() -> None:
    evidence = get_evidence()
    rate = evidence.parameters["ahsct_infection_rate"]
    estimate = evidence.inputs.estimates["ahsct_infection_rate"]
    assert estimate.value == pytest.approx(rate.value / 1000)
    assert set(UNITS) == {parameter.unit for parameter in evidence.parameters.values()}


def test_every_table_is_described_and_every_description_has_a_table() -> None:
    files = {path.stem for path in (DATA / "tables").glob("*.csv")}
    assert files == set(get_evidence().tables)


def test_limits_are_not_sampled() -> None:
    evidence = get_evidence()
    assert (
        evidence.limits["treated_age"] == evidence.parameters["limit_treated_age"].value
    )
    assert not any(id.startswith("limit_") for id in evidence.inputs.estimates)


class Recorder(Mapping[str, FloatArray]):
    """Draws that remember which were read."""

    def __init__(self, values: Mapping[str, FloatArray], read: set[str]) -> None:
        self.values_of, self.read = values, read

    def __getitem__(self, id: str) -> FloatArray:
        self.read.add(id)
        return self.values_of[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self.values_of)

    def __len__(self) -> int:
        return len(self.values_of)


class RecordingDraws(ParameterDraws):
    """Draws that stay recorded when a scenario replaces some of them."""

    def replace(self, **values: FloatArray) -> ParameterDraws:
        recorder = self.values
        assert isinstance(recorder, Recorder)
        merged = {**recorder.values_of, **values}
        return RecordingDraws(Recorder(merged, recorder.read), self.tables, self.count)


def test_every_parameter_of_the_release_is_used_by_the_engine() -> None:
    draws = get_draws(10)
    read: set[str] = set()
    recording = RecordingDraws(Recorder(draws.values, read), draws.tables, 10)
    panel = [
        profile_with(sex=Sex.UNKNOWN, treatments=UNKNOWN),
        profile_with(relapses_1y=1, treatments=had(interferon=2, ocrelizumab=2)),
        profile_with(course=Course.SPMS, edss=6.0, years_on_natalizumab=1.0),
        profile_with(course=Course.PPMS, sex=Sex.MALE),
        profile_with(
            duration_years=12.0,
            jcv=JcvStatus.NEGATIVE,
            prior_immunosuppression=Answer.YES,
            conditioning=Conditioning.HIGH,
        ),
    ]
    for profile in panel:
        for scenario in Scenario:
            compare_profile(profile, draws=recording, scenario=scenario, horizons=(2,))
    parameters = get_evidence().parameters
    known = {id for id in parameters if not id.startswith("limit_")} | set(UNIFORM)
    assert known - read == set()
    assert read - known == set()


def test_releases_of_one_day_are_ordered_by_their_numbers(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made = {
        "2026-11.2": "2026-11-24",
        "2026-11.9": "2026-11-28",
        "2026-11.10": "2026-11-28",
        "2026-2.1": "2026-02-01",
    }
    for id, day in made.items():
        name = {"id": id, "model_version": "1", "made_on": day}
        lines = [f'{key} = "{value}"' for key, value in name.items()]
        (tmp_path / id).mkdir()
        (tmp_path / id / "release.toml").write_text("\n".join(lines), "utf-8")
    monkeypatch.setattr(registry, "ARCHIVE", tmp_path)
    newest, *older = registry.find_releases()
    assert newest == get_evidence().release.id
    assert older == ["2026-11.10", "2026-11.9", "2026-11.2", "2026-2.1"]
