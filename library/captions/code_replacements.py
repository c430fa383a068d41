"""Code replacements: `=rf=` becomes a player's name, from a table of codes as Photo Mechanic reads them.

The file has one code a line, then its replacements, parted by tabs. As in Photo Mechanic, a code stands between two
delimiters and gives its first replacement; `=rf#2=` gives the second. Codes are told apart by capitals; a code in
another spelling is taken if there is only one that it can mean. A line that begins with `//` is a remark. What is
replaced is not searched for codes again.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from library.errors import InvalidInput

DELIMITER = "="
LARGEST_BYTES = 8_000_000  # a table of all players of a World Cup has less than 200 kB
_BAD_IN_CODE = re.compile(r"[\s#]")


@dataclass(frozen=True, slots=True)
class CodeProblem:
    """A line of a code file that was left out.

    Args:
        line: its number, from 1.
        kind: "duplicate": the code stands further up already; "no_text": no replacement; "bad_code": cannot be typed.
        first_line: where a duplicate stood first; None otherwise.
    """

    line: int
    kind: Literal["duplicate", "no_text", "bad_code"]
    code: str
    first_line: int | None = None


@dataclass(frozen=True, slots=True)
class CodeTable:
    """Codes and what they stand for.

    Args:
        codes: code -> its replacements, in the order of the columns.
        delimiter: what stands before and behind a code in a text.
        problems: lines that were left out.
    """

    codes: Mapping[str, tuple[str, ...]]
    delimiter: str = DELIMITER
    problems: tuple[CodeProblem, ...] = ()
    folded: Mapping[str, tuple[str, ...]] = field(default_factory=dict, compare=False)

    def find(self, code: str) -> tuple[str, ...] | None:
        """Give a code's replacements; None where no code or more than one is meant."""
        return self.codes.get(code) or self.folded.get(code.casefold()) or None


@dataclass(frozen=True, slots=True)
class Replaced:
    """A text with its codes replaced.

    Args:
        unknown: codes that were left as they are, as written, without delimiters.
    """

    text: str
    unknown: tuple[str, ...] = ()


def parse_codes(data: bytes | str, *, delimiter: str = DELIMITER) -> CodeTable:
    """Read a table of codes.

    Args:
        data: bytes in UTF-8, UTF-16 with its mark, or Windows-1252; or text.
        delimiter: one sign or more, no letter, figure or space.

    Raises:
        InvalidInput: there is no code in it, it is too large, no text, or the delimiter cannot be used.
    """
    check_delimiter(delimiter)
    codes: dict[str, tuple[str, ...]] = {}
    lines: dict[str, int] = {}
    problems: list[CodeProblem] = []
    for number, columns in _rows(data):
        code, replacements = columns[0], columns[1:]
        if _BAD_IN_CODE.search(code) or delimiter in code or not code:
            problems.append(CodeProblem(number, "bad_code", code))
        elif not any(replacements):
            problems.append(CodeProblem(number, "no_text", code))
        elif code in codes:
            problems.append(CodeProblem(number, "duplicate", code, lines[code]))
        else:
            codes[code], lines[code] = replacements, number
    if not codes:
        raise InvalidInput(
            "There is no code in this file", hint="Write one code a line, a tab, and what it stands for."
        )
    return table_of(codes, delimiter, tuple(problems))


def table_of(
    codes: Mapping[str, tuple[str, ...]], delimiter: str = DELIMITER, problems: tuple[CodeProblem, ...] = ()
) -> CodeTable:
    """Make a table of codes that were read already."""
    return CodeTable(codes, delimiter, problems, _unambiguous(codes))


def to_tsv(table: CodeTable) -> str:
    """Write a table as `parse_codes` reads it: one code a line, then its replacements, parted by tabs."""
    return "".join("\t".join((code, *columns)) + "\n" for code, columns in table.codes.items())


def check_delimiter(delimiter: str) -> None:
    """Refuse a delimiter that words are made of.

    Raises:
        InvalidInput: it is empty, or holds a letter, a figure, a space or "#".
    """
    if not delimiter or len(delimiter) > 3 or re.search(r"[\w\s#]", delimiter):
        raise InvalidInput(f"{delimiter!r} cannot stand around codes", hint="Use a sign such as = or \\.")


def replace_codes(text: str, table: CodeTable) -> Replaced:
    """Replace the codes of a text; unknown codes and columns stay as they are and are reported."""
    mark = table.delimiter
    if mark not in text:
        return Replaced(text)
    pattern = _pattern_of(mark)
    shown: list[str] = []
    unknown: list[str] = []
    end = 0
    while found := pattern.search(text, end):
        shown.append(text[end : found.start()])
        value = _replacement(table, found["code"], int(found["column"] or 1))
        if value is None:
            unknown.append(found[0][len(mark) : -len(mark)])
            # The closing delimiter may open the next code: "a=b=rf=".
            end = found.end() - len(mark)
            shown.append(text[found.start() : end])
        else:
            shown.append(value)
            end = found.end()
    shown.append(text[end:])
    return Replaced("".join(shown), tuple(dict.fromkeys(unknown)))


def _replacement(table: CodeTable, code: str, column: int) -> str | None:
    replacements = table.find(code)
    if replacements is None or not 1 <= column <= len(replacements):
        return None
    return replacements[column - 1] or None


@lru_cache(maxsize=8)
def _pattern_of(mark: str) -> re.Pattern[str]:
    sign = re.escape(mark)
    return re.compile(rf"{sign}(?P<code>(?:(?!{sign})[^\s#]){{1,64}})(?:#(?P<column>[0-9]{{1,3}}))?{sign}")


def _unambiguous(codes: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    spellings: dict[str, list[str]] = {}
    for code in codes:
        spellings.setdefault(code.casefold(), []).append(code)
    return {folded: codes[same[0]] for folded, same in spellings.items() if len(same) == 1}


def _rows(data: bytes | str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Give line numbers and columns of the lines that hold something."""
    text = _decoded(data) if isinstance(data, bytes) else data
    for number, line in enumerate(re.split(r"\r\n|\n|\r", text.removeprefix("\ufeff")), start=1):
        if line.strip() and not line.startswith("//"):
            columns = [" ".join(column.split()) for column in line.split("\t")]
            while columns and not columns[-1]:
                columns.pop()
            yield number, tuple(columns)


def _decoded(data: bytes) -> str:
    if len(data) > LARGEST_BYTES:
        raise InvalidInput("This file is too large for a table of codes", hint="Keep one table a match or event.")
    encoding = "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    if "\0" in text:
        raise InvalidInput("This file is no text", hint="Save the table as text with tabs (TSV) in UTF-8.")
    return text
