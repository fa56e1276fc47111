"""``manage.py compare_cohort``: a CSV of people in, a Parquet of summaries out."""

from __future__ import annotations

import csv
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from distributed import Client, LocalCluster
from django.core.management import CommandError, call_command

from riskmodel.cohort import engines
from riskmodel.cohort.people import InvalidCohort
from riskmodel.cohort.store import Store
from riskmodel.interface import compare, read_text
from tools.reliability.parts import cohort as reliability

PEOPLE = """\
id,course,edss,edss_low,edss_high,duration,age,sex,scenario
anna,rrms,3.5,,,6,35,female,
b,spms,,5,6,15,50,,waning
,ppms,4,,,5,45,male,
d,rrms,2,,,1,30,,
e,rrms,6.5,,,12,44,,
"""
OPTIONS = {"draws": "100", "horizons": "2,5", "part_people": 2}


@pytest.fixture
def people(tmp_path: Path) -> Path:
    return write(tmp_path, PEOPLE)


def write(folder: Path, text: str) -> Path:
    path = folder / "people.csv"
    path.write_text(text, "utf-8")
    return path


def run(people: Path, out: Path, **options: Any) -> str:
    told = StringIO()
    call_command(
        "compare_cohort", people, out=out, stdout=told, **{**OPTIONS, **options}
    )
    return told.getvalue()


def test_a_row_for_each_person_option_and_horizon(people: Path, tmp_path: Path) -> None:
    out = tmp_path / "result.parquet"
    told = run(people, out)
    assert told.startswith("5 of 5 people compared, 0 of them by an earlier run")
    rows = pq.read_table(out).to_pylist()
    assert len(rows) == 5 * 4 * 2
    assert [row["row"] for row in rows[::8]] == [1, 2, 3, 4, 5]
    assert [row["id"] for row in rows[::8]] == ["anna", "b", "", "d", "e"]
    anna = {"course": "rrms", "edss": "3.5", "duration": "6", "age": "35"}
    other = {"course": "spms", "edss_low": "5", "edss_high": "6"}
    other |= {"duration": "15", "age": "50", "scenario": "waning"}
    check_rows(rows[:8], {**anna, "sex": "female"})
    check_rows(rows[8:16], other)
    assert not list(tmp_path.glob("*.parts"))


def check_rows(rows: list[dict[str, Any]], asked: dict[str, str]) -> None:
    document = compare(read_text({**asked, "draws": "100", "horizons": "2,5"}))
    for row in rows:
        option = document["options"][row["option"]]
        assert row["status"] == option["status"]
        horizon = option["horizons"][str(row["years"])]
        figures = {
            **horizon["outcomes"],
            "relapse_free": horizon["relapse_free"],
            "mean_edss": horizon["mean_edss"],
        }
        for number, told in figures.items():
            for figure in ("mean", "lower95", "upper95"):
                found = row[f"{number}_{figure}"]
                assert found == (None if told is None else told[figure])
        mortality = row["transplant_mortality_mean"]
        assert (mortality is None) == (row["option"] != "ahsct")


def test_columns_name_their_release_and_run(people: Path, tmp_path: Path) -> None:
    out = tmp_path / "result.parquet"
    run(people, out)
    told = pq.read_schema(out).metadata[b"ms_decision_aid_run"].decode()
    assert '"draws": "100"' in told
    assert '"release": "sha256:' in told


def test_wrong_rows_are_listed_and_the_rest_compared(tmp_path: Path) -> None:
    text = PEOPLE + "f,rrms,11,,,3,200,,\ng,rrms,2\n"
    people, out = write(tmp_path, text), tmp_path / "result.parquet"
    with pytest.raises(CommandError, match=r"2 rows could not be read: .*errors.csv"):
        run(people, out)
    with out.with_name("result.parquet.errors.csv").open(newline="") as file:
        listed = list(csv.DictReader(file))
    assert [(one["row"], one["id"], one["field"]) for one in listed] == [
        ("6", "f", "edss"),
        ("6", "f", "age"),
        ("7", "g", "row"),
    ]
    assert listed[0]["given"] == "11"
    assert "a step of the EDSS" in listed[0]["allowed"]
    assert len(pq.read_table(out)) == 5 * 4 * 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("course,edss,duration\n", "missing columns: 'age'"),
        ("course,duration,age,edss_low\n", "missing columns: 'edss .or edss_low"),
        ("course,edss,duration,age,draws\n", "unknown columns: 'draws'; allowed: id, "),
        ("id,id,course,edss,duration,age\n", "columns there twice: 'id'"),
        ("", "missing columns"),
        ('course,edss,duration,age\n"rrms,3', "is not a CSV in UTF-8"),
    ],
)
def test_a_file_that_is_not_people_is_refused(
    tmp_path: Path, text: str, said: str
) -> None:
    people = write(tmp_path, text)
    with pytest.raises(CommandError, match=said):
        run(people, tmp_path / "result.parquet")
    assert list(tmp_path.iterdir()) == [people]


def test_a_wrong_option_is_told_once_before_anything_is_written(
    people: Path, tmp_path: Path
) -> None:
    with pytest.raises(CommandError) as refused:
        run(people, tmp_path / "result.parquet", draws="99", scenario="best")
    told = str(refused.value).splitlines()
    assert sorted(line.partition(";")[0] for line in told) == [
        "--draws: '99' given",
        "--scenario: 'best' given",
    ]
    assert list(tmp_path.iterdir()) == [people]


