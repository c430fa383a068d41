"""What a style that keeps all parts prints is read back as the same credit, in many styles and with many names."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from library.credits.format import HouseStyle, format_credit, load_styles
from library.credits.parse import parse_credit
from library.credits.records import Credit, CreditFields
from library.credits.registry import load_registry

REGISTRY = load_registry()
FULL = load_styles()["full"]
AGENCIES = (
    "AP",
    "EPA",
    "dpa",
    "AFP",
    "Reuters",
    "NTB",
    "ANSA",
    "Xinhua",
    "TT",
    "EFE",
    "Belga",
    "APA",
    "Lusa",
    "MTI",
    "PA",
)
DISTRIBUTORS = ("KEYSTONE", "IMAGO", "picture alliance", "Getty Images", "Shutterstock")
PROVIDERS = ("Kantonspolizei Bern", "Ministry of Defence", "NASA", "Kantonspolizei Zürich", "Bundeskanzleramt")
FIRST = (
    "Lena",
    "Jörg",
    "André",
    "Émile",
    "Zoë",
    "Ana María",
    "Jean-Christophe",
    "Erik S.",
    "J.",
    "Þóra",
    "Søren",
    "İlkay",
)
MIDDLE = ("", "von ", "von der ", "van den ", "de ", "de la ", "Di ")
LAST = ("Marti", "Müller", "Grünwälder", "O’Brien", "Ruiz-Ejemplo", "Weiß", "Łukasz", "Ångström", "Núñez", "Exempel")
PREFIXES = ("Bild: ", "Foto: ", "Photo: ", "Bilder: ", "© ", "")


@st.composite
def styles(draw: st.DrawFn) -> HouseStyle:
    """Styles that keep all parts: other labels, separators, orders, brackets and capitals than the shipped one."""
    prefix = draw(st.sampled_from(PREFIXES))
    is_bracketed = draw(st.booleans())
    order = draw(
        st.sampled_from((FULL.parts, ("distributor", "agency", "provider", "photographer", "unread", "flags")))
    )
    return replace(
        FULL,
        parts=order,
        separator=draw(st.sampled_from((" / ", "/", " | "))),
        prefix=dict.fromkeys(("photo", "video"), f"({prefix}" if is_bracketed else prefix),
        suffix=")" if is_bracketed else "",
        house_case=draw(st.sampled_from(("as_written", "upper"))),
    )


def people() -> st.SearchStrategy[str]:
    one = st.builds(lambda first, middle, last: f"{first} {middle}{last}", *map(st.sampled_from, (FIRST, MIDDLE, LAST)))
    return one | st.lists(one, min_size=2, max_size=2, unique=True).map(", ".join)


@st.composite
def credits_as_read(draw: st.DrawFn) -> Credit:
    provider = draw(st.none() | st.sampled_from(PROVIDERS))
    return Credit(
        distributor=draw(st.none() | st.sampled_from(DISTRIBUTORS)),
        agency=draw(st.sampled_from(AGENCIES)),
        photographer=draw(st.none() | people()),
        provider=provider,
        is_archive=draw(st.booleans()),
        is_pool=draw(st.booleans()),
        is_handout=bool(provider) or draw(st.booleans()),
        is_symbolic=draw(st.booleans()),
        is_ai=draw(st.booleans()),
    )


@settings(max_examples=300)
@given(credits_as_read(), styles(), st.sampled_from(("photo", "video")))
def test_whatever_style_keeps_all_parts_gives_the_same_credit_again(
    credit: Credit, style: HouseStyle, medium: str
) -> None:
    line = format_credit(credit, style, medium)
    read = parse_credit(CreditFields(credit=line), REGISTRY)
    assert replace(read, evidence=()) == credit, line
    assert format_credit(read, style, medium) == line
