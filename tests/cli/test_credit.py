import json
import subprocess
import sys

from typer.testing import CliRunner

from library.cli.credit import app

RUNNER = CliRunner()


def test_json_lines_are_answered_line_by_line() -> None:
    lines = [{"credit": "KEYSTONE/EPA/LENA MARTI"}, {"caption": "A ship. (AP Photo/Jane Doe)", "other": 1}]
    result = RUNNER.invoke(app, ["parse", "--json"], input="".join(json.dumps(line) + "\n" for line in lines))
    first, second = (json.loads(line) for line in result.stdout.splitlines())
    assert result.exit_code == 0
    assert (first["distributor"], first["agency"], first["photographer"]) == ("KEYSTONE", "EPA", "Lena Marti")
    assert first["text"] == "Bild: KEYSTONE/EPA/Lena Marti"
    assert {one["part"] for one in first["evidence"]} == {"distributor", "agency", "photographer"}
    assert second["agency"] == "AP"
    assert {"provider", "is_archive", "is_pool", "is_handout", "is_ai", "is_symbolic", "restrictions"} <= second.keys()


def test_a_bad_line_is_told_and_the_others_are_answered() -> None:
    feed = b'{"credit": "AP"}\nnonsense\n[1]\n{"credit": 3}\n\xff\n\n{"credit": "dpa"}\n'
    result = RUNNER.invoke(app, ["parse", "--json"], input=feed)
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 1
    assert [answer.get("line") for answer in answers] == [None, 2, 3, 4, 5, None]
    assert answers[-1]["agency"] == "dpa"


def test_a_person_gets_a_table() -> None:
    result = RUNNER.invoke(app, ["parse", "KEYSTONE/EPA/LENA MARTI"])
    assert result.exit_code == 0
    assert "Lena Marti" in result.stdout
    assert "known_house" in result.stdout


def test_the_command_starts_without_database_and_screen() -> None:
    script = "import sys, library.cli.credit; print([m for m in ('sqlmodel', 'streamlit', 'PIL') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
