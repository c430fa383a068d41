"""A copy of the visible article, as text: what a person gets who marks all on the page and pastes it.

Its form: header (sections, headline, moments), paragraphs, media blocks, a sign-off such as "(abc/sda)", and then
what is not the article: donations, teasers, comments. A media block is the agency's description on one line (the page
may have cut it with "...") and directly after it the caption, with the credit glued to its end ("… Ufer.Bild: X").
"""

import re
from dataclasses import dataclass, replace
from functools import cache

from library.articles.moments import find_moments
from library.articles.phrases import agency, phrases, tidy
from library.articles.printed import find_agency_id, mostly_names
from library.articles.published import Kind, PublishedArticle, PublishedMedia
from library.errors import ArticleUnreadable

_PICTURE_LABEL = (
    r"(?:Symbol|Archiv|Agentur|Presse|Handout)?(?:Bild|Foto|Photo)(?:er|s|quelle|credit|nachweis|rechte|graf|montage|graph|grafie)?(?:\s+(?:credit|by))?"
    r"|Images?|Pictures?|Cr[ée]dits?(?:\s+photos?)?|Imagen|Imagem|Fotografía|Beeld|Kuva|Bilde|Fot\.?|Zdjęcie|Kép|Фото|写真|사진"
)
_VIDEO_LABEL = r"Video|Vidéo|Vídeo|Videos|Clip"
_CREDIT_END = re.compile(
    rf"(?P<before>^|.*?[\s.!?…»”\"'’)\]a-zäöüßéèàçñ\d,;–-])(?P<credit>(?P<label>{_PICTURE_LABEL}|{_VIDEO_LABEL})\s*[:：]\s*(?P<whom>\S.{{0,110}}))$",
    re.DOTALL,
)
_COPYRIGHT_END = re.compile(r"(?P<before>.*?)\s*(?P<credit>©\s*(?P<whom>\S.{0,110}))$", re.DOTALL)
_SIGN_OFF = re.compile(r"^[(\[]\s*(?P<codes>[\w.\-äöüÄÖÜ]{1,20}(?:\s*[/,;|&]\s*[\w.\- äöüÄÖÜ]{1,24}){0,6})\s*[)\]]\.?$")
_AGENCY_TEXT = re.compile(
    r"^(?:epa\w*\s?\d|FILE\b|File\b|In this\b|This (?:photo|image|picture|handout)"
    r"|A handout|Handout|ARCHIV|[A-Z]{2,}[A-Z ,.]*[-–:(])"
    r"|(?:\.\.\.|…)\s*$|\((?:AP|KEYSTONE|EPA|Photo|Foto)[^)]*\)?\s*(?:\.\.\.|…)?$"
)
_DESCRIPTION_AT_LEAST = 30
_HEADLINE_AT_LEAST = 15
_PARAGRAPH = 140


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line and whether it stands directly under the one before."""

    text: str
    adjacent: bool


@dataclass(frozen=True, slots=True)
class Block:
    """One picture or video found in the lines: its own line, and the first line that belongs to it."""

    first: int
    line: int
    medium: PublishedMedia


def read_text(text: str, url: str | None = None) -> PublishedArticle:
    """Read a copied article.

    Args:
        text: the copy, with or without blank lines between paragraphs.
        url: where it was published, when known.

    Raises:
        ArticleUnreadable: there is no line of text.
    """
    lines = _lines(text)
    if not lines:
        raise ArticleUnreadable("the text is empty")
    end = _end_of_article(lines)
    blocks = _blocks(lines, 0, end)
    dated = _dated_line(lines, blocks, end)
    headline_at = _headline_line(lines, blocks, dated, end)
    blocks = [_with_title(block, lines, headline_at) for block in blocks]
    moments = _moments(lines, dated, end)
    return PublishedArticle(
        headline=lines[headline_at].text if headline_at is not None else None,
        authors=_authors(lines, blocks, dated, end),
        published_at=moments[0] if moments else None,
        updated_at=moments[1] if len(moments) > 1 else None,
        url=url,
        media=tuple(replace(block.medium, position=number) for number, block in enumerate(blocks, 1)),
        related=tuple(
            replace(block.medium, position=number) for number, block in enumerate(_blocks(lines, end, len(lines)), 1)
        ),
    )


def _lines(text: str) -> list[Line]:
    lines: list[Line] = []
    adjacent = False
    for raw in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        line = tidy(raw)
        if line:
            lines.append(Line(line, adjacent))
        adjacent = bool(line)
    return lines


def _end_of_article(lines: list[Line]) -> int:
    """Return the number of the line after the article: its sign-off, else the first line that begins what follows."""
    signs = [n for n, line in enumerate(lines) if n > 2 and _is_sign_off(line.text)]
    if signs:
        return signs[0]
    after = _after()
    paragraphs = [n for n, line in enumerate(lines) if len(line.text) > _PARAGRAPH]
    first = paragraphs[0] if paragraphs else 0
    for number, line in enumerate(lines):
        if number > first and len(line.text) < 90 and after.match(line.text.casefold()):
            return number
    return len(lines)


def _is_sign_off(text: str) -> bool:
    found = _SIGN_OFF.match(text)
    if not found:
        return False
    codes = [code.strip() for code in re.split(r"[/,;|&]", found["codes"])]
    return any(agency().fullmatch(code) or agency().fullmatch(code.upper()) for code in codes) or (
        len(codes) > 1 and all(len(code) <= 5 and code.islower() for code in codes)
    )


@cache
def _after() -> re.Pattern[str]:
    phrase = "|".join(re.escape(text.casefold()) for text in phrases()["text"]["after"])
    return re.compile(rf"(?:\d+\s+)?(?:{phrase})")


def _credit_at_end(text: str) -> tuple[Kind, str, str] | None:
    """Return kind, caption and credit of a line that ends in a credit; None for any other line."""
    found = _CREDIT_END.match(text) or _COPYRIGHT_END.match(text)
    if found is None or not _is_whom(found["whom"]):
        return None
    video = "label" in found.groupdict() and re.fullmatch(_VIDEO_LABEL, found["label"])
    return ("video" if video else "photo"), found["before"].strip(), found["credit"].strip()


def _is_whom(text: str) -> bool:
    """Tell whether what follows a label names somebody and is no sentence."""
    if len(text.split()) > 14 or re.search(r"[.!?]\s+\w+\s+[a-zäöü]", text):
        return False
    return mostly_names(text) or bool(agency().search(text)) or len(text.split()) <= 3 or "/" in text


def _blocks(lines: list[Line], start: int, end: int) -> list[Block]:
    blocks: list[Block] = []
    used = start - 1
    for number in range(start, end):
        found = _credit_at_end(lines[number].text)
        if found is None:
            continue
        kind, caption, credit = found
        first, description = number, ""
        above = number - 1
        if not caption and lines[number].adjacent and above > used:
            text = lines[above].text
            if len(text) <= 300 and not (_AGENCY_TEXT.search(text) and kind == "photo"):
                caption, first, above = text, above, above - 1
        if kind == "photo" and above > used and _is_description(lines, above, first):
            description, first = lines[above].text, above
        blocks.append(
            Block(
                first,
                number,
                PublishedMedia(
                    kind,
                    0,
                    description=description or None,
                    caption=caption or None,
                    credit_line=credit,
                    agency_image_id=find_agency_id(description) or find_agency_id(caption),
                ),
            )
        )
        used = number
    return blocks


def _is_description(lines: list[Line], above: int, first: int) -> bool:
    """Tell whether the line above a caption is the agency's text: directly over it, or in an agency's words."""
    text = lines[above].text
    if (
        len(text) < _DESCRIPTION_AT_LEAST
        or _credit_at_end(text) is not None
        or (find_moments(text[:40]) and len(text) < 60)
    ):
        return False
    return lines[first].adjacent or bool(_AGENCY_TEXT.search(text))


def _dated_line(lines: list[Line], blocks: list[Block], end: int) -> int | None:
    """Return the line with the article's moments: the first of the header that is little more than moments."""
    inside = {n for block in blocks for n in range(block.first, block.line + 1)}
    for number in range(min(end, 40)):
        text = lines[number].text
        if (
            number not in inside
            and len(text) <= 110
            and find_moments(text)
            and len(re.sub(r"[\d\s.,:;/|·•–-]", "", text)) <= 60
        ):
            return number
    return None


