"""What readers say of damaged files has its sentence in every language."""

import pytest

from library.ui import damage
from library.ui.translation import LANGUAGES, translate


@pytest.mark.parametrize(
    ("told", "key"),
    [
        ("the picture data end early; about 40 % of the height is missing", "missing"),
        ("the picture data end early; what there is of it is coarse", "coarse"),
        ("a.jpg is damaged: the picture data cannot be decoded.", "lost"),
        ("a.png begins like a PNG file, but its header is damaged.", "lost"),
        ("It takes more than 5 s of computing to read, so it is no honest file.", "heavy"),
        ("a.png says it is 60000 x 60000 pixels; photodesk opens at most 300 megapixels.", "heavy"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_damage_has_its_sentence(told: str, key: str, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(damage, "t", lambda name, **values: translate(name, language, **values))
    expected = translate(f"damage.words.{key}", language, share="40")
    assert damage.damage_words(told) == expected
    assert "{" not in expected
