"""A published picture to our assets: by agency id, agency text though cut, caption, file name; each match says why.

Texts are compared folded: letters and figures only, without accents and case, so that spaces, quotes, entities and
lost apostrophes ("Russia s") do not count. A page that cut the text leaves a prefix of it.
"""

import html
import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from library.articles.identity import paths, stem
from library.articles.printed import find_agency_id
from library.articles.published import Kind, PublishedMedia

SURE = 0.6
"""Below this a match is a proposal for a person, not a link."""

_SHORTEST_TEXT = 20
_SHORTEST_CAPTION = 14
_BUCKET = 16
_MOST_ALIKE = 12
_NO_LETTER = re.compile(r"[\W_]+")
_NO_ASCII_LETTER = {code: None for code in range(128) if not chr(code).isalnum()}
_CUT = re.compile(r"(?:\.\s?\.\s?\.|…)\s*$")
_OPENING = re.compile(r"^\s*(?:epa\w*\s*\d{6,9}|FILE|File|ARCHIV\w*)\b[\s:,–-]*")
_CAMERA_NAME = re.compile(
    r"(?:img|dsc|dscf|dscn|pict?|image|bild|foto|photo|screenshot|mvi|gopr|p|_mg)?\d{1,6}|[a-z]{1,8}"
)


@dataclass(frozen=True, slots=True)
class AssetText:
    """What an asset can be recognised by.

    Args:
        asset_id: identity in the catalogue.
        kind: "photo" or "video"; only media of the same kind match.
        supplier_ref: the agency's own id.
        description: the agency's text, whole.
        caption: the desk's caption.
        headline: headline or title.
        file_names: names it arrived under.
    """

    asset_id: int
    kind: Kind = "photo"
    supplier_ref: str | None = None
    description: str | None = None
    caption: str | None = None
    headline: str | None = None
    file_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """An asset that a published picture seems to be.

    Args:
        asset_id: the likeliest asset.
        why: the reason in words.
        score: how sure, 0 to 1; from SURE on it may be linked without asking.
        also: further assets for which the same reason holds.
    """

    asset_id: int
    why: str
    score: float
    also: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class MatchIndex:
    """All assets, ready to be asked; built once for any number of pictures."""

    by_id: dict[str, list[int]]
    by_file: dict[str, list[int]]
    by_caption: dict[tuple[Kind, str], list[int]]
    ids: dict[int, str]
    texts: dict[Kind, list[tuple[str, int]]]
    openings: dict[tuple[Kind, str], list[tuple[str, int]]] = field(default_factory=dict)


def fold(text: str | None) -> str:
    """Return the letters and figures of a text, without accents and case, entities decoded."""
    if not text:
        return ""
    plain = html.unescape(text) if "&" in text else text
    if plain.isascii():  # nearly all agency text, and ten times as fast
        return plain.lower().translate(_NO_ASCII_LETTER)
    plain = unicodedata.normalize("NFKD", plain).casefold()
    return _NO_LETTER.sub("", unicodedata.normalize("NFKD", plain))


def build_index(candidates: Iterable[AssetText]) -> MatchIndex:
    """Index assets by folded text, caption, agency id and file name."""
    by_id: dict[str, list[int]] = defaultdict(list)
    by_file: dict[str, list[int]] = defaultdict(list)
    by_caption: dict[tuple[Kind, str], list[int]] = defaultdict(list)
    ids: dict[int, str] = {}
    texts: dict[Kind, list[tuple[str, int]]] = {"photo": [], "video": []}
    openings: dict[tuple[Kind, str], list[tuple[str, int]]] = defaultdict(list)
    for one in candidates:
        if reference := fold(one.supplier_ref or find_agency_id(one.description)):
            by_id[reference].append(one.asset_id)
            ids[one.asset_id] = reference
        for name in one.file_names:
            if key := _file_key(name):
                by_file[key].append(one.asset_id)
        text = _fold_agency_text(one.description)
        if len(text) >= _SHORTEST_TEXT:
            texts[one.kind].append((text, one.asset_id))
            openings[one.kind, text[:_BUCKET]].append((text, one.asset_id))
        for caption in {fold(one.caption), fold(one.headline)} - {""}:
            by_caption[one.kind, caption].append(one.asset_id)
    for known in texts.values():
        known.sort()
    return MatchIndex(by_id, by_file, by_caption, ids, texts, openings)


def find_match(medium: PublishedMedia, index: MatchIndex) -> Match | None:
    """Return the surest match of a published picture or video, or None."""
    found = [match for match in _ways(medium, index) if match is not None]
    wanted = fold(medium.agency_image_id)
    if wanted:
        found = [m for m in found if index.ids.get(m.asset_id, wanted) == wanted]
    return max(found, key=lambda match: match.score, default=None)