def _headline_line(lines: list[Line], blocks: list[Block], dated: int | None, end: int) -> int | None:
    """Return the headline's line: the last long enough one above the moments, else the first of the text."""
    inside = {n for block in blocks for n in range(block.first, block.line + 1)}
    authors = _author_pattern()

    def fits(number: int) -> bool:
        text = lines[number].text
        return (
            number not in inside
            and _HEADLINE_AT_LEAST <= len(text) <= 260
            and not authors.match(text)
            and not find_moments(text)
        )

    if dated is not None:
        above = [n for n in range(dated) if fits(n)]
        if above:
            headed = [n for n in above if lines[n].text[-1:] not in ".:"] or above
            return headed[-1] if len(lines[headed[-1]].text) <= 160 or len(headed) == 1 else headed[0]
    return next((n for n in range(end) if fits(n)), None)


def _with_title(block: Block, lines: list[Line], headline_at: int | None) -> Block:
    """Give a video above the headline the line printed over it as its caption: its title."""
    if block.medium.kind != "video" or block.medium.caption or headline_at is None or block.line > headline_at:
        return block
    above = block.first - 1
    if above >= 0 and len(lines[above].text) >= _HEADLINE_AT_LEAST and lines[above].text[-1] not in ":":
        return Block(above, block.line, replace(block.medium, caption=lines[above].text))
    return block


def _moments(lines: list[Line], dated: int | None, end: int) -> list[str]:
    if dated is None:
        return []
    moments = find_moments(lines[dated].text)
    if len(moments) == 1 and dated + 1 < end and len(lines[dated + 1].text) <= 80:
        moments += find_moments(lines[dated + 1].text)[:1]
    return sorted(moments[:2]) if len({len(m) for m in moments[:2]}) == 1 else moments[:2]


@cache
def _author_pattern() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in phrases()["text"]["authors"])
    return re.compile(rf"^(?:{words})\s+(?P<names>[A-ZÀ-ÞŁŚŻČŠŽ][^.!?:]{{2,90}})$")


def _authors(lines: list[Line], blocks: list[Block], dated: int | None, end: int) -> tuple[str, ...]:
    """Return the names of a "Von N. N." line in the header; nothing is guessed from other lines."""
    inside = {n for block in blocks for n in range(block.first, block.line + 1)}
    last = min(end, (dated or 0) + 12)
    for number in range(last):
        found = _author_pattern().match(lines[number].text)
        if found and number not in inside and mostly_names(found["names"]):
            names = re.split(
                r"\s*,\s*|\s+(?:und|and|et|e|y|og|och|en)\s+|\s*&\s*", re.sub(r"\s*[|(–].*$", "", found["names"])
            )
            return tuple(name for name in names if 2 < len(name) < 50)
    return ()
