"""Where in a caption the credit stands: in brackets, after a label or the last sentence, or joined by x at imago."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from library.credits.folding import fold
from library.credits.lines import split_line
from library.credits.names import is_person
from library.credits.records import Line
from library.credits.registry import Registry
from library.credits.rules import classify

_BRACKETS = re.compile(r"[(\[]([^()\[\]]{2,160})(?:[)\]]|$)")
_MANDATORY = re.compile(
    r"(?i)mandatory credit(?:\s*line)?\s*[:\s-]\s*(?:[\"“„«](?P<quoted>[^\"”“»\n]{2,120})|(?P<plain>[^\n\0\"]{2,160}))"
)
_X_NAME = re.compile(r"(?:^|[\s/])x[A-ZÀ-Þ]")
_X_JOINT = re.compile(r"(?<=\w)x(?=[A-ZÀ-Þ])|(?:(?<=^)|(?<=[\s/]))x(?=[A-ZÀ-Þa-z])|(?<=\w)x(?=$|[\s/.,])")
_VIA = re.compile(r"(?i)\svia\s+(?=\w)")
_LABELLED_HOUSE = re.compile(r"(?m)^\s*(?:Foto|Photo|Ph\.?)\s(?P<house>[^\n/:–-]{2,30}?)\s*[-–/]\s*(?=\w)")
_WORDS = re.compile(r"\S+")
_DAY_NEXT = re.compile(r"\s+(?=\d{1,2}[ ./])")
_HANDED_ON = re.compile(r"(?i)(?:handout|pool) via\s")
_SENTENCE_ENDS = (".", "!", "?", "»", "”", "…")
_LONGEST_GIVER = 16
_NAME_ENDS = re.compile(r"[\n\0()/|:;\"]|\s{2,}")
_FLAG_NEXT = re.compile(r"(?i)\s?/\s?(?:pool|file photo|file|handout|illustration)\b")
_HOUSE_WORDS = 5
_REACHES = (40, 120)
_SHORT_CREDIT = 60
_GIVER_WORDS = 6
_NUMBER = re.compile(r"\s*\(\d{5,}[a-z]*\)")
_LABELLED = re.compile(
    r"(?:(?<=^)|(?<=[\s(\[.,;\"]))"
    r"(?:Fotos?|Bild(?:quelle|rechte|nachweis)?|Photos?(?: by| credit)?|Photographs?(?: by)?"
    r"|Crédits?(?: photo)?|Credits?"
    r"|Quellenangabe|PHOTO|FOTO|Copyright"
    r"|Picture(?: by| credit)?|Image(?: credit)?|Photo credit should read)"
    r"(?:\s*[:©]\s*|(?<=by)\s+)(?P<line>[^\n\0()+\"“”]{2,120})"
)
_LABEL_WORDS = ("oto", "OTO", "Bild", "rédit", "redit", "Quellen", "Copyright", "Picture", "Image")
_BREAK = re.compile(
    r"""(?<![\s.(/-][A-ZÄÖÜ])(?<!\b(?:Jr|Sr|St|Dr))[.!?]["”»)*]*\s+|[\n\0()©"“”„«»*]|:\s|\+\+\+|\s;\s|\s{3,}|(?<!/HO)(?<!/Handout)(?<!/HANDOUT)\s[-–—]\s(?!\s*(?:POOL|pool|Pool))"""
)
COPYRIGHT_X = re.compile(r"(?i)copyright:?\s*(?P<line>(?:imago/)?x[^\n\0]{3,80}?(?:x(?=[\s.,]|$)|$))")
_IN_TEXT = ("agency", "distributor", "collection", "institution-agency", "newspaper", "stock", "broadcaster")

Finder = Callable[[str, Registry], Iterator[tuple[int, int]]]


def mandatory(text: str, registry: Registry) -> Iterator[tuple[int, int]]:
    """Read "Mandatory Credit: Photo by A/B/Shutterstock (12345678ab)", MANDATORY CREDIT "AFP PHOTO / A"."""
    if "mandatory" not in text.lower():
        return
    for found in _MANDATORY.finditer(text):
        group = "quoted" if found.group("quoted") else "plain"
        start, end = found.span(group)
        number = _NUMBER.search(text, start, end)
        end = number.start() if number else end
        is_short = end - start <= _SHORT_CREDIT and "/" in text[start:end]
        if is_short or has_house(text[start:end], registry) or text[start:end].lower().startswith("photo by"):
            yield start, end


def labelled(text: str, registry: Registry) -> Iterator[tuple[int, int]]:
    """Read "Foto: Name/dpa", "Photo by Name/AFP": from the label to the end of the line or sentence."""
    if not any(word in text for word in _LABEL_WORDS):
        return
    for found in _LABELLED.finditer(text):
        start, end = found.span("line")
        stop = _BREAK.search(text, start + 1)
        end = min(end, stop.start()) if stop else end
        if has_house(text[start:end], registry) or (
            end >= len(text.rstrip(" .)]")) and _named(text[start:end], registry)
        ):
            yield start, end


def labelled_house(text: str, registry: Registry) -> Iterator[tuple[int, int]]:
    """Read "Foto LaPresse - Jane Doe 03/08/2026 Rome": label, house and name without a colon."""
    if "Foto " not in text and "Ph" not in text:
        return
    for found in _LABELLED_HOUSE.finditer(text):
        entry = registry.find(found.group("house"))
        words = list(_WORDS.finditer(text, found.end(), found.end() + _SHORT_CREDIT))[:4]
        ends = [word.end() for word in words if is_person(text[found.end() : word.end()].rstrip(".,"), registry.words)]
        if entry is not None and entry.kind in ("agency", "distributor") and ends:
            yield found.start("house"), ends[-1]


def joined_by_x(text: str, registry: Registry) -> Iterator[tuple[int, int]]:
    """Imago: "Copyright: xFirstxLast PARTNERx"."""
    del registry
    if "opyright" not in text.lower():
        return
    for found in COPYRIGHT_X.finditer(text):
        yield found.span("line")


def in_brackets(text: str, registry: Registry) -> Iterator[tuple[int, int]]:
    """Read "(AP Photo/Name)", "(Name/Xinhua via AP)", "(KEYSTONE/Name)", "(Associated Press)"."""
    for found in _BRACKETS.finditer(text):
        inside = found.group(1)
        joined = (
            "/" in inside or " via " in inside or " - " in inside or ":" in inside or "|" in inside or "," in inside
        )
        if joined and has_house(inside, registry):
            yield _signed_before(text, found, registry), found.end(1)
        elif not joined and (entry := registry.find(inside)) is not None and entry.kind in ("agency", "distributor"):
            last = not any(sign.islower() for sign in text[found.end() :].split("\n", 1)[0].replace("File", ""))
            if last and not _homonym(text[: found.start()], entry.name, registry):
                yield _signed_before(text, found, registry), found.end(1)
        elif not joined and not text[found.end() :].strip(" .\0\n"):
            is_apart = text[: found.start()].rstrip().endswith(_SENTENCE_ENDS)
            if _handed_out_by(inside, registry) or (is_apart and _names_giver(inside, registry)):
                yield found.span(1)


def _signed_before(text: str, found: re.Match[str], registry: Registry) -> int:
    """Return where a credit with its house in brackets begins: "… en el Congreso. JANE DOE (EFE)" at the name."""
    start = _after_break(text, found.start())
    name = text[start : found.start()].strip()
    return start if start and is_person(name, registry.words) else found.start(1)


def _names_giver(words: str, registry: Registry) -> bool:
    """Tell whether words behind the last sentence are an institution and nothing else: "(KANTONSPOLIZEI BERN)"."""
    return [piece.kind for piece in classify(words.strip(), registry)] == ["provider"]


def _handed_out_by(words: str, registry: Registry) -> bool:
    """Tell whether the last words of a caption are "Handout" and a giver, with no house beside them."""
    kinds = {piece.kind for piece in classify(words.strip(), registry)}
    return "handout" in kinds and "provider" in kinds


def after_the_sentence(text: str, registry: Registry) -> Iterator[tuple[int, int]]:
    """Read "… in Rome. EPA/NAME / POOL", "©Name/MAXPPP - …", "Photo Name/A/B": words joined by slashes, set apart."""
    position = 0
    while (slash := text.find("/", position)) >= 0:
        position = slash + 1
        start = _after_break(text, slash)
        stop = _BREAK.search(text, slash)
        end = stop.start() if stop else len(text)
        dated = _DAY_NEXT.search(text, slash + 1, end)
        if dated is not None and registry.find(text[slash + 1 : dated.start()]) is not None:
            end = dated.start()
        line = text[start:end]
        if line.strip() and _signs_off(line, slash - start, registry):
            yield start, end
            position = end


def house_and_name(text: str, registry: Registry) -> Iterator[tuple[int, int]]:
    """Read "… in action Action Images via Reuters/Name": a house and its photographer, without a full stop before."""
    position = 0
    while (slash := text.find("/", position)) >= 0:
        position = slash + 1
        if not text[slash + 1 : slash + 2].strip().isalpha() and not text[slash + 2 : slash + 3].isalpha():
            continue
        words = list(_WORDS.finditer(text, max(0, slash - _SHORT_CREDIT), slash))[-_HOUSE_WORDS:]
        starts = [word.start() for word in words if _is_chain(text[word.start() : slash], registry)]
        stop = _NAME_ENDS.search(text, slash + 2)
        after = list(_WORDS.finditer(text, slash + 1, stop.start() if stop else len(text)))[:4]
        ends = [word.end() for word in after if is_person(text[slash + 1 : word.end()].strip(" .,"), registry.words)]
        if starts and ends:
            end = ends[-1]
            while flag := _FLAG_NEXT.match(text, end):
                end = flag.end()
            yield starts[0], end
            position = end


def _is_chain(text: str, registry: Registry) -> bool:
    """Tell whether the words are an agency, or one via another."""
    houses = [registry.find(words) for words in _VIA.split(text.strip())]
    return text[:1].isupper() and all(house is not None and house.kind in ("agency", "distributor") for house in houses)


def house_alone(text: str, registry: Registry) -> Iterator[tuple[int, int]]:
    """Read "… in Rome. REUTERS": the last words are a house and nothing else."""
    stripped = text.rstrip(" .\n\0*")
    if registry.edges[0].isdisjoint(fold(stripped[-_SHORT_CREDIT:]).split(" ")):
        return
    start = _after_break(text, len(stripped))
    words = stripped[start:].strip()
    if not start or not words or len(words) > _SHORT_CREDIT:
        return
    pieces = classify(words, registry)
    house = pieces[0].entry if pieces else None
    if (
        house is not None
        and house.kind in ("agency", "distributor")
        and {p.kind for p in pieces} <= {"house", "person"}
    ):
        yield start, len(stripped)


def passed_on(text: str, registry: Registry) -> Iterator[tuple[int, int]]:
    """Read "… in Pyongyang. KCNA via REUTERS": who, via which house, set apart from the sentence."""
    if "via" not in text.lower():
        return
    for found in _VIA.finditer(text):
        start = _after_break(text, found.start())
        words = list(_WORDS.finditer(text, found.end(), min(len(text), found.end() + 50)))[:3]
        ends = [word.end() for word in words if registry.find(text[found.end() : word.end()].strip(".,;)"))]
        if ends and len(text[start : found.start()].split()) <= _GIVER_WORDS and (start or ends[-1] == len(text)):
            yield start, ends[-1]


FINDERS: tuple[Finder, ...] = (
    mandatory,
    joined_by_x,
    labelled,
    labelled_house,
    in_brackets,
    after_the_sentence,
    house_and_name,
    passed_on,
    house_alone,
)


def find_sign_offs(text: str, registry: Registry, field: str = "caption") -> tuple[Line, ...]:
    """Return the credit lines that stand in a caption, in the order of the finders, none overlapping another.

    Args:
        text: the caption; words that another reading took stand as NUL.
        registry: the houses that make words a credit.
        field: the field to note in the evidence.
    """
    spans: list[tuple[int, int]] = []
    rest = text
    for finder in FINDERS:
        for start, end in finder(rest, registry):
            if all(end <= known_start or start >= known_end for known_start, known_end in spans):
                spans.append((start, end))
                rest = f"{rest[:start]}{rest[start:end].replace('/', chr(0))}{rest[end:]}"
    return tuple(Line(unjoined(text[start:end]), field, start) for start, end in spans)


def unjoined(text: str) -> str:
    """Put spaces back where imago wrote x: "xDavidxYoungx" is " David Young ", sign for sign."""
    if "x" not in text or not _X_NAME.search(text):
        return text
    return _X_JOINT.sub(" ", text)


@lru_cache(maxsize=4096)
def has_house(text: str, registry: Registry) -> bool:
    """Tell whether one of the parts of the words is a house of the registry."""
    parts, _ = split_line(text, registry)
    return any(piece.kind == "house" for part in parts for piece in classify(part.text, registry))


def _named(text: str, registry: Registry) -> bool:
    """Tell whether the words are a person's or an institution's name, "zVg", or such names with it: "zVg/Name"."""
    parts, _ = split_line(text, registry)
    kinds = [classify(part.text, registry)[0].kind for part in parts]
    if len(kinds) > 1 and not {"handout", "private"} & set(kinds):
        return False
    return 1 <= len(kinds) <= 3 and set(kinds) <= {"person", "provider", "handout", "private"}


def _after_break(text: str, before: int) -> int:
    """Return where the words in front of a place begin; most credits are short, so a short way back is tried first."""
    for reach in _REACHES:
        start = 0
        for found in _BREAK.finditer(text, max(0, before - reach), before):
            start = found.end()
        if start or before <= reach:
            return start
    return before - _REACHES[-1]


def _signs_off(line: str, slash: int, registry: Registry) -> bool:
    """Tell whether words with a slash are a credit: a house on either side of it, and short names around."""
    left = line[:slash].strip()
    right = re.split(r"[/|]", line[slash + 1 :], maxsplit=1)[0].strip()
    left_house, right_house = registry.find(left), registry.find(right)
    if _HANDED_ON.match(right) and has_house(right, registry):
        return len(left.split()) <= _LONGEST_GIVER
    if left_house is not None and left_house.kind in _IN_TEXT:
        return True
    if right_house is not None and right_house.kind in _IN_TEXT:
        return len(left.split()) <= 6
    return len(left.split()) <= 5 and has_house(line, registry)


def _homonym(before: str, name: str, registry: Registry) -> bool:
    """Tell whether the words before say that the letters mean something else: the environment agency is an EPA too."""
    others = registry.words.homonyms.get(name)
    return bool(others) and any(other in fold(before[-160:]) for other in others or ())
