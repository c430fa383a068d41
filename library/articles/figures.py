"""A picture's own place on the page, and the texts printed there: caption, credit, alternative text."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from library.articles.body import Body
from library.articles.dom import Element
from library.articles.phrases import is_button, names, spoken, tidy
from library.articles.printed import (
    describes,
    has_label,
    is_credit,
    is_label,
    may_be_credit,
    mostly_names,
    small_words,
    split_credit,
    without_brackets,
    without_credit,
)

_INLINE_STYLE = frozenset({"b", "strong", "a", "u", "sup", "sub", "mark", "abbr", "font", "wbr", "bdi"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_SKIP_NAMES = re.compile(
    r" (?:share|sharing|social|icon|toggle|tooltip|zoom|lightbox button|button|btn|counter|pagination"
    r"|duration|badge|ad|ads|advert\w*)(?= |$)"
)
_REPEATED = re.compile(r"^(\w+)(?:[\s.:…]+\1)+\b")
_OPEN_END = re.compile(r"(?:^|(?<=[.!?…»”\"’)])|(?<=\d{4}\.))\s*(?P<name>[^.!?…/|]{3,50}?)\s*(?:/{1,2}|\|)\s*$")
_TAIL = re.compile(r"[\s|/–—•·-]+$")
_ENDS = frozenset(".!?…»”。")
_OPENS = frozenset("©([（【ⓒ")
_COUNTER = re.compile(r"^\d{1,3}\s?(?:of|/|von|de|sur|di|av|z)\s?\d{1,3}\s*(?=[^\W\d_a-z]|$)")
_SPOKEN_END = re.compile(
    r"(?i)\s*(?:(?:purchase|acquire) licensing rights\W*)?(?:,?\s*\(?(?:opens? (?:in )?(?:a )?new (?:tab|window)"
    r"|öffnet in neuem (?:tab|fenster)|s['’]ouvre dans une? nouve(?:l onglet|lle fenêtre)"
    r"|se abre en (?:una )?nueva (?:ventana|pestaña))\)?)?\s*$"
)
_COUNT_PART = re.compile(r"\d{1,3}|of|/|von|de|sur|di|av", re.IGNORECASE)
_LONGEST_UNNAMED = 420
_MOST_TEXT = 900


@dataclass(frozen=True, slots=True)
class Place:
    """The positions of all pictures, so that a climb knows when it meets another one.

    Args:
        starts: positions of picture elements in document order.
        groups: for each the number of its picture (the same picture elsewhere has the same number).
        changes: for each the index of the next one of another group.
    """

    starts: list[int]
    groups: list[int]
    changes: list[int]

    def others_in(self, element: Element, group: int) -> bool:
        """Tell whether another picture than the group's lies in the element."""
        low, high = bisect_left(self.starts, element.start), bisect_right(self.starts, element.end)
        return low < high and (self.groups[low] != group or self.changes[low] < high)


def place_of(starts: list[int], groups: list[int]) -> Place:
    """Note where pictures stand, in document order, so that each question about a span takes the same short time."""
    changes = [len(groups)] * len(groups)
    for number in range(len(groups) - 2, -1, -1):
        changes[number] = changes[number + 1] if groups[number] == groups[number + 1] else number + 1
    return Place(starts, groups, changes)


@dataclass(slots=True)
class Printed:
    """What is printed at one place of a picture."""

    caption: str = ""
    credit: str = ""
    alt: str = ""


def find_unit(picture: Element, group: int, place: Place, body: Body) -> Element:
    """Return the largest element around a picture that belongs to it alone: its figure, or what serves as one."""
    unit = picture
    for above in picture.ancestors():
        if (
            above.contains(body.container)
            or above.tag in ("body", "html", "main")
            or place.others_in(above, group)
            or body.has_paragraph(above)
            or (body.heading is not None and above.contains(body.heading))
        ):
            break
        if above.tag != "picture" and not _fits(above, unit):
            break
        unit = above
    return unit


def _fits(above: Element, unit: Element) -> bool:
    """Tell whether what the parent adds may belong to the picture."""
    if above.characters - unit.characters > 3 * _MOST_TEXT or len(above.children) > 120:
        return False
    added = [child for child in above.children if child is not unit]
    texts = [tidy(child) if isinstance(child, str) else child.text() for child in added]
    length = sum(map(len, texts))
    if not length:
        return True
    if above.tag == "figure":
        return length <= 2 * _MOST_TEXT
    if length > _MOST_TEXT:
        return False
    is_told = unit.characters > 25 or unit.tag == "figure"
    in_figure = any(a.tag == "figure" for a in above.ancestors())
    return all(
        _belongs(child, text, is_told=is_told, in_figure=in_figure)
        for child, text in zip(added, texts, strict=True)
        if text and not is_button(text)
    )


def _belongs(child: Element | str, text: str, *, is_told: bool, in_figure: bool) -> bool:
    """Tell whether a text beside a picture may be its own: named so, a credit, or the first text that it gets."""
    if isinstance(child, Element):
        named = names("caption").search(child.names) or names("credit").search(child.names)
        if child.tag == "figcaption" or named or is_credit(text):
            return True
        if not in_figure and (child.tag in _HEADINGS or any(e.tag in _HEADINGS for e in child.elements())):
            return False
    return not is_told


