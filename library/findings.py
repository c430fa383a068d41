"""Findings: what checks, clearance and audit observe, each with a stable code.

docs/findings.md explains every code: meaning, example, remedy. findings.toml beside this module holds what is said, in
every language of the screens: title, `message` by occasion, and what to do (`remedy` by occasion, else `hint`).
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

Severity = Literal["error", "warning", "note"]

CODES: dict[str, str] = {
    "CRD001": "no credit",
    "CRD002": "printed credit contradicts what was delivered",
    "CRD003": "credit not understood",
    "CRD004": "credit without a person",
    "CAP001": "no caption",
    "CAP002": "no alternative text",
    "CAP003": "captions that continue each other are torn apart",
    "CAP004": "caption too long",
    "CAP005": "place or day missing",
    "CAP006": "name spelt in two ways",
    "CAP007": "quotation marks of another house",
    "CAP008": "ss or ß against the house style",
    "CAP009": "alternative text repeats the caption",
    "CAP010": "text in the wrong language",
    "DUP001": "the same picture twice in one gallery",
    "DUP002": "one picture under different agencies",
    "GAL001": "picture wanted, not in the catalogue",
    "GAL002": "gallery is empty",
    "RGT001": "use against a restriction",
    "RGT002": "restriction to keep in mind",
    "AUD001": "picture used without a credit",
}
MESSAGES: Final = Path(__file__).with_name("findings.toml")
ENGLISH: Final = "en"
LANGUAGES: Final = (ENGLISH, "de")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words to be said in the language of whoever reads them.

    Args:
        key: of findings.toml, as "CAP004.message.caption" or "words.item".
        values: what stands in the braces by name: text, a number, another phrase, or several parted by commas.
    """

    key: str
    values: tuple[tuple[str, Any], ...] = ()

    def say(self, language: str = ENGLISH) -> str:
        """Say it; in English where the language has no words for it.

        Raises:
            KeyError: there is no such phrase.
        """
        texts = phrases()[self.key]
        said = {name: _said(value, language) for name, value in self.values}
        return texts.get(language, texts[ENGLISH]).format(**said)


@dataclass(frozen=True, slots=True)
class Finding:
    """One observation about content.

    Args:
        code: stable code, one of CODES.
        severity: "error" must be settled, "warning" should be looked at, "note" is good to know.
        subject: what it is about, as "item:7", "asset:12" or "usage:3".
        observed: the observation, one sentence.
        remedy: what a person can do, one sentence.
    """

    code: str
    severity: Severity
    subject: str
    observed: Phrase
    remedy: Phrase

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise ValueError(f"unknown finding code {self.code}")

    @property
    def message(self) -> str:
        """The observation in English."""
        return self.observed.say()

    @property
    def hint(self) -> str:
        """The remedy in English."""
        return self.remedy.say()

    def facts(self, language: str = ENGLISH) -> dict[str, str]:
        """Give the finding as data, its words in a language."""
        return {
            "code": self.code,
            "severity": self.severity,
            "subject": self.subject,
            "message": self.observed.say(language),
            "hint": self.remedy.say(language),
        }


def phrase(key: str, **values: Any) -> Phrase:  # noqa: ANN401  see Phrase
    """Make a phrase with what stands in its braces."""
    return Phrase(key, tuple(values.items()))


def observe(code: str, severity: Severity, subject: str, occasion: str, **values: Any) -> Finding:  # noqa: ANN401  see Phrase
    """Make a finding from the words that findings.toml has for an occasion.

    Args:
        occasion: which of the code's messages; its remedy goes before the code's hint.
        values: what stands in the braces of message and remedy.
    """
    remedy = f"{code}.remedy.{occasion}"
    return Finding(
        code,
        severity,
        subject,
        phrase(f"{code}.message.{occasion}", **values),
        phrase(remedy if remedy in phrases() else f"{code}.hint", **values),
    )


@cache
def phrases() -> Mapping[str, Mapping[str, str]]:
    """Read what is said of findings: key ("CAP004.hint") -> language -> text."""
    return dict(_flat(tomllib.loads(MESSAGES.read_text("utf-8")), ""))


def _flat(table: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    if ENGLISH in table:
        yield prefix.removesuffix("."), table
        return
    for name, inner in table.items():
        yield from _flat(inner, f"{prefix}{name}.")


def _said(value: Any, language: str) -> Any:  # noqa: ANN401  see Phrase
    if isinstance(value, tuple):
        return ", ".join(str(_said(one, language)) for one in value)
    return value.say(language) if isinstance(value, Phrase) else value
