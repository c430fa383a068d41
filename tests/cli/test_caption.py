import json
import subprocess
import sys

from typer.testing import CliRunner

from library.cli.caption import app

RUNNER = CliRunner()
CAPTION = "Jane Doe, left, and Minister Ilan Varga, right, talk in Bern, Switzerland, 5 June 2020. EPA/LENA MARTI"


def test_json_lines_are_answered_line_by_line() -> None:
    lines = [{"caption": CAPTION}, {"description": "Ein Schiff. (SPORT SEGELN)", "other": 1}, "A ship ..."]
    result = RUNNER.invoke(app, ["parse", "--json"], input="".join(json.dumps(line) + "\n" for line in lines))
    first, second, third = (json.loads(line) for line in result.stdout.splitlines())
    assert result.exit_code == 0
    assert first["dateline"]["place"] == "Bern, Switzerland"
    assert first["dateline"]["on"] == "2020-06-05"
    assert [(one["name"], one["position"], one["role"]) for one in first["persons"]] == [
        ("Jane Doe", "left", None),
        ("Ilan Varga", "right", "Minister"),
    ]
    assert [one["text"] for one in first["sign_offs"]] == ["EPA/LENA MARTI"]
    assert first["alt_text"] == "Jane Doe, left, and Minister Ilan Varga, right, talk in Bern, Switzerland."
    assert second["keywords"] == ["SPORT", "SEGELN"]
    assert third["is_cut"]


def test_a_bad_line_is_told_and_the_others_are_answered() -> None:
    result = RUNNER.invoke(app, ["parse", "--json"], input=b'{"caption": "A ship."}\nnonsense\n[1]\n{"caption": 3}\n\n')
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 1
    assert [answer.get("line") for answer in answers] == [None, 2, 3, 4]


def test_a_person_gets_a_table() -> None:
    result = RUNNER.invoke(app, ["parse", CAPTION])
    assert result.exit_code == 0
    assert "Ilan Varga (right, Minister)" in result.stdout


def test_captions_are_parsed_without_database_and_screen() -> None:
    script = "import sys, library.cli.caption; print([m for m in ('sqlmodel', 'streamlit', 'PIL') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
