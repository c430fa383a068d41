"""Find and replace in many texts at once.

Words are replaced here. A regular expression can take for ever on an innocent text, and Python cannot stop one that
runs; so expressions run in a process of their own, once for all texts, which is ended after SECONDS. The process sees
the texts and nothing else.
"""

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from library.errors import InvalidInput

SECONDS = 5.0
LONGEST_PATTERN = 500
LONGEST_TEXT = 100_000
_WORKER = Path(__file__).with_name("expression_process.py")


@dataclass(frozen=True, slots=True)
class Search:
    r"""What to find and what to put in its place.

    Args:
        pattern: words, or a regular expression as Python writes them.
        replacement: text; with an expression, `\1` and `\g<name>` give its groups.
    """

    pattern: str
    replacement: str
    is_regex: bool = False
    is_case_sensitive: bool = True


def find_replace(text: str, pattern: str, replacement: str, is_regex: bool, is_case_sensitive: bool) -> str:
    """Replace every occurrence in one text; see `replace_in_all`."""
    return replace_in_all([text], Search(pattern, replacement, is_regex, is_case_sensitive))[0]


def replace_in_all(texts: Sequence[str], search: Search) -> list[str]:
    """Replace every occurrence in each text.

    Raises:
        InvalidInput: the pattern is empty, too long or no expression, a text is too long, or it takes too long.
    """
    check_search(search)
    if any(len(text) > LONGEST_TEXT for text in texts):
        raise InvalidInput(f"A text is longer than {LONGEST_TEXT} characters", hint="Replace in shorter texts.")
    if not texts:
        return []
    if search.is_regex:
        return _in_process(texts, search)
    pattern = re.compile(re.escape(search.pattern), 0 if search.is_case_sensitive else re.IGNORECASE)
    return [pattern.sub(lambda _: search.replacement, text) for text in texts]


def check_search(search: Search) -> None:
    """Refuse a search that cannot be run.

    Raises:
        InvalidInput: the pattern is empty, too long or no expression.
    """
    if not search.pattern:
        raise InvalidInput("There is nothing to find", hint="Write the words, or an expression.")
    if len(search.pattern) > LONGEST_PATTERN:
        raise InvalidInput(f"The pattern is longer than {LONGEST_PATTERN} characters", hint="Find something shorter.")


def _in_process(texts: Sequence[str], search: Search) -> list[str]:
    asked = {
        "texts": list(texts),
        "pattern": search.pattern,
        "replacement": search.replacement,
        "is_case_sensitive": search.is_case_sensitive,
    }
    try:
        done = subprocess.run(  # noqa: S603  our own file, run by our own Python
            [sys.executable, "-I", "-S", str(_WORKER)],
            input=json.dumps(asked).encode("ascii"),
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise InvalidInput(
            f"The expression takes longer than {SECONDS:.0f} seconds and was stopped",
            hint="Avoid a repetition inside a repetition, as (a+)+; write what stands between more exactly.",
        ) from error
    if done.returncode:
        raise InvalidInput("The expression needs more memory than it may have", hint="Find something simpler.")
    told = json.loads(done.stdout)
    if "error" in told:
        raise InvalidInput(
            f"{search.pattern!r} cannot be run: {told['error']}", hint="Correct the expression, or find plain words."
        )
    return [str(text) for text in told["texts"]]
