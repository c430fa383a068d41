"""The registry of agencies: who they are, every way they are spelt, how they print themselves.

Shipped as agencies.toml; a newsroom's own entries come on top and win over shipped ones of the same name.
"""

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from library.credits.folding import fold
from library.credits.own_words import OwnWord
from library.credits.words import SHIPPED_WORDS, Words, edges, load_words
from library.errors import RegistryError

SHIPPED_AGENCIES = Path(__file__).with_name("agencies.toml")
ROLES = ("agency", "distributor", "both", "partner")
KINDS = (
    "agency", "distributor", "collection", "broadcaster", "newspaper", "stock", "institution-agency", "press-release",
)  # fmt: skip
PRINTS = ("first", "last")
# Words around a house's name that do not change which house it is: "AAP Image", "DPA Images", "Agencia EFE".
_TRAILERS = frozenset(
    [
        "photo",
        "photos",
        "image",
        "images",
        "picture",
        "pictures",
        "pics",
        "foto",
        "fotos",
        "bild",
        "bilder",
        "bildfunk",
        "agency",
        "wire",
        "newswire",
        "inc",
        "ltd",
        "llc",
        "gmbh",
        "ag",
        "plc",
        "fotografie",
        "photography",
        "handout",
        "pressefoto",
        "bildagentur",
        "fotoagentur",
    ]
)
_LEADERS = frozenset(
    [
        "the",
        "agence",
        "agencia",
        "agentur",
        "agenzia",
        "agencja",
        "bildagentur",
        "fotoagentur",
        "presseagentur",
        "photo",
        "photos",
        "foto",
        "fotos",
        "bild",
        "via",
        "copyright",
        "courtesy",
        "from",
    ]
)
FRAMES = _TRAILERS | _LEADERS
_SHORTEST_CUT = 5
_SEPARATED = re.compile(r"[/,|]|\s-\s")
_DOMAIN = re.compile(r"^(?:https?://)?(?:www\.)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class AgencyEntry:
    """One house of the trade.

    Args:
        name: the one name of the house, as credits and catalogue hold it ("KEYSTONE", "picture alliance").
        title: its full name; the name when empty.
        role: agency, distributor, both, or partner (produces, but reaches us through others).
        kind: one of KINDS.
        prints: "first" or "last": where the house puts itself in a chain.
        redistributes: a national agency that passes foreign pictures on under its own name.
        country: ISO 3166 alpha-2 of its home, "" when unknown.
        aliases: every other spelling.
        id_patterns: regular expressions of its picture ids.
        printed_as: as the house style prints it; the name when empty.
    """

    name: str
    title: str = ""
    role: str = "agency"
    kind: str = "agency"
    prints: str = "last"
    redistributes: bool = False
    country: str = ""
    aliases: tuple[str, ...] = ()
    id_patterns: tuple[str, ...] = ()
    printed_as: str = ""

    @property
    def home_country(self) -> str:
        """ISO 3166 alpha-2 code of the house's home."""
        return self.country

    @property
    def printed(self) -> str:
        """The name as it is printed."""
        return self.printed_as or self.name

    @property
    def reach(self) -> int:
        """How likely the house passes on the work of others: 3 lives by it, a partner (-1) never does."""
        return {"distributor": 3, "both": 2, "partner": -1}.get(self.role, 1 if self.redistributes else 0)

    def __post_init__(self) -> None:
        for value, allowed, what in (
            (self.role, ROLES, "role"),
            (self.kind, KINDS, "kind"),
            (self.prints, PRINTS, "prints"),
        ):
            if value not in allowed:
                raise RegistryError(f"agency {self.name}: {what} is {value!r}, allowed are {', '.join(allowed)}")
        if not fold(self.name) or self.name != self.name.strip():
            raise RegistryError(f"agency {self.name!r}: the name must have letters, and no space at its ends")
        if not self.title:
            object.__setattr__(self, "title", self.name)
        if self.country and not re.fullmatch(r"[A-Z]{2}", self.country):
            raise RegistryError(f"agency {self.name}: country {self.country!r} is no ISO 3166 alpha-2 code")
        for pattern in self.id_patterns:
            try:
                re.compile(pattern)
            except re.error as error:
                raise RegistryError(
                    f"agency {self.name}: id pattern {pattern!r} is no regular expression: {error}"
                ) from error


@dataclass(frozen=True, slots=True, eq=False)
class Registry:
    """Agencies and the words of the trade, ready for lookup; load_registry builds it.

    Args:
        entries: the houses in force.
        spellings: folded spelling to house.
        ordered: the folded spellings sorted, for looking up cut ones.
        joined: folded spellings that hold a separator ("REX/Shutterstock").
        edges: the first and the last words of all spellings.
        words: the words of the trade.
        own_words: what of them the newsroom added or took out; those of restrictions and countries are read in rights.
    """

    entries: tuple[AgencyEntry, ...]
    spellings: Mapping[str, AgencyEntry] = field(repr=False)
    ordered: tuple[str, ...] = field(repr=False)
    joined: frozenset[str] = field(repr=False)
    edges: tuple[frozenset[str], frozenset[str]] = field(repr=False)
    words: Words = field(repr=False)
    own_words: tuple[OwnWord, ...] = ()
    _found: dict[str, AgencyEntry | None] = field(default_factory=dict, repr=False)

    def find(self, text: str) -> AgencyEntry | None:
        """Return the house that the text names as a whole, in any spelling, or None."""
        try:
            return self._found[text]
        except KeyError:
            entry = self._look_up(text)
            if len(self._found) < 50_000:
                self._found[text] = entry
            return entry

    def find_cut(self, text: str, *, shortest: int = _SHORTEST_CUT) -> AgencyEntry | None:
        """Return the one house whose spelling begins with the text: for IIM values cut at 32 bytes."""
        key = fold(text.rstrip("\ufffd"))
        if len(key) < shortest:
            return None
        found: AgencyEntry | None = None
        shorter = "\0"
        for spelling in self.ordered[bisect_left(self.ordered, key) :]:
            if not spelling.startswith(key):
                break
            if spelling.startswith(shorter):
                continue
            if found is not None and self.spellings[spelling] is not found:
                return None
            found, shorter = self.spellings[spelling], f"{spelling} "
        return found

    def _look_up(self, text: str) -> AgencyEntry | None:
        key = fold(_DOMAIN.sub("", text.strip(), count=1))
        if not key:
            return None
        return (
            self.spellings.get(key) or self.spellings.get(key.replace(" ", "")) or self._without_frame(key.split(" "))
        )

    def _without_frame(self, words: list[str]) -> AgencyEntry | None:
        """Look the words up again without "Agencia", "Photo", "News Agency" and the like around them."""
        start, end = 0, len(words)
        while end - start > 1:
            if words[end - 1] in _TRAILERS:
                end -= (
                    2
                    if end - start > 2 and words[end - 1] == "agency" and words[end - 2] in ("news", "press", "photo")
                    else 1
                )
            elif words[start] in _LEADERS:
                start += 1
            else:
                return None
            entry = self.spellings.get(" ".join(words[start:end]))
            if entry is not None:
                return entry
        return None


def load_registry(
    extra: Sequence[AgencyEntry] = (), *, removed: Iterable[str] = (), words: tuple[OwnWord, ...] = ()
) -> Registry:
    """Return the shipped agencies with the newsroom's own on top.

    Args:
        extra: entries that replace shipped ones of the same name, or add to them; their spellings win.
        removed: names of shipped entries that the newsroom does not want.
        words: words of the trade that the newsroom adds or takes out.

    Raises:
        RegistryError: an entry does not hold together, or two entries claim one spelling.
    """
    hidden = {*removed, *(own.name for own in extra)}
    if not hidden and not words:
        return _shipped_registry()
    kept = [entry for entry in shipped_entries() if entry.name not in hidden]
    return build_registry([*kept, *extra], own=extra, words=words)


@cache
def shipped_entries() -> tuple[AgencyEntry, ...]:
    """Return the agencies that come with photodesk."""
    return read_agencies(SHIPPED_AGENCIES)


@cache
def _shipped_registry() -> Registry:
    return build_registry(shipped_entries())


def entry_from(values: Mapping[str, Any]) -> AgencyEntry:
    """Build an entry from plain values, as JSON and the catalogue hold it.

    Raises:
        RegistryError: with the key that is missing, unknown or of the wrong type.
    """
    name = values.get("name")
    if not isinstance(name, str):
        raise RegistryError("an agency needs a name")
    return _entry(name, {key: value for key, value in values.items() if key != "name"})


def read_agencies(path: Path) -> tuple[AgencyEntry, ...]:
    """Read agencies from a TOML file.

    Raises:
        RegistryError: with the entry and the key that is wrong.
    """
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RegistryError(f"{path.name} cannot be read: {error}") from error
    return parse_agencies(document)


def parse_agencies(document: Mapping[str, Any]) -> tuple[AgencyEntry, ...]:
    """Turn a parsed TOML document of schema 1 into entries."""
    if document.get("schema") != 1:
        raise RegistryError(
            f"the list of agencies has schema {document.get('schema')!r}, this photodesk reads schema 1"
        )
    agencies = document.get("agencies")
    if not isinstance(agencies, dict):
        raise RegistryError("the list of agencies has no table [agencies]")
    return tuple(_entry(name, values) for name, values in agencies.items())


def build_registry(
    entries: Iterable[AgencyEntry], *, own: Sequence[AgencyEntry] = (), words: tuple[OwnWord, ...] = ()
) -> Registry:
    """Index entries by every spelling.

    Args:
        entries: all of them.
        own: those of the newsroom, which take a spelling away from a shipped entry.
        words: words of the trade that the newsroom adds or takes out.

    Raises:
        RegistryError: two entries of equal standing claim one spelling.
    """
    own_names = {entry.name for entry in own}
    entries = tuple(entries)
    spellings: dict[str, AgencyEntry] = {}
    for entry in entries:
        for spelling in (entry.title, entry.name, entry.printed, *entry.aliases):
            _claim(spellings, fold(spelling), entry, own_names)
    joined = (spelling for entry in entries for spelling in entry.aliases if _SEPARATED.search(spelling))
    return Registry(
        entries,
        spellings,
        tuple(sorted(spellings)),
        frozenset(map(fold, joined)),
        edges(spellings),
        load_words(SHIPPED_WORDS, words) if words else load_words(),
        words,
    )


def _claim(spellings: dict[str, AgencyEntry], key: str, entry: AgencyEntry, own_names: set[str]) -> None:
    holder = spellings.get(key)
    if not key:
        return
    if holder is not None and holder.name != entry.name:
        is_ours = entry.name in own_names and holder.name not in own_names
        if not is_ours:
            raise RegistryError(f"agencies {holder.name} and {entry.name} both claim the spelling {key!r}")
    spellings[key] = entry


def _entry(name: str, values: object) -> AgencyEntry:
    """Check one table of the file and build its entry."""
    if not isinstance(values, Mapping):
        raise RegistryError(f"agency {name}: must be a table")
    kinds: dict[str, type] = {item.name: str for item in fields(AgencyEntry) if item.name != "name"}
    kinds |= {"redistributes": bool, "aliases": list, "id_patterns": list}
    for key, value in values.items():
        if key not in kinds:
            raise RegistryError(f"agency {name}: unknown key {key!r}, allowed are {', '.join(sorted(kinds))}")
        if not isinstance(value, (list, tuple) if kinds[key] is list else kinds[key]):
            raise RegistryError(f"agency {name}: {key} must be of type {kinds[key].__name__}")
        if isinstance(value, list | tuple) and not all(isinstance(item, str) and item.strip() for item in value):
            raise RegistryError(f"agency {name}: {key} must be a list of texts")
    checked: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list | tuple) else value for key, value in values.items()
    }
    return AgencyEntry(name=name, **checked)


@lru_cache(maxsize=8)
def id_pattern(registry: Registry) -> re.Pattern[str]:
    """Return one expression for all ids that are unmistakable in running text; its groups are entries.

    Ids of figures alone, or of figures and a few letters, are read only where the trade puts them (see captions.wire).
    """
    named = [
        f"(?P<house{number}>{'|'.join(entry.id_patterns)})"
        for number, entry in enumerate(registry.entries)
        if entry.id_patterns and not all(pattern.startswith(("\\d", "20\\d")) for pattern in entry.id_patterns)
    ]
    return re.compile(rf"(?<!\w)(?:{'|'.join(named)})(?!\w)") if named else re.compile(r"(?!)")
