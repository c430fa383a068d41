"""Checks of a gallery."""

from library.galleries.checks import check_gallery, check_order
from library.galleries.document import DocumentCredit, DocumentItem, DocumentRestriction
from tests.galleries.example import digest, document, photo


def codes(*items: DocumentItem) -> list[tuple[str, str, str]]:
    return [(finding.code, finding.severity, finding.subject) for finding in check_gallery(document(*items))]


def test_complete_gallery_has_no_findings() -> None:
    assert codes(photo("a", 1), photo("b", 2)) == []


def test_empty_gallery_is_an_error() -> None:
    assert codes() == [("GAL002", "error", "gallery:7")]


def test_missing_credit_is_an_error() -> None:
    assert codes(photo("a", 1, credit=DocumentCredit(printed=" "))) == [("CRD001", "error", "item:a")]


def test_missing_caption_and_alternative_text_are_warnings() -> None:
    found = codes(photo("a", 1, caption="", alt_text=" "))
    assert found == [("CAP001", "warning", "item:a"), ("CAP002", "warning", "item:a")]


def test_wanted_item_needs_a_picture_before_it_needs_a_credit() -> None:
    item = photo("a", 1, digest=None, asset_id=None, credit=DocumentCredit(), alt_text="", supplier_ref="xyz1")
    assert codes(item) == [("GAL001", "warning", "item:a")]


def test_same_file_twice_is_an_error() -> None:
    twin = photo("b", 2, digest=digest("1"))
    assert codes(photo("a", 1, digest=digest("1")), twin) == [("DUP001", "error", "item:b")]


def test_near_duplicates_are_a_warning() -> None:
    assert codes(photo("a", 1, cluster="9"), photo("b", 2, cluster="9"), photo("c", 3, cluster="8")) == [
        ("DUP001", "warning", "item:b")
    ]


def test_restriction_is_noted_with_its_words() -> None:
    item = photo("a", 1, restrictions=(DocumentRestriction("TERRITORY_OUT:CH", "SWITZERLAND OUT"),))
    (finding,) = check_gallery(document(item))
    assert (finding.code, finding.severity) == ("RGT002", "note")
    assert "SWITZERLAND OUT" in finding.message


def test_torn_sentence_is_found_at_both_ends() -> None:
    found = codes(photo("a", 1, caption="... und geht."), photo("b", 2), photo("c", 3, caption="Sie kommt ..."))
    assert found == [("CAP003", "warning", "item:a"), ("CAP003", "warning", "item:c")]


def test_dots_at_an_end_alone_are_only_noted() -> None:
    assert codes(photo("a", 1, caption="Und dann kam der Regen ..."), photo("b", 2)) == [("CAP003", "note", "item:a")]


def test_errors_come_first() -> None:
    found = codes(photo("a", 1, caption=""), photo("b", 2, credit=DocumentCredit()))
    assert [severity for _, severity, _ in found] == ["error", "warning"]


def test_order_that_takes_out_the_middle_of_a_sentence_is_found() -> None:
    gallery = document(
        photo("a", 1, caption="Sie kommt ..."),
        photo("b", 2, caption="... sie sieht ..."),
        photo("c", 3, caption="... sie siegt."),
    )
    (finding,) = check_order(gallery, ("a", "c"))
    assert (finding.code, finding.subject) == ("CAP003", "item:a")
    assert "1, 2, 3" in finding.message
    assert check_order(gallery, ("a", "b", "c")) == ()


def test_item_without_a_caption_in_a_language_that_most_others_have_is_noted() -> None:
    others = [photo(f"p{place}", place, translations={"fr": "Un port."}) for place in (1, 2, 3)]
    bare = photo("p4", 4)
    found = [(one.code, one.subject, one.severity) for one in check_gallery(document(*others, bare))]
    assert found == [("CAP001", "item:p4", "note")]
    assert check_gallery(document(others[0], photo("p2", 2), photo("p3", 3))) == ()
