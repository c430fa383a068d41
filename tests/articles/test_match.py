"""Published pictures and the assets that they are."""

import time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from library.articles.match import SURE, AssetText, build_index, find_match, fold, match_media
from library.articles.published import PublishedMedia

TEXT = (
    "North Country, School book: the old king's visit, 2000. Capital City, the Republic's president holds talks with "
    "the king, when he visited for closer diplomatic and commercial ties between both countries & their peoples."
)
ASSETS = [
    AssetText(1, supplier_ref="epa90000001", description="epa90000001 A firefighter carries sandbags in Musterwil"),
    AssetText(2, description=TEXT, file_names=("school-book-2000.jpg",)),
    AssetText(3, caption="Am Ufer steht das Wasser hoch", file_names=("DSC_0001.JPG",)),
    AssetText(4, kind="video", description=TEXT),
]
WORDS = st.lists(
    st.sampled_from(
        ["river", "king", "visits", "the", "old", "city", "people", "street", "Müller's", "train—station", "2024"]
    ),
    min_size=8,
    max_size=60,
)


def photo(**told: str) -> PublishedMedia:
    return PublishedMedia("photo", 1, **told)


def test_the_agency_id_decides() -> None:
    match = match_media(
        photo(agency_image_id="EPA90000001", description="quite other words than the asset has"), ASSETS
    )
    assert match is not None
    assert (match.asset_id, match.score) == (1, 0.99)
    assert "agency id" in match.why


@pytest.mark.parametrize(
    "printed",
    [
        TEXT[:150] + " ...",
        TEXT[:151] + "…",
        TEXT,
        TEXT.replace("'", " "),
        TEXT.replace("'", "’").replace("&", "&amp;"),
        TEXT.replace(" ", "  ").upper()[:180] + "...",
        "FILE - " + TEXT[:120] + " ...",
    ],
)
def test_agency_text_is_found_though_cut_and_damaged(printed: str) -> None:
    match = match_media(photo(description=printed), ASSETS)
    assert match is not None
    assert match.asset_id == 2
    assert match.score >= SURE
    assert match.why


def test_a_longer_cut_is_surer_than_a_shorter_one() -> None:
    long, short = (match_media(photo(description=TEXT[:n] + " ..."), ASSETS) for n in (150, 40))
    assert long is not None
    assert short is not None
    assert long.score > short.score


def test_captions_and_file_names_find_assets_too() -> None:
    by_caption = match_media(photo(caption="Am Ufer steht das Wasser hoch"), ASSETS)
    by_name = match_media(photo(url="https://img.example.org/2024/05/school-book-2000-1024x683.jpg?x=1"), ASSETS)
    assert by_caption is not None
    assert by_name is not None
    assert (by_caption.asset_id, by_name.asset_id) == (3, 2)


def test_a_name_that_a_camera_gave_finds_nothing() -> None:
    assert match_media(photo(url="https://img.example.org/DSC_0001.JPG"), ASSETS) is None


def test_another_agency_id_rules_an_asset_out() -> None:
    assets = [AssetText(9, supplier_ref="epa90000009", description=TEXT)]
    assert match_media(photo(agency_image_id="epa90000008", description=TEXT), assets) is None


def test_several_assets_with_the_same_beginning_need_a_person() -> None:
    burst = [AssetText(n, description=f"{TEXT} Frame {n}") for n in (5, 6, 7)]
    match = match_media(photo(description=TEXT[:150] + " ..."), burst)
    assert match is not None
    assert match.score < SURE
    assert (match.asset_id, *match.also) == (5, 6, 7)


def test_photos_match_photos_and_videos_videos() -> None:
    match = match_media(PublishedMedia("video", 1, description=TEXT), ASSETS)
    assert match is not None
    assert match.asset_id == 4


def test_few_letters_are_no_reason() -> None:
    assert match_media(photo(description="North ..."), ASSETS) is None


@given(WORDS, st.integers(min_value=30, max_value=400), st.sampled_from(["...", " ...", "…", " …", ". . ."]))
def test_any_cut_of_a_text_finds_its_asset(words: list[str], at: int, dots: str) -> None:
    text = " ".join(words)
    assume(len(fold(text[:at])) >= 20)
    match = match_media(
        photo(description=text[:at] + dots), [AssetText(1, description=text), AssetText(2, description="Other " + text)]
    )
    assert match is not None
    assert match.asset_id == 1


@given(st.text(max_size=200))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_an_index_answers_without_looking_at_every_asset() -> None:
    words = ["river", "king", "visits", "the", "old", "city", "people", "street"]
    assets = [AssetText(n, description=f"{words[n % 8]} {n} {TEXT}") for n in range(5000)]
    index = build_index(assets)
    begun = time.perf_counter()
    for n in range(0, 5000, 25):
        match = find_match(photo(description=f"{words[n % 8]} {n} {TEXT}"[:150] + " ..."), index)
        assert match is not None
        assert match.asset_id == n
    assert time.perf_counter() - begun < 5  # a bound against a scan per picture, not a benchmark