def match_media(media: PublishedMedia, candidates: Iterable[AssetText]) -> Match | None:
    """Match one published picture against assets; for many pictures build the index once."""
    return find_match(media, build_index(candidates))


def _ways(medium: PublishedMedia, index: MatchIndex) -> Iterator[Match | None]:
    yield _by_agency_id(medium, index)
    yield _by_agency_text(medium, index)
    yield _by_caption(medium, index)
    yield _by_file_name(medium, index)


def _match(assets: Iterable[int], why: str, score: float) -> Match | None:
    """Return a match; several assets for one reason make it less sure than a person is needed for."""
    distinct = tuple(sorted(set(assets)))
    if not distinct:
        return None
    if len(distinct) > 1:
        shared = f"{why}; so do {len(distinct) - 1} others"
        return Match(distinct[0], shared, min(score, SURE - 0.1), distinct[1:_MOST_ALIKE])
    return Match(distinct[0], why, round(score, 2))


def _by_agency_id(medium: PublishedMedia, index: MatchIndex) -> Match | None:
    reference = fold(medium.agency_image_id)
    if reference and (assets := index.by_id.get(reference)):
        return _match(assets, f"same agency id {medium.agency_image_id}", 0.99)
    for key in _file_keys(medium):
        if len(key) >= 8 and any(sign.isdigit() for sign in key) and (assets := index.by_id.get(key)):
            return _match(assets, f"agency id {key} is the file's name", 0.95)
    return None


def _by_agency_text(medium: PublishedMedia, index: MatchIndex) -> Match | None:
    text = _fold_agency_text(_CUT.sub("", medium.description or ""))
    if len(text) < _SHORTEST_TEXT:
        return None
    known = index.texts[medium.kind]
    start = bisect_left(known, (text, -1))
    begun = list(islice(_beginning_with(text, known, start), 200))
    same = [asset for whole, asset in begun if whole == text]
    if same:
        return _match(same, "same agency text", 0.97)
    if begun:
        letters = f"the agency's text begins with the {len(text)} letters that the page printed"
        return _match((asset for _, asset in begun), letters, _sureness(len(text)))
    shorter = [
        (whole, asset)
        for whole, asset in index.openings.get((medium.kind, text[:_BUCKET]), ())
        if text.startswith(whole)
    ]
    if shorter:
        longest = max(len(whole) for whole, _ in shorter)
        assets = [asset for whole, asset in shorter if len(whole) == longest]
        return _match(assets, f"the page's text begins with the asset's {longest} letters", _sureness(longest) - 0.05)
    return None


def _beginning_with(text: str, known: list[tuple[str, int]], start: int) -> Iterator[tuple[str, int]]:
    for number in range(start, len(known)):
        if not known[number][0].startswith(text):
            return
        yield known[number]


def _sureness(letters: int) -> float:
    """Say how sure a common beginning makes: 20 letters 0.7, 100 letters and more 0.95."""
    return 0.7 + 0.25 * min(1.0, (letters - _SHORTEST_TEXT) / 80)


def _by_caption(medium: PublishedMedia, index: MatchIndex) -> Match | None:
    caption = fold(medium.caption)
    if len(caption) >= _SHORTEST_CAPTION and (assets := index.by_caption.get((medium.kind, caption))):
        return _match(assets, "same caption", 0.85 if len(caption) >= 30 else 0.7)
    text = _fold_agency_text(medium.caption)
    if len(text) >= 2 * _SHORTEST_TEXT:
        known = index.texts[medium.kind]
        begun = [a for _, a in islice(_beginning_with(text, known, bisect_left(known, (text, -1))), 200)]
        return _match(begun, "the caption is the beginning of the agency's text", _sureness(len(text)) - 0.1)
    return None


def _by_file_name(medium: PublishedMedia, index: MatchIndex) -> Match | None:
    for key in _file_keys(medium):
        if assets := index.by_file.get(key):
            return _match(assets, f"same file name {key}", 0.8 if len(key) >= 10 else 0.65)
    return None


def _file_keys(medium: PublishedMedia) -> list[str]:
    addresses = [address for address in (medium.url, medium.poster) if address]
    return list(dict.fromkeys(key for address in addresses for path in paths(address) if (key := _file_key(path))))


def _file_key(name: str) -> str:
    """Return a file's name without folder, type and size; nothing where a camera or a form gave it a common name."""
    key = fold(stem(name.replace("\\", "/").lower()))
    return "" if len(key) < 6 or _CAMERA_NAME.fullmatch(key) else key


def _fold_agency_text(text: str | None) -> str:
    """Fold an agency's text without the id or "FILE -" that stands before it in some places only."""
    bare = text or ""
    for _ in range(2):
        bare = _OPENING.sub("", bare)
    return fold(bare)
