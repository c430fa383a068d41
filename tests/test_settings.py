"""Settings come from the environment, and a wrong one names itself."""

from pathlib import Path

import pytest

from library.errors import SettingsError
from library.settings import read_settings


def test_home_holds_catalogue_and_media(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PHOTODESK_HOME", str(tmp_path))
    monkeypatch.delenv("PHOTODESK_DATABASE_URL", raising=False)
    settings = read_settings()
    assert settings.catalogue_url == f"sqlite:///{tmp_path / 'catalogue.sqlite'}"
    assert settings.media_url == (tmp_path / "media").as_uri()


def test_urls_override_the_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PHOTODESK_DATABASE_URL", "postgresql://desk@db/desk")
    monkeypatch.setenv("PHOTODESK_STORAGE_URL", "memory:")
    settings = read_settings()
    assert (settings.catalogue_url, settings.media_url) == ("postgresql://desk@db/desk", "memory:")


@pytest.mark.parametrize(
    ("name", "value"),
    [("PHOTODESK_WORKERS", "none"), ("PHOTODESK_TIME_ZONE", "Mars/Olympus"), ("PHOTODESK_LANGUAGE", "tlh")],
)
def test_a_wrong_setting_names_itself(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=name):
        read_settings()