def printed_beside(picture: Element, unit: Element, body: Body) -> Printed:
    """Read caption and credit in a picture's unit and, if it is silent, in the element after it."""
    found = Printed(
        alt=tidy(picture.get("alt")) or tidy(picture.get("aria-label") if picture.tag not in ("img", "video") else "")
    )
    zones = _zones(unit)
    silent = not any(kind == "caption" or len(text) > 2 for kind, text in zones)
    if silent or not any(kind == "credit" for kind, _ in zones):
        zones += _after(unit, body, captionless=silent)
    _sort_out(zones or _shared_caption(picture, body), found)
    return found


def _shared_caption(picture: Element, body: Body) -> list[tuple[str, str]]:
    """Return the texts of the one caption of a figure that holds several pictures ("Links: …, rechts: …")."""
    figure = next((e for e in picture.ancestors() if e.tag == "figure"), None)
    if figure is None or figure.contains(body.container) or figure.end - figure.start > 150:
        return []
    captions = [e for e in figure.elements() if e.tag == "figcaption"]
    return _zones(captions[0]) if len(captions) == 1 else []


def _zones(unit: Element) -> list[tuple[str, str]]:
    """Return the texts of a unit with what the names of their elements say: "credit", "caption" or nothing."""
    zones: list[tuple[Element, str, str]] = []
    before: Element | None = None
    for holder, text in unit.texts():
        if not text.strip():
            if zones and not zones[-1][2].endswith(" "):
                zones[-1] = (zones[-1][0], zones[-1][1], zones[-1][2] + " ")
            continue
        zone, kind = _zone_of(holder, unit)
        if kind == "skip":
            continue
        if zones and zones[-1][0] is zone:
            told = zones[-1][2]
            parted = (
                before is not None
                and before is not holder
                and (
                    _block_of(before) is not _block_of(holder)
                    or is_label(told.split()[-1])
                    or (told[-1] in _ENDS and (text[0].isupper() or text[0] in _OPENS))
                )
            )
            zones[-1] = (zone, zones[-1][1], told + (" " if parted else "") + text)
        else:
            zones.append((zone, kind, text))
        before = holder
    return [(kind, _REPEATED.sub(r"\1", tidy(text))) for _, kind, text in zones if tidy(text)]


def _block_of(element: Element) -> Element:
    return element if element.is_block() else next((e for e in element.ancestors() if e.is_block()), element)


def _zone_of(holder: Element, unit: Element) -> tuple[Element, str]:
    zone: Element | None = None
    kind = ""
    element: Element | None = holder
    while element is not None:
        if element.tag in ("label", "time", "nav", "cite") and element.tag != "cite":
            return element, "skip"
        if element is not unit and _SKIP_NAMES.search(element.names) and not names("caption").search(element.names):
            return element, "skip"
        if zone is None and element.tag not in _INLINE_STYLE:
            zone = element
        if not kind and element is not unit:
            kind = _kind_of(element)
            if kind == "credit":
                zone = element
        if element is unit or element.tag in ("figcaption",):
            if not kind and element.tag == "figcaption":
                kind = "caption"
            break
        element = element.parent
    return zone or holder, kind


def _kind_of(element: Element) -> str:
    """Say what an element's name calls its text: a part that holds pictures or a long text is no credit."""
    if element.tag in ("footer", "cite"):
        return "credit"
    credit = names("credit").search(element.names)
    if credit and not _wraps_caption(element):
        return "credit"
    if names("caption").search(element.names):
        return "caption"
    return ""


def _wraps_caption(element: Element) -> bool:
    for below in element.elements():
        if below is not element and (
            below.tag in ("img", "picture", "figcaption", "figure")
            or (names("caption").search(below.names) and not names("credit").search(below.names))
        ):
            return True
    return len(element.text()) > 140


def _after(unit: Element, body: Body, *, captionless: bool) -> list[tuple[str, str]]:
    """Return the texts of the element after a unit where it is a caption or credit by name or by words."""
    above = unit.parent
    if above is None or unit.tag in ("html", "body"):
        return []
    found: list[tuple[str, str]] = []
    kin = [child for child in above.children[unit.number + 1 : unit.number + 9] if isinstance(child, Element)]
    for element in kin[:2]:
        if element.characters > 3 * _MOST_TEXT or element.end - element.start > 60:
            break
        if element.tag in ("script", "style", "noscript", "br", "hr"):
            continue
        text = element.text()
        if not text:
            continue
        if (
            len(text) > 500
            or element.tag in _HEADINGS
            or any(e.tag in ("img", "picture", "video", "figure") for e in element.elements())
        ):
            break
        named = (
            element.tag == "figcaption"
            or names("caption").search(element.names)
            or names("credit").search(element.names)
        )
        words = (is_credit(text) and len(text) < 120) or (
            captionless and len(text) < 320 and split_credit(text)[1] != "" and has_label(split_credit(text)[1])
        )
        if not named and not words:
            break
        if body.has_paragraph(element) and not words and element.tag != "figcaption":
            break
        inner = _zones(element)
        kind = _kind_of(element)
        found += [(k or kind, t) for k, t in inner]
    return found


