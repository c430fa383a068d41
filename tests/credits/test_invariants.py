"""What must not change a reading: labels, brackets, quotes, signs that look alike, spaces that nobody sees."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.credits.parse import parse_credit, read_line
from library.credits.records import Credit, CreditFields, Line
from library.credits.registry import load_registry

REGISTRY = load_registry()
CREDITS = (
    "Lena Marti/dpa",
    "KEYSTONE/EPA/Lena Marti",
    "Jane Holloway/Getty Images",
    "Jean-Luc d’Arc/AFP",
    "Kantonspolizei Bern",
    "Reuters",
)
LABELS = (
    "Bild:", "BILD:", "Bild ", "Bild von ", "Bild © ", "Bild (©): ",
    "© Bild: ", "Foto :", "Fotos:", "Foto von ", "Foto - ", "Foto：",
    "Foto:\u00a0", "\u200bFoto: ", "Foto:\u200b", "Foto:&nbsp;",
    "&copy;&nbsp;", "Photo credit:", "Photo by ", "PHOTO ", "By ",
    "Crédit photo :", "© Crédit photo : ", "Fotografía:", "Foto av ",
    "Foto di ", "Kuva:", "Billede:", "Image credit:", "Image Credit - ",
    "Image source, ", "Picture:", "Pic:", "Source : ", "Quelle:",
    "(c) ", "©", "Copyright: ", "© 2026 ", "Credit...", "Bildquelle: © ",
)  # fmt: skip
FRAMES = (
    "({})", "[{}]", "“{}”", "„{}“", "« {} »", "&quot;{}&quot;",
    "{}.", "({}).", "\u200e{}", "\u2066{}\u2069", "{}\u00ad", "{}\n", "{},",
)  # fmt: skip
SLASHES = (
    " / ",
    "/ ",
    " /",
    " | ",
    " – ",
    " — ",
    " · ",
    ", ",
    "⁄",
    "\u00a0/\u00a0",
    "&nbsp;/&nbsp;",
    "&#47;",
    " &ndash; ",
    "/\u200b",
)


def _read(text: str) -> tuple[object, ...]:
    credit: Credit = parse_credit(CreditFields(credit=text), REGISTRY)
    flags = (credit.is_archive, credit.is_pool, credit.is_handout, credit.is_ai, credit.is_symbolic)
    return credit.distributor, credit.agency, credit.photographer, credit.provider, *flags, credit.unread


@pytest.mark.parametrize(("label", "text"), list(product(LABELS, CREDITS)))
def test_a_label_in_any_writing_changes_nothing(label: str, text: str) -> None:
    assert _read(label + text) == _read(text)


@pytest.mark.parametrize(("frame", "text"), list(product(FRAMES, CREDITS)))
def test_brackets_quotes_and_invisible_signs_change_nothing(frame: str, text: str) -> None:
    assert _read(frame.format(text)) == _read(text)


@pytest.mark.parametrize(("slash", "text"), list(product(SLASHES, CREDITS)))
def test_separators_that_mean_a_slash_are_read_as_one(slash: str, text: str) -> None:
    assert _read(text.replace("/", slash)) == _read(text)


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "  ", "&nbsp;"])
def test_a_space_of_another_width_is_a_space(space: str) -> None:
    assert [_read(text.replace(" ", space))[:2] for text in CREDITS] == [_read(text)[:2] for text in CREDITS]
    assert _read(f"Jane{space}Holloway/Getty{space}Images")[2] == "Jane Holloway"


@given(st.sampled_from(LABELS), st.sampled_from(FRAMES), st.sampled_from(SLASHES), st.sampled_from(CREDITS))
def test_label_frame_and_separator_together_change_nothing(label: str, frame: str, slash: str, text: str) -> None:
    written = frame.format(label + text.replace("/", slash))
    assert _read(written) == _read(text)
    reading = read_line(Line(written, "credit"), REGISTRY)
    assert all(0 <= person.start < person.end <= len(written) for person in reading.photographers)
