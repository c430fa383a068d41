"""The inspector's tab on the file: what each block says, which is believed, and where they disagree."""

from library.ui.blocks import blocks_html, candidates_by_field

DELIVERED = {
    "credit_line": "EPA <b>",
    "creator": ["A. One", "B. Two"],
    "conflicts": ["credit_line"],
    "candidates": [
        {"field": "credit_line", "origin": "EXIF", "value": "Keystone"},
        {"field": "credit_line", "origin": "XMP", "value": "EPA <b>"},
        {"field": "creator", "origin": "XMP", "value": ["A. One", "B. Two"]},
    ],
}


def test_every_block_stands_beside_the_others_in_a_fixed_order_and_escaped() -> None:
    shown = blocks_html(candidates_by_field(DELIVERED), DELIVERED)
    assert shown.index("EPA &lt;b&gt;") < shown.index("Keystone")
    assert "<b>" not in shown
    assert "A. One, B. Two" in shown


def test_the_believed_value_is_marked_and_a_contradiction_said() -> None:
    shown = blocks_html(candidates_by_field(DELIVERED), DELIVERED)
    assert shown.count("is-shown") == 2
    assert shown.count("class='disagrees'") == 1
