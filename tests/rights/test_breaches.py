"""Uses against a restriction."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.rights.breaches import Use, find_breaches

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
HERE = Use("CH", "web", NOON, NOON - timedelta(days=20))
CODES = st.sampled_from(
    [
        "TERRITORY_OUT:CH",
        "TERRITORY_OUT:DE",
        "TERRITORY_ONLY:DE,AT",
        "TERRITORY_ONLY:CH",
        "TIME_LIMIT:14d",
        "MEDIA_OUT:WEB",
        "EMBARGO:2026-12-01",
        "EXPIRES:2026-11-01",
        "SINGLE_USE",
        "NO_SALES",
    ]
)


@pytest.mark.parametrize(
    ("code", "use", "broken"),
    [
        ("TERRITORY_OUT:CH", HERE, True),
        ("TERRITORY_OUT:DE,CH", HERE, True),
        ("TERRITORY_OUT:DE", HERE, False),
        ("TERRITORY_ONLY:DE,AT", HERE, True),
        ("TERRITORY_ONLY:CH,DE", HERE, False),
        ("TERRITORY_ONLY", HERE, False),
        ("MEDIA_OUT:ONLINE", HERE, True),
        ("MEDIA_OUT:TV,MAGS", HERE, False),
        ("MEDIA_OUT:NEWSPAPERS", Use("CH", "print"), True),
        ("TIME_LIMIT:14d", HERE, True),
        ("TIME_LIMIT:30d", HERE, False),
        ("TIME_LIMIT:2w", HERE, True),
        ("TIME_LIMIT:14d", Use("CH", "web", NOON), False),
        ("TIME_LIMIT:soon", HERE, False),
        ("EMBARGO:2026-11-22T12:01:00Z", HERE, True),
        ("EMBARGO:2026-11-22T12:00:00+00:00", HERE, False),
        ("EMBARGO:2026-11-22T13:00:00+01:00", HERE, False),
        ("EMBARGO:2026-11-23", HERE, True),
        ("EMBARGO", HERE, False),
        ("EXPIRES:2026-11-22", HERE, False),
        ("EXPIRES:2026-11-21", HERE, True),
        ("SINGLE_USE", HERE, False),
        ("SINGLE_USE", Use("CH", "web", is_repeated=True), True),
        ("EDITORIAL_USE_ONLY", HERE, False),
        ("", HERE, False),
    ],
)
def test_restriction_is_broken_when_the_use_lies_outside_it(code: str, use: Use, broken: bool) -> None:
    assert bool(find_breaches([code], use)) is broken


def test_limits_of_time_are_left_out_where_no_moment_is_given() -> None:
    codes = ["TIME_LIMIT:1d", "EMBARGO:2099-01-01", "EXPIRES:1999-01-01"]
    assert find_breaches(codes, Use("CH", "web", None, NOON)) == ()


def test_same_code_twice_is_one_breach() -> None:
    assert len(find_breaches(["TERRITORY_OUT:CH", "TERRITORY_OUT:CH"], HERE)) == 1


@given(st.lists(CODES), CODES)
def test_one_more_restriction_never_makes_a_use_freer(codes: list[str], more: str) -> None:
    assert set(find_breaches(codes, HERE)) <= set(find_breaches([*codes, more], HERE))


@given(st.lists(CODES), st.randoms())
def test_order_of_restrictions_does_not_matter(codes: list[str], random: Random) -> None:
    shuffled = random.sample(codes, len(codes))
    assert set(find_breaches(codes, HERE)) == set(find_breaches(shuffled, HERE))
