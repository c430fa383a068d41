"""The language of phrases.toml turned into expressions, validated on load."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from library.credits.folding import fold
from library.errors import RegistryError

SHIPPED_PHRASES = Path(__file__).with_name("phrases.toml")
CODES = frozenset(
    [
        "EDITORIAL_USE_ONLY",
        "NO_SALES",
        "NO_RESALES",
        "NO_ARCHIVES",
        "NO_LICENSING",
        "MANDATORY_CREDIT",
        "NO_MARKETING",
        "NO_ADVERTISING",
        "NO_MERCHANDISING",
        "NO_BOOK_COVER",
        "CLIENTS_ONLY",
        "NO_MODEL_RELEASE",
        "NO_VIDEO_EMULATION",
        "NO_WATERMARK_REMOVAL",
        "NO_CROP",
        "SINGLE_USE",
        "NO_AI_TRAINING",
        "MEDIA_OUT:WEB",
        "MEDIA_OUT",
        "EMBARGO",
        "TIME_LIMIT:n",
        "TERRITORY_OUT:XX",
        "TERRITORY_ONLY:XX",
    ]
)
_GAP = r"[\s,;:/()\"“”'’.-]{1,4}"
_ANY = "*"
_OPTIONAL_START = _GAP + ")?"
_PLACEHOLDERS = {
    "{countries}": r"(?P<countries>[^;:!?\n\0]{2,90}?)",
    "{n}": r"(?P<number>\d{1,3}|seven|fourteen|thirty|ten|two|three|four|six)",
    "{rest}": r"(?P<rest>[^\n\0]{2,80})",
}


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase of the file.

    Args:
        code: the restriction, with ":XX" or ":n" where it takes countries or a number.
        text: the phrase as it is written in the file.
        pattern: the expression that finds it.
        anchors: folded words of which one must stand in a text for the phrase to be looked for.
        countries: where countries stand: "before" the fixed words, "after" them, "inside", or "" for none.
    """

    code: str
    text: str
    pattern: re.Pattern[str]
    anchors: frozenset[str]
    countries: str


@cache
def load_phrases(path: Path = SHIPPED_PHRASES) -> tuple[Phrase, ...]:
    """Read and check the phrases.

    Raises:
        RegistryError: with the code and the phrase that cannot be used.
    """
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise RegistryError(f"{path.name} cannot be read: {error}") from error
    phrases: list[Phrase] = []
    for table in document.get("restriction", []):
        code, texts = table.get("code"), table.get("phrases")
        if code not in CODES:
            raise RegistryError(f"{path.name}: {code!r} is no code of a restriction")
        if (
            not isinstance(texts, list)
            or not texts
            or not all(isinstance(text, str) and text.strip() for text in texts)
        ):
            raise RegistryError(f"{path.name}: the phrases of {code} must be a list of texts")
        phrases += [compile_phrase(code, text) for text in texts]
    if not phrases:
        raise RegistryError(f"{path.name} holds no restriction")
    return tuple(phrases)


def compile_phrase(code: str, text: str) -> Phrase:
    """Turn one phrase into its expression.

    Raises:
        RegistryError: the phrase has no fixed word, or a placeholder that does not exist.
    """
    tokens = text.split()
    countries = _countries_at(tokens)
    if countries in ("before", "after"):
        tokens.remove("{countries}")
    pattern, anchors = "", list[frozenset[str]]()
    for index, token in enumerate(tokens):
        part = _token(token, code, text)
        gap = _GAP if pattern and not pattern.endswith(_OPTIONAL_START) else ""
        if token == _ANY:
            pattern += rf"(?:{_GAP}\w+){{0,3}}?"
        elif token.endswith("?"):
            pattern += rf"(?:{gap}{part})?" if index else f"(?:{part}{_OPTIONAL_START}"
        else:
            pattern += gap + part
            if not token.startswith("{"):
                anchors.append(frozenset(fold(word) for word in token.split("|")))
    if not anchors:
        raise RegistryError(f"phrase {text!r} of {code} has no fixed word")
    best = min(anchors, key=lambda words: (bool(words & _COMMON), len(words)))
    return Phrase(code, text, re.compile(rf"(?<!\w){pattern}(?!\w)", re.IGNORECASE), best, countries)


def _countries_at(tokens: list[str]) -> str:
    if "{countries}" not in tokens:
        return ""
    if tokens[0] == "{countries}":
        return "before"
    return "after" if tokens[-1] == "{countries}" else "inside"


_COMMON = frozenset(
    [
        "no",
        "not",
        "for",
        "in",
        "only",
        "use",
        "to",
        "the",
        "and",
        "be",
        "or",
        "out",
        "may",
        "must",
        "nur",
        "in",
        "fur",
        "keine",
    ]
)


def _token(token: str, code: str, text: str) -> str:
    if token == _ANY:
        return ""
    if token.startswith("{"):
        if token not in _PLACEHOLDERS:
            raise RegistryError(f"phrase {text!r} of {code}: there is no placeholder {token}")
        return _PLACEHOLDERS[token]
    words = [re.escape(word) for word in token.removesuffix("?").split("|")]
    return words[0] if len(words) == 1 else f"(?:{'|'.join(words)})"
