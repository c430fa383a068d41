"""A printed credit against what was delivered."""

import pytest

from library.catalogue.models import Asset
from library.credits.records import Credit
from library.credits.registry import load_registry
from library.desk.contradictions import find_contradiction
from tests.conftest import NOON

REGISTRY = load_registry()


def asset(**parts: str) -> Asset:
    return Asset(
        digest="a" * 64,
        kind="photo",
        format="JPEG",
        mime="image/jpeg",
        suffix=".jpg",
        size_bytes=1,
        width_px=1,
        height_px=1,
        ingested_at=NOON,
        **parts,
    )


@pytest.mark.parametrize(
    ("printed", "known"),
    [
        (Credit(distributor="Keystone"), {"distributor": "Keystone", "agency": "EPA"}),
        (Credit(agency="Keystone"), {"distributor": "Keystone", "agency": "EPA"}),
        (Credit(distributor="KEYSTONE"), {"agency": "Keystone"}),
        (Credit(agency="EPA"), {"distributor": "Keystone", "agency": "EPA"}),
        (Credit(distributor="Keystone", agency="EPA"), {"agency": "EPA"}),
        (Credit(distributor="Keystone", agency="AP"), {"distributor": "Keystone"}),
        (Credit(agency="AP", photographer="N. Muster"), {}),
        (Credit(photographer="N. Muster"), {"agency": "EPA"}),
        (Credit(photographer="N. MUSTER"), {"photographer": "Nora Muster"}),
        (Credit(photographer="Andre Muller"), {"photographer": "André Müller"}),
        (Credit(photographer="Nora Muster"), {"photographer": "Nora Muster, Beat Beispiel"}),
        (Credit(agency="Epa-Efe"), {"agency": "EPA"}),
        (Credit(), {"agency": "EPA"}),
    ],
)
def test_silence_and_other_spellings_are_no_contradiction(printed: Credit, known: dict[str, str]) -> None:
    assert find_contradiction(printed, asset(**known), REGISTRY) is None


@pytest.mark.parametrize(
    ("printed", "known", "words"),
    [
        (Credit(agency="AP"), {"agency": "EPA"}, "comes from EPA"),
        (Credit(distributor="Keystone", agency="AP"), {"distributor": "Keystone", "agency": "EPA"}, "comes from EPA"),
        (Credit(distributor="Keystone"), {"agency": "EPA"}, "comes from EPA"),
        (Credit(distributor="IMAGO"), {"distributor": "Keystone", "agency": "EPA"}, "Keystone passed it on"),
        (Credit(distributor="IMAGO"), {"distributor": "Keystone"}, "Keystone passed it on"),
        (Credit(agency="EPA", photographer="Beat Beispiel"), {"photographer": "Nora Muster"}, "Nora Muster made it"),
    ],
)
def test_another_name_is_a_contradiction(printed: Credit, known: dict[str, str], words: str) -> None:
    against = find_contradiction(printed, asset(**known), REGISTRY)
    assert against is not None
    assert words in against.say()
