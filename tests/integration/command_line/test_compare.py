"""``manage.py compare``: what it prints, and how it refuses."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from riskmodel import interface
from riskmodel.management.commands.compare import Command, TextParser

ROOT = Path(__file__).parents[3]
RIGHT = {"course": "rrms", "edss": "3.5", "duration": "6", "age": "35"}
REQUIRED = [f"--{name}={value}" for name, value in RIGHT.items()]
FEW_DRAWS = "--draws=100"


def run(*arguments: str, **options: Any) -> str:
    out = io.StringIO()
    call_command("compare", *arguments, stdout=out, **options)
    return out.getvalue()


def refuse(*arguments: str, **options: Any) -> list[str]:
    """Give the lines of a refusal."""
    out = io.StringIO()
    with pytest.raises(CommandError) as refused:
        call_command("compare", *arguments, stdout=out, **options)
    assert refused.value.returncode == 2
    assert out.getvalue() == ""
    return str(refused.value).splitlines()


def read(*arguments: str, **options: Any) -> dict[str, Any]:
    return json.loads(run(*arguments, FEW_DRAWS, "--json", **options))


def test_json_is_the_document_and_a_lines_end():
    printed = run(*REQUIRED, FEW_DRAWS, "--json")
    request = interface.read_text(RIGHT | {"draws": "100"})
    assert printed == interface.encode(interface.compare(request)) + "\n"


def test_without_json_it_is_a_table():
    text = run(*REQUIRED, FEW_DRAWS)
    assert "After 5 years" in text
    assert not text.startswith("{")


def test_both_spellings_of_an_argument_are_the_same():
    apart = [part for name, value in RIGHT.items() for part in (f"--{name}", value)]
    assert read(*apart) == read(*REQUIRED)


def test_every_argument_reaches_the_document():
    document = read(
        "--course=spms",
        "--edss-low=4",
        "--edss-high=5.5",
        "--duration=12",
        "--age=44",
        "--sex=male",
        "--relapses-1y=1",
        "--relapses-2y=2",
        "--new-mri=yes",
        "--treatments=interferon:3,natalizumab:1.5",
        "--jcv=positive",
        "--jcv-index=0.7",
        "--prior-immunosuppression=no",
        "--years-on-natalizumab=1.5",
        "--centre=typical",
        "--conditioning=cy_atg",
        "--children=no",
        "--scenario=waning",
        "--horizons=2,15",
        "--seed=4294967295",
    )
    assert document["profile"] == {
        "course": "spms",
        "edss_low": 4.0,
        "edss_high": 5.5,
        "duration": 12.0,
        "age": 44.0,
        "sex": "male",
        "relapses_1y": 1,
        "relapses_2y": 2,
        "new_mri": "yes",
        "treatments": "interferon:3,natalizumab:1.5",
        "jcv": "positive",
        "jcv_index": 0.7,
        "prior_immunosuppression": "no",
        "years_on_natalizumab": 1.5,
        "centre": "typical",
        "conditioning": "cy_atg",
        "children": "no",
    }
    assert (document["scenario"], document["seed"]) == ("waning", 2**32 - 1)
    for option in document["options"].values():
        assert list(option["horizons"]) == ["2", "15"]


def test_values_may_come_as_numbers_and_lists_within_a_process():
    document = read(course="rrms", edss=3.5, duration=6, age=35, horizons=[1, 5])
    assert document == read(*REQUIRED, "--horizons=1,5")


@pytest.mark.parametrize(
    ("argument", "name"),
    [
        ("--course=ms", "course"),
        ("--course=RRMS", "course"),
        ("--edss=11", "edss"),
        ("--edss=10", "edss"),
        ("--edss=3.7", "edss"),
        ("--edss=0.5", "edss"),
        ("--edss=-1", "edss"),
        ("--edss=nan", "edss"),
        ("--edss=inf", "edss"),
        ("--edss=-inf", "edss"),
        ("--edss=1e0", "edss"),
        ("--edss=three", "edss"),
        ("--edss=", "edss"),
        ("--edss=٣", "edss"),
        ("--duration=-1", "duration"),
        ("--duration=26", "duration"),
        ("--duration=nan", "duration"),
        ("--age=17", "age"),
        ("--age=86", "age"),
        ("--age=140", "age"),
        ("--age=1_8", "age"),
        ("--age=inf", "age"),
        ("--sex=f", "sex"),
        ("--relapses-1y=21", "relapses-1y"),
        ("--relapses-1y=1.5", "relapses-1y"),
        ("--relapses-2y=-1", "relapses-2y"),
        ("--new-mri=maybe", "new-mri"),
        ("--treatments=aspirin:1", "treatments"),
        ("--treatments=interferon", "treatments"),
        ("--treatments=interferon:nan", "treatments"),
        ("--treatments=interferon:1,interferon:2", "treatments"),
        ("--treatments=none,interferon:1", "treatments"),
        ("--jcv=yes", "jcv"),
        ("--jcv-index=11", "jcv-index"),
        ("--prior-immunosuppression=1", "prior-immunosuppression"),
        ("--years-on-natalizumab=21", "years-on-natalizumab"),
        ("--years-on-natalizumab=unknown", "years-on-natalizumab"),
        ("--centre=good", "centre"),
        ("--conditioning=low", "conditioning"),
        ("--children=2", "children"),
        ("--scenario=best", "scenario"),
        ("--horizons=0", "horizons"),
        ("--horizons=16", "horizons"),
        ("--horizons=1.5", "horizons"),
        ("--horizons=5,5", "horizons"),
        ("--horizons=1,", "horizons"),
        ("--draws=99", "draws"),
        ("--draws=20001", "draws"),
        ("--seed=-1", "seed"),
        ("--seed=4294967296", "seed"),
    ],
)
def test_each_wrong_argument_is_named_with_what_is_allowed(argument, name):
    given = argument.partition("=")[2]
    before = [a for a in REQUIRED if not a.startswith(f"--{name}=")]
    [line] = refuse(*before, argument, "--json")
    assert line.startswith(f"--{name}: ")
    assert "; allowed: " in line
    assert repr(given) in line if given else "nothing given" in line


@pytest.mark.parametrize("value", ["-5", "-0.5", "-inf", "-nan", "-x", "-1e3"])
def test_a_value_with_a_minus_reaches_the_same_check(value):
    apart = refuse(*REQUIRED[:2], "--age", "35", "--duration", value)
    assert apart == refuse(*REQUIRED[:2], "--age", "35", f"--duration={value}")
    assert apart == [f"--duration: {value!r} given; allowed: 0 to 75 years"]


def test_wrong_arguments_are_told_together_one_a_line():
    lines = refuse("--course=ms", "--edss", "11", "--sex", "--age=x\ny")
    assert [line.partition(":")[0] for line in lines] == [
        "--course",
        "--edss",
        "--age",
        "--sex",
        "--duration",
    ]


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (["--relapses-1y=2", "--relapses-2y=1"], "relapses-2y"),
        (["--edss-low=2"], "edss-low"),
    ],
)
def test_contradictions_are_told(arguments, name):
    [line] = refuse(*REQUIRED, *arguments)
    assert line.startswith(f"--{name}: ")


@pytest.mark.parametrize("missing", RIGHT)
def test_a_missing_argument_is_named(missing):
    lines = refuse(*(a for a in REQUIRED if not a.startswith(f"--{missing}=")))
    assert [line.partition(":")[0] for line in lines] == [f"--{missing}"]


@pytest.mark.parametrize("extra", ["--ed=3", "--surname=x", "7", "--edss_low=3"])
def test_unknown_arguments_and_abbreviations_are_refused(extra):
    [line] = refuse(*REQUIRED, extra)
    assert extra in line


def test_an_argument_given_twice_is_refused():
    assert refuse(*REQUIRED, "--edss", "4") == [
        "--edss: '3.5' and '4' given; allowed: once"
    ]


def test_unknown_repeated_and_wrong_arguments_are_told_together():
    lines = refuse(
        *REQUIRED, "--bogus", "1", "--x=a\nb", "--sex=q", "--edss", "--age=4"
    )
    assert [line.partition("; allowed: ")[0] for line in lines] == [
        "unrecognized arguments: --bogus '1'",
        "unrecognized arguments: --x=a\\nb",
        "--edss: '3.5' and '' given",
        "--age: '35' and '4' given",
        "--sex: 'q' given",
    ]


def test_what_the_parser_itself_refuses_is_one_line_without_the_usage(capsys):
    assert refuse(*REQUIRED, "--json=x") == [
        "argument --json: ignored explicit argument 'x'"
    ]
    with pytest.raises(SystemExit) as stopped:
        TextParser(called_from_command_line=True).error("not so")
    assert stopped.value.code == 2
    assert capsys.readouterr().err == "not so\n"


def test_a_step_beside_an_end_of_a_range_is_told_with_its_value():
    assert refuse(*REQUIRED, "--edss-low=99") == [
        "--edss-low: '99' given; allowed: edss alone, or edss_low and edss_high"
    ]


@pytest.mark.parametrize("value", [True, float("nan"), float("inf"), [3.5, 4.0], {}])
def test_values_of_other_types_are_judged_by_their_text(value):
    [line] = refuse(course="rrms", edss=value, duration=6, age=35)
    assert line.startswith("--edss: ")


def run_as_typed(*arguments: str) -> None:
    Command().run_from_argv(["manage.py", "compare", *arguments])


def test_at_a_terminal_the_bytes_are_the_same(capsys):
    run_as_typed(*REQUIRED, FEW_DRAWS, "--json")
    assert capsys.readouterr() == (run(*REQUIRED, FEW_DRAWS, "--json"), "")


def test_the_output_may_be_something_else_than_a_terminal(monkeypatch):
    out = io.StringIO()
    monkeypatch.setattr("sys.stdout", out)
    run_as_typed(*REQUIRED, FEW_DRAWS, "--json")
    assert json.loads(out.getvalue())["draws"] == 100


@pytest.mark.parametrize(
    ("argument", "line"),
    [
        ("--edss=11", "--edss: '11' given; allowed: "),
        ("--edss=3", "--edss: '3.5' and '3' given; allowed: once"),
    ],
)
def test_at_a_terminal_a_refusal_is_one_line_and_exit_code_2(argument, line, capsys):
    others = REQUIRED if argument == "--edss=3" else [*REQUIRED[:1], *REQUIRED[2:]]
    with pytest.raises(SystemExit) as left:
        run_as_typed(*others, argument)
    printed, told = capsys.readouterr()
    assert (left.value.code, printed) == (2, "")
    assert told.startswith(line)
    assert told.count("\n") == 1


def run_process(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "manage.py", "compare", *arguments],
        cwd=ROOT,
        # A database that does not exist, and a terminal of another language.
        env={
            "PATH": "",
            "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none",
            "LC_ALL": "C",
            "PYTHONIOENCODING": "ascii",
            # Which kernels NumPy multiplies with is part of the environment that
            # gives the same bytes.
            **{k: v for k, v in os.environ.items() if k.startswith("OPENBLAS_")},
        },
        capture_output=True,
        check=False,
    )


@pytest.mark.slow
def test_a_process_prints_the_document_and_nothing_else():
    done = run_process(*REQUIRED, FEW_DRAWS, "--json")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == run(*REQUIRED, FEW_DRAWS, "--json").encode()


@pytest.mark.slow
def test_a_process_prints_the_table_on_any_terminal():
    done = run_process(*REQUIRED, FEW_DRAWS)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"After 5 years" in done.stdout


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "lines"),
    [
        (
            [*REQUIRED[:1], "--edss", "11", "--duration", "-5", "--age=nan"],
            ["--edss: '11' given", "--duration: '-5' given", "--age: 'nan' given"],
        ),
        ([*REQUIRED, "--surname=x"], ["unrecognized arguments: --surname=x"]),
    ],
)
def test_a_process_refuses_with_exit_code_2(arguments, lines):
    done = run_process(*arguments, "--json")
    assert (done.returncode, done.stdout) == (2, b"")
    told = done.stderr.decode().splitlines()
    assert len(told) == len(lines)
    for line, start in zip(told, lines, strict=True):
        assert line.startswith(start)
