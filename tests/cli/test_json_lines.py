import io
import json
from typing import Any

import pytest
import typer

from library.cli.json_lines import answer_lines
from library.errors import InvalidInput


def answers(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], text: bytes) -> tuple[list[Any], int]:
    """Give what comes back for lines of input, and the exit code."""

    def double(value: Any) -> dict[str, Any]:
        if not isinstance(value, int):
            raise InvalidInput("a number is needed")
        return {"twice": value * 2}

    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text)))
    code = 0
    try:
        answer_lines(double)
    except typer.Exit as end:
        code = end.exit_code
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()], code


def test_each_line_has_its_answer_and_blank_ones_none(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert answers(monkeypatch, capsys, b"1\n\n 2 \r\n") == ([{"twice": 2}, {"twice": 4}], 0)


def test_bad_lines_are_told_with_their_number_and_the_rest_goes_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told, code = answers(monkeypatch, capsys, b'"a"\n\xff\n{\n3\n' + b"[" * 100_000)
    assert code == 1
    assert [one.get("line") for one in told] == [1, 2, 3, None, 5]
    assert told[0]["error"] == "a number is needed"
    assert told[1]["error"].startswith("no JSON: ")
    assert told[3] == {"twice": 6}
