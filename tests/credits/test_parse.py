from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library.credits.folding import fold
from library.credits.parse import parse_credit
from library.credits.records import Credit, CreditFields
from library.credits.registry import load_registry
from library.credits.rules import RULES
from tests.corpora_of_credits import FLAGS, rows

REGISTRY = load_registry()
PEOPLE = (
    "Lena Marti",
    "Jonas von der Heide",
    "Erik S. Lesser",
    "Jean-Christophe Muster",
    "Ana María Ruiz",
    "Ole Hansen",
)
HOUSES = (
    "KEYSTONE",
    "AP",
    "EPA",
    "dpa",
    "AFP",
    "Getty Images",
    "IMAGO",
    "TT",
    "Reuters",
    "APA",
    "picture alliance",
    "NTB",
)
NONSENSE = st.text(alphabet="bcdfgklmnpqrstvwxz", min_size=6, max_size=9).map(lambda text: "Qzx" + text)


def read(line: str) -> Credit:
    return parse_credit(CreditFields(credit=line), REGISTRY)


def parts(credit: Credit) -> tuple[Any, ...]:
    flags = tuple(getattr(credit, f"is_{flag}") for flag in FLAGS)
    names = (credit.distributor, credit.agency, credit.photographer, credit.provider)
    return (*(fold(name or "") for name in names), *flags, tuple(map(fold, credit.unread)))


@pytest.mark.parametrize(("field", "text", "row"), rows("credits"))
def test_a_credit_line_is_read_as_an_editor_reads_it(field: str, text: str, row: dict[str, Any]) -> None:
    credit = parse_credit(CreditFields(**{field: text}), REGISTRY)
    assert (credit.distributor, credit.agency, credit.photographer, credit.provider) == (
        row.get("d"), row.get("a"), row.get("p"), row.get("v"),
    )  # fmt: skip
    assert {flag for flag in FLAGS if getattr(credit, f"is_{flag}")} == set(row.get("f", ()))
    assert list(credit.unread) == row.get("u", [])


@pytest.mark.parametrize(("field", "text", "row"), rows("credits"))
def test_evidence_points_at_the_words_it_names(field: str, text: str, row: dict[str, Any]) -> None:
    credit = parse_credit(CreditFields(**{field: text}), REGISTRY)
    for one in credit.evidence:
        assert one.field == field
        assert text[one.start : one.end] == one.text
        assert one.rule
    assert {one.part for one in credit.evidence} >= {
        part for part in ("distributor", "agency", "photographer", "provider") if getattr(credit, part)
    }


@given(st.lists(st.sampled_from(HOUSES), min_size=1, max_size=3, unique=True), st.sampled_from(PEOPLE), st.data())
def test_spacing_and_case_change_nothing(houses: list[str], person: str, data: st.DataObject) -> None:
    names = [*houses, person]
    plain = parts(read("/".join(names)))
    spaced = data.draw(st.sampled_from(["/", " / ", "/ ", " /", "  /  "])).join(names)
    assert parts(read(spaced)) == plain
    assert parts(read(spaced.upper())) == plain
    assert parts(read(spaced.lower())) == plain


@given(st.lists(st.one_of(st.sampled_from((*HOUSES, *PEOPLE)), NONSENSE), min_size=1, max_size=4, unique=True))
def test_no_name_is_lost(names: list[str]) -> None:
    credit = read("/".join(names))
    held = fold(" ".join([credit.distributor or "", credit.agency or "", credit.photographer or "", *credit.unread]))
    for name in names:
        if name not in HOUSES:
            assert fold(name) in held


@given(st.lists(st.one_of(st.sampled_from(PEOPLE), NONSENSE), min_size=1, max_size=3, unique=True))
def test_unknown_names_give_no_agency(names: list[str]) -> None:
    credit = read("/".join(names))
    assert credit.agency is None
    assert credit.distributor is None


@settings(max_examples=60)
@given(st.text(max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    credit = parse_credit(CreditFields(credit=text, byline=text, source=text, copyright=text), REGISTRY)
    assert all(text[one.start : one.end] == one.text for one in credit.evidence)


def test_fields_complete_each_other() -> None:
    credit = parse_credit(CreditFields(credit="AP", byline="JANE DOE", source="KEYSTONE"), REGISTRY)
    assert (credit.distributor, credit.agency, credit.photographer) == ("KEYSTONE", "AP", "Jane Doe")
    credit = parse_credit(CreditFields(credit="KEYSTONE", byline="JANE DOE", source="EPA"), REGISTRY)
    assert (credit.distributor, credit.agency, credit.photographer) == ("KEYSTONE", "EPA", "Jane Doe")
    credit = parse_credit(CreditFields(credit="picture alliance/dpa", byline="Jane Doe", source="dpa"), REGISTRY)
    assert (credit.distributor, credit.agency, credit.conflicts) == ("picture alliance", "dpa", ())


def test_a_number_tells_the_producer_behind_a_bare_distributor() -> None:
    credit = parse_credit(CreditFields(credit="Bild: keystone", caption="epa10000001 A ship."), REGISTRY)
    assert (credit.distributor, credit.agency, credit.agency_image_id) == ("KEYSTONE", "EPA", "epa10000001")


def test_fields_that_name_different_agencies_conflict() -> None:
    assert parse_credit(CreditFields(credit="AP", source="Reuters"), REGISTRY).conflicts == ("Reuters",)


@pytest.mark.parametrize(
    ("title", "flag"), [("POOL", "is_pool"), ("HOGP", "is_handout"), ("HONS", "is_handout"), ("STF", ""), ("STR", "")]
)
def test_ap_bylines_titles_are_flags(title: str, flag: str) -> None:
    credit = parse_credit(CreditFields(credit="AP", byline="Jane Doe", byline_title=title), REGISTRY)
    assert [name for name in ("is_pool", "is_handout") if getattr(credit, name)] == ([flag] if flag else [])


def test_stringers_are_nobody() -> None:
    credit = parse_credit(CreditFields(credit="AFP", byline="XXSTRINGERXX", byline_title="STRINGER"), REGISTRY)
    assert (credit.agency, credit.photographer, credit.unread) == ("AFP", None, ())


def test_every_rule_has_a_name_and_a_sentence() -> None:
    assert len({rule.__name__ for rule in RULES}) == len(RULES)
    assert all(rule.__doc__ for rule in RULES)
