"""The door for programs: JSON Lines come in on standard input, one JSON object a line goes back."""

import json
import sys
from collections.abc import Callable
from typing import Any

import typer

from library.errors import InvalidInput

_ENCODER = json.JSONEncoder(ensure_ascii=False)


def answer_lines(answer: Callable[[Any], dict[str, Any]]) -> None:
    """Answer each line of standard input; blank lines are passed over.

    A line that is no JSON, or that the answer refuses with InvalidInput, gives {"error", "line"}, and the command ends
    with exit code 1 after the last line.

    Args:
        answer: gives the object to write for the JSON value of one line.
    """
    has_failed = False
    for number, raw in enumerate(sys.stdin.buffer, 1):
        if not raw.strip():
            continue
        try:
            told = answer(json.loads(raw))
        except InvalidInput as error:
            told, has_failed = {"error": error.message, "line": number}, True
        except (ValueError, RecursionError) as error:
            told, has_failed = {"error": f"no JSON: {error}", "line": number}, True
        write_line(told)
    sys.stdout.flush()
    if has_failed:
        raise typer.Exit(1)


def write_line(value: dict[str, Any]) -> None:
    """Write one object as a line."""
    sys.stdout.write(encode_line(value).decode() + "\n")


def encode_line(value: dict[str, Any]) -> bytes:
    """Give one object as a line; half a character pair, which no encoding has, becomes a question mark."""
    return _ENCODER.encode(value).encode("utf-8", "replace")