def test_another_encoding_is_refused(tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_bytes(PEOPLE.replace("anna", "änna").encode("latin-1"))
    with pytest.raises(CommandError, match="is not a CSV in UTF-8"):
        run(people, tmp_path / "result.parquet")
    assert list(tmp_path.iterdir()) == [people]


def test_nobody_gives_an_empty_table(tmp_path: Path) -> None:
    people, out = write(tmp_path, PEOPLE.partition("\n")[0]), tmp_path / "r.parquet"
    assert run(people, out).startswith("0 of 0 people")
    assert pq.read_table(out).num_rows == 0


def test_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No such file"):
        run(tmp_path / "nobody.csv", tmp_path / "result.parquet")


@pytest.mark.parametrize("name", ["workers", "part_people"])
def test_at_least_one_is_needed(people: Path, tmp_path: Path, name: str) -> None:
    with pytest.raises(CommandError, match="allowed: 1 up"):
        run(people, tmp_path / "result.parquet", **{name: 0})


def stop_after(parts: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail as a full disk would, after so many parts."""
    summarise, done = engines.summarise_people, []

    def fail_later(people: Any) -> Any:
        if len(done) == parts:
            raise OSError("no space left")
        done.append(people)
        return summarise(people)

    monkeypatch.setattr(engines, "summarise_people", fail_later)


def test_a_stopped_run_goes_on_to_the_same_bytes(
    people: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, out = tmp_path / "whole.parquet", tmp_path / "result.parquet"
    run(people, whole)
    with monkeypatch.context() as patch:
        stop_after(2, patch)
        with pytest.raises(CommandError, match="no space left"):
            run(people, out)
    assert not out.exists()
    parts = out.with_name("result.parquet.parts")
    # what a kill leaves of a part it fell into
    (parts / "0000002.parquet.unfinished").write_bytes(b"half")
    assert "5 of 5 people compared, 4 of them by an earlier run" in run(people, out)
    assert out.read_bytes() == whole.read_bytes()


def test_a_finished_run_is_not_computed_again(
    people: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "result.parquet"
    run(people, out)
    before = out.read_bytes()
    stop_after(0, monkeypatch)
    assert "5 of them by an earlier run" in run(people, out)
    assert out.read_bytes() == before


def test_another_run_is_refused(
    people: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "result.parquet"
    with monkeypatch.context() as patch:
        stop_after(1, patch)
        with pytest.raises(CommandError, match="no space left"):
            run(people, out)
    parts = out.with_name("result.parquet.parts")
    with pytest.raises(CommandError, match="parts of another run"):
        run(people, out, draws="101")
    assert (parts / "run.json").exists()
    run(people, out)
    with pytest.raises(CommandError, match="is there already, of another run"):
        run(people, out, draws="101")
    assert not parts.exists()


def test_parts_that_nobody_owns_are_not_taken(people: Path, tmp_path: Path) -> None:
    whole, out = tmp_path / "whole.parquet", tmp_path / "result.parquet"
    run(people, whole)
    parts = out.with_name("result.parquet.parts")
    parts.mkdir()
    (parts / "0000000.parquet").write_bytes(b"of an older run")
    run(people, out)
    assert out.read_bytes() == whole.read_bytes()


def test_two_runs_do_not_write_one_result(tmp_path: Path) -> None:
    out = tmp_path / "result.parquet"
    with (
        Store(out, {}),
        pytest.raises(InvalidCohort, match=r"another run is writing result.parquet"),
        Store(out, {}),
    ):
        pass


@pytest.mark.slow
def test_every_engine_gives_the_same_bytes(
    people: Path, tmp_path: Path, settings: Any
) -> None:
    results = []
    for engine in engines.Engine:
        settings.COHORT_ENGINE = engine.value
        out = tmp_path / f"{engine}.parquet"
        run(people, out, workers=2, part_people=1)
        results.append(out.read_bytes())
    assert results[0] == results[1] == results[2]


@pytest.mark.slow
def test_people_may_be_sent_to_a_scheduler_that_runs_already(
    people: Path, tmp_path: Path, settings: Any
) -> None:
    here, there = tmp_path / "here.parquet", tmp_path / "there.parquet"
    run(people, here)
    settings.COHORT_ENGINE = engines.Engine.DASK.value
    with LocalCluster(
        n_workers=1, threads_per_worker=1, dashboard_address=None, host="127.0.0.1"
    ) as cluster:
        run(people, there, scheduler=cluster.scheduler_address)
        with Client(cluster) as client:
            assert client.scheduler_info()["workers"]
    assert there.read_bytes() == here.read_bytes()


@pytest.mark.slow
def test_a_killed_run_loses_and_doubles_nobody() -> None:
    for line in reliability.run(reliability.SHORT):
        assert line.holds, line


def test_missing_packages_are_named(
    people: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "tqdm", None)
    with pytest.raises(CommandError, match=r"tqdm .*dependency group cohort"):
        run(people, tmp_path / "result.parquet")


def test_no_web_process_imports_what_others_need() -> None:
    never = {"pyarrow", "dask", "tqdm", "pymc", "pandas", "scipy.stats"}
    code = (
        "import sys, django; django.setup(); import decisionaid.wsgi, "
        "riskmodel.management.commands.compare_cohort; "
        f"assert not {never} & set(sys.modules)"
    )
    subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        env={"DJANGO_SETTINGS_MODULE": "decisionaid.settings", "PATH": ""},
        cwd=Path(__file__).resolve().parents[3],
    )
