"""When two addresses show the same picture: path, file without its size, and strong ids, never one rule alone."""

import base64
import html
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urlsplit

_SIZE_END = re.compile(
    r"(?:~.*|_v-.*|[-_.,@](?:scaled|thumb(?:nail)?|large|small|medium|full|square|landscape|portrait|original|orig|[xslm]{1,2}|rc|crop(?:ped)?|teaser|"
    r"(?:w|h|width|height|q|dpr)[-_]?\d{1,4}|\d{2,4}(?:px|w|h)|\d{1,4}[x:]\d{1,4}(?:[-_.]\d+)?|\dx))+$"
)
_SIZE_FOLDER = re.compile(
    r"(?!19|20)\d{3,4}|\d+x\d+|[a-z]{1,2}\d{3,4}[a-z]?|[a-z_-]*\d+x\d+[\w-]*|(?:thumb|thumbnail|small|medium|large)s?|.*[=,:!].*|"
    r".*(?:sixteen|square|landscape|portrait|master|width|height|format|crop|resize|webp|original|derivat|alternat|base_|_\d+_\d+|\dx\d).*"
)
_TYPE = re.compile(r"\.(?:jpe?g|png|webp|avif|gif|tiff?|jfif|heic|image|bin)$")
_UUID = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}")
_DATE = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])\d*|2147483647")
_DIGITS = re.compile(r"(?<![a-z0-9])[a-z]{0,10}?(\d{6,})(?![a-z0-9])")
_HASHLIKE = re.compile(r"[0-9a-f]{16,}|(?=[^\W_]*\d)(?=[^\W_]*[a-z])[^\W_]{12,}")
_IDS = ("id:", "uid:", "stem:")
_DYNAMIC = re.compile(r"\.(?:php|aspx?|ashx|dll|cgi|do|jsp)$")


@lru_cache(maxsize=4096)
def paths(url: str) -> tuple[str, ...]:
    """Return the comparable path of an address and of every address that it carries inside, innermost last."""
    found: list[str] = []
    for address in _unwrapped(url):
        try:
            parts = urlsplit(address)
            query = parse_qsl(parts.query)
        except ValueError:
            continue
        path = re.sub(r"/{2,}", "/", unquote(parts.path).lower()).strip("/")
        if not path:
            continue
        inner = [
            value.lower().strip("/") for _, value in query if value.startswith("/") and _TYPE.search(value.lower())
        ]
        if parts.query and (_DYNAMIC.search(path) or len(path) < 8 or inner or "http" in parts.query):
            path += "?" + parts.query.lower()
        found += [path, *inner]
    return tuple(dict.fromkeys(found))


def _unwrapped(url: str) -> list[str]:
    found, seen = [html.unescape(url)], html.unescape(url)
    for _ in range(3):
        seen = unquote(seen)
        at = max(seen.rfind("http://"), seen.rfind("https://"))
        if at > 0:
            inner = seen[at:] if "?" in seen[at:] else seen[at:].split("&")[0]
            if inner not in found:
                found.append(inner)
    for coded in re.findall(r"aHR0c[\w+/=-]{12,2000}", seen):
        try:
            found.append(base64.urlsafe_b64decode(coded + "=" * (-len(coded) % 4)).decode())
        except ValueError:
            continue
    return found


def stem(path: str) -> str:
    """Return the file name of a path without type and size."""
    name = path.split("?", maxsplit=1)[0].rsplit("/", 1)[-1]
    while _TYPE.search(name):
        name = _TYPE.sub("", name)
    return _SIZE_END.sub("", name)


@lru_cache(maxsize=4096)
def keys(url: str) -> frozenset[str]:
    """Return what identifies the picture of an address: paths, file with its folders, UUIDs, numbers, hashes."""
    found: set[str] = set()
    for path in paths(url):
        found.add("path:" + path)
        bare, name = path.split("?")[0], stem(path)
        folders = [f for f in bare.split("/")[:-1] if not _SIZE_FOLDER.fullmatch(f)]
        if len(name) >= 5 and folders and "?" not in path:
            found.add("file:" + "/".join([*folders[-2:], name]))
        if len(name) >= 14 and not name.startswith(("placeholder", "transparent")):
            found.add("stem:" + (re.sub(r"_[0-9a-f]{8,}$", "", name) if len(name) > 20 else name))
        if re.match(r"(?=\w*\d)[^\W_]{20}", name) and len(name) >= 32:
            found.add("stem:" + name[:20])
        last = bare.rsplit("/", 1)[-1]
        found.update("id:" + uuid.replace("-", "") for uuid in _UUID.findall(bare))
        found.update("uid:" + uuid.replace("-", "") for uuid in _UUID.findall(last))
        rest = _UUID.sub(" ", bare)
        found.update("id:" + n for n in _DIGITS.findall(rest) if not _DATE.fullmatch(n))
        found.update(
            "id:" + word
            for word in re.split(r"[^a-z0-9]+", rest)
            if _HASHLIKE.fullmatch(word) and not re.fullmatch(r"\d+x\d+|[a-z]+\d{1,2}|\d+", word)
        )
    return frozenset(found)


def signature(urls: Iterable[str]) -> frozenset[str]:
    """Return the keys of one picture from all its addresses: each path and file, and only those ids that all share."""
    every = [keys(url) for url in urls]
    if not every:
        return frozenset()
    shared = frozenset.intersection(*every)
    exact = frozenset(key for one in every for key in one if key.startswith(("path:", "file:")))
    ids = frozenset(key for key in shared if key.startswith(_IDS))
    return exact | (ids or frozenset(key for one in every for key in one if key.startswith(_IDS)))


def group(signatures: Sequence[frozenset[str]], texts: Sequence[str], page_url: str) -> list[int]:
    """Tell which pictures are the same: returns the number of the first equal one for each.

    An id of the page's own address, and one that pictures with different texts share (an article's number in all
    its pictures' names), says nothing.

    Args:
        signatures: from signature(), in document order.
        texts: alternative text of each, or an empty text.
        page_url: address of the page.
    """
    owners: dict[str, list[int]] = defaultdict(list)
    for number, found in enumerate(signatures):
        for key in found:
            owners[key].append(number)
    leader = list(range(len(signatures)))

    def top(number: int) -> int:
        while leader[number] != number:
            leader[number] = leader[leader[number]]
            number = leader[number]
        return number

    lowered = page_url.lower().replace("-", "")
    for key, numbers in owners.items():
        if len(numbers) < 2 or not _telling(key, numbers, signatures, texts, lowered):
            continue
        for number in numbers[1:]:
            a, b = sorted((top(numbers[0]), top(number)))
            leader[b] = a
    return [top(number) for number in range(len(signatures))]


def _telling(
    key: str, numbers: list[int], signatures: Sequence[frozenset[str]], texts: Sequence[str], page: str
) -> bool:
    kind, _, value = key.partition(":")
    if kind == "path":
        return True
    if kind in ("id", "uid") and value in page:
        return False
    if kind == "uid":
        return True  # a UUID in the file's name is the picture's own, whatever its alternative text says here
    different = {texts[n] for n in numbers if texts[n]}
    if kind == "file":
        return len(different) <= 2
    if len(different) > 1:
        return False
    files = {next(iter(sorted(k for k in signatures[n] if k.startswith("file:"))), "") for n in numbers}
    return len(numbers) == 2 or len(files) <= 3 or bool(different)