def _sort_out(zones: list[tuple[str, str]], found: Printed) -> None:
    """Decide for every text whether it is caption, credit, or neither."""
    captions: list[str] = []
    credited: list[str] = []
    kept = _worth_reading(zones)
    after_label = False
    for number, (kind, text) in enumerate(kept):
        last = all(k == "credit" for k, _ in kept[number + 1 :])
        if after_label and len(text) <= 120:
            label = credited.pop()
            if describes(f"{label.rstrip(' :')}: {text}"):
                captions.append(text)  # "Image:" and then a sentence
            else:
                credited.append(text if has_label(text) else f"{label} {text}")
            after_label = False
        elif is_label(text) and len(text) < 40 and (number < len(kept) - 1 or kind == "credit"):
            credited.append(text)
            after_label = True
        elif _names_somebody(kind, text, captions if last else []):
            credited.append(text)
        elif captions and _continues(captions[-1], text):
            captions[-1] = f"{captions[-1]} {text}"
        else:
            captions.append(text)
    _join(captions, credited, found)


def _worth_reading(zones: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the texts without what only a screen reader says and without buttons."""
    spoken_off = [(kind, spoken().sub("", text, count=1) if spoken().match(text) else text) for kind, text in zones]
    counted_off = [(kind, _COUNTER.sub("", _SPOKEN_END.sub("", text))) for kind, text in spoken_off]
    return [
        (kind, text)
        for kind, text in counted_off
        if text
        and not _COUNT_PART.fullmatch(text)
        and (kind or len(text) <= _LONGEST_UNNAMED)
        and (not is_button(text) or (is_label(text) and (kind == "credit" or text.endswith((":", "©")))))
    ]


def _names_somebody(kind: str, text: str, captions: list[str]) -> bool:
    """Tell whether a text is a credit by the name of its element, by its words, or as the last after captions."""
    alone = is_credit(text) and len(text) <= 120 and not split_credit(text)[0]
    if kind == "credit" or alone:
        return alone or not _reads_like_caption(text)
    return bool(captions) and _by_its_place(text) and not _goes_on(captions[-1])


def _join(captions: list[str], credited: list[str], found: Printed) -> None:
    """Part credits off the captions' ends and put the parts of both together, each once."""
    parts: list[str] = []
    for printed in dict.fromkeys(captions):
        caption, credit = split_credit(printed)
        if credit and not (credited and caption == "" and len(printed) > 80):
            credited.append(credit)
        else:
            caption = printed
        if caption and not any(caption in other for other in parts):
            parts = [other for other in parts if other not in caption] + [caption]
    found.caption = _COUNTER.sub("", " ".join(parts))
    if credited and (name := _OPEN_END.search(found.caption)) and may_be_credit(name["name"]):
        found.caption = found.caption[: name.start("name")].rstrip()
        credited[0] = f"{name['name'].strip()}/{without_brackets(credited[0])}"
    found.credit = _joined(credited)
    found.caption = _TAIL.sub("", without_credit(found.caption, found.credit))
    if not re.search(r"[^\W\d_]{2}|[\u3040-\u9fff]", found.caption):
        found.caption = ""
    if not found.caption and len(found.credit) > 160:
        found.caption, found.credit = found.credit, ""


def _joined(credited: list[str]) -> str:
    """Put the parts of a credit together, each name once, labels alone left out."""
    clean: list[str] = []
    for text in credited:
        bare = without_brackets(text)
        words = _words(bare)
        if not bare or (is_label(bare) and (" " not in bare or clean)):
            continue
        if any(bare in other or words <= _words(other) for other in clean):
            continue
        clean = [other for other in clean if other not in bare and not _words(other) <= words]
        if clean and text.startswith("/"):
            clean[-1] += f"/{bare}"  # "Photo by N. N." and, in the next element, "/AFP via Getty Images"
        else:
            clean.append(bare)
    return " ".join(clean)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text))


def _reads_like_caption(text: str) -> bool:
    """Tell whether a text in an element named for credits is a sentence with a credit at its end."""
    caption, credit = split_credit(text)
    return (len(text) > 90 and caption != "" and small_words(caption) > 1) or (
        caption != "" and (credit != "" or describes(text)) and small_words(caption) > 2
    )


def _by_its_place(text: str) -> bool:
    """Tell whether the last text of several is a credit: a name, or short words in brackets of their own."""
    if len(text) <= 60 and may_be_credit(text):
        return True
    return (
        len(text) <= 110 and text[0] in "([" and text.rstrip(". ")[-1] in ")]" and mostly_names(without_brackets(text))
    )


def _goes_on(text: str) -> bool:
    return text[-1:] in ",:(" or text.endswith((" von", " of", " by", " mit", " de"))


def _continues(before: str, text: str) -> bool:
    return bool(text) and (text[0].islower() or text[0] in ",.;)") and len(before) < 300
