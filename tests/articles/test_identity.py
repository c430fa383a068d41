"""The same picture under other addresses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.articles.identity import group, keys, signature, stem
from library.articles.sources import is_placeholder, parse_srcset

HASH = "ca16d2f5f0e2b3c4d5e6f708192a3b4c"
SAME = [
    ("https://i.example.org/a/photo-morning-1024x683.jpg", "https://i.example.org/a/photo-morning-300x200.jpg"),
    (
        "https://cdn.example.org/w=640/x/74c9cd9c-f3cf-4ea7-8cee-47415c5c6ebc.jpeg",
        "https://cdn.example.org/w=1200/y/74c9cd9c-f3cf-4ea7-8cee-47415c5c6ebc.webp",
    ),
    (
        "https://www.example.org/_next/image?url=https%3A%2F%2Fm.example.org%2Fp%2Fhall.jpg&w=640",
        "https://m.example.org/p/hall.jpg",
    ),
    ("https://res.example.com/image/fetch/w_400/https://m.example.org/p/hall.jpg", "https://m.example.org/p/hall.jpg"),
    (f"https://i.example.org/{HASH}-0011aabb.jpg", f"https://i.example.org/{HASH}-99ffeedd.jpg"),
    ("https://i.example.org/img/bridge.jpg?width=300", "https://i.example.org/img/bridge.jpg?width=900"),
    (
        "https://p.example.org/rs:fill:300/aHR0cHM6Ly9tLmV4YW1wbGUub3JnL3AvaGFsbC5qcGc",
        "https://m.example.org/p/hall.jpg",
    ),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_picture_under_two_addresses_is_one(one: str, other: str) -> None:
    assert group([signature([one]), signature([other])], ["", ""], "https://example.org/story") == [0, 0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://i.example.org/2024/05/03/shore.jpg", "https://i.example.org/2024/05/03/bridge.jpg"),
        ("https://i.example.org/image.php?id=17", "https://i.example.org/image.php?id=18"),
    ],
)
def test_two_pictures_stay_two(one: str, other: str) -> None:
    assert group([signature([one]), signature([other])], ["", ""], "https://example.org/story") == [0, 1]


def test_the_number_of_the_page_is_no_sign_of_a_picture() -> None:
    urls = ["https://i.example.org/13357113-a.jpg", "https://i.example.org/13357113-b.jpg"]
    assert group([signature([u]) for u in urls], ["", ""], "https://example.org/article-13357113/x") == [0, 1]


@given(st.text(max_size=120))
def test_any_address_has_keys(text: str) -> None:
    assert isinstance(keys(text), frozenset)
    assert isinstance(stem(text), str)


def test_srcset_addresses_may_hold_commas() -> None:
    value = "https://i.example.org/c_fill,w_300/a.jpg 300w, https://i.example.org/c_fill,w_900/a.jpg 900w"
    assert parse_srcset(value) == [
        ("https://i.example.org/c_fill,w_300/a.jpg", 300.0),
        ("https://i.example.org/c_fill,w_900/a.jpg", 900.0),
    ]


@given(st.text(max_size=200))
def test_any_srcset_is_split(value: str) -> None:
    assert all(url for url, _ in parse_srcset(value))


@pytest.mark.parametrize(
    "url", ["data:image/gif;base64,AAAA", "/static/grey-placeholder.png", "https://a.example.org/1x1.gif"]
)
def test_placeholders_are_known(url: str) -> None:
    assert is_placeholder(url)
