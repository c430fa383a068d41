"""The gallery as blocks of WordPress, and as Markdown."""

import re

from hypothesis import given, settings
from selectolax.lexbor import LexborHTMLParser

from library.galleries.document import GalleryDocument
from library.galleries.markup import write_markdown, write_wordpress
from library.galleries.sources import Sources
from tests.galleries.hostile import galleries, hostile, shown

SOURCES = Sources("https://media.example/")
BLOCK = re.compile(r"<!-- (/?)wp:(\w+)")


def open_and_close(text: str) -> bool:
    """Tell whether blocks close in the order they were opened."""
    stack: list[str] = []
    for closing, name in BLOCK.findall(text):
        if not closing:
            stack.append(name)
        elif not stack or stack.pop() != name:
            return False
    return not stack


def test_runs_of_pictures_are_galleries_and_clips_stand_between_them() -> None:
    text = write_wordpress(shown(), SOURCES).decode()
    assert [name for closing, name in BLOCK.findall(text) if not closing] == [
        "gallery", "image", "video", "gallery", "image",
    ]  # fmt: skip
    tree = LexborHTMLParser(text)
    assert [node.text() for node in tree.css(".credit")] == ["Bild: KEYSTONE/EPA/Name O'Brien", "Video: Name"]
    assert tree.css_first("img").attributes["alt"] == 'Ein Frachter vor "Kränen" <grau>'
    assert open_and_close(text)


@given(galleries())
@settings(max_examples=25, deadline=None)
def test_no_caption_opens_a_block_a_shortcode_or_an_element(document: GalleryDocument) -> None:
    text = write_wordpress(document, SOURCES).decode()
    assert open_and_close(text)
    assert "[" not in text
    tree = LexborHTMLParser(text)
    assert len(tree.css("script, iframe")) == 0
    assert len(tree.css("figure.wp-block-image, figure.wp-block-video")) == len(document.items)


def test_hostile_captions_stay_text_in_blocks() -> None:
    tree = LexborHTMLParser(write_wordpress(hostile(), SOURCES).decode())
    assert len(tree.css("img")) == len(hostile().items)
    assert not tree.css("script")
    assert "[gallery ids=1]" in tree.css("figcaption")[2].text()


def test_markdown_has_headline_pictures_captions_and_credits() -> None:
    assert write_markdown(shown(), SOURCES).decode() == (
        "# Der Hafen \\& das \\<Meer\\>\n\n"
        f'![Ein Frachter vor "Kränen" \\<grau\\>](<https://media.example/media/{"a" * 64}.jpg>)\n\n'
        'Ein Schiff \\<läuft\\> aus \\& der "Hafen" bleibt ...\\\n'
        "*Bild: KEYSTONE/EPA/Name O'Brien*\n\n"
        f"[![Möwen auf einem Pfahl](<https://media.example/media/{'e' * 64}.jpg>)]"
        f"(<https://media.example/media/{'2' * 64}.mp4>)\n\n"
        "\\... und die Möwen schauen zu.\\\n"
        "*Video: Name*\n\n"
        f"![Ansicht 3](<https://media.example/media/{'f' * 64}.jpg>)\n"
    )


def test_hostile_captions_stay_text_in_markdown() -> None:
    text = write_markdown(hostile(), SOURCES).decode()
    assert "\\<script\\>" in text
    assert not re.search(r"(?<!\\)<(?!https://media)", text)
    assert "\\[link\\](javascript" in text
    assert not re.search(r"^\* ", text, re.MULTILINE)
