"""Typed settings, read once by an entry point and passed on; environment variables begin with PHOTODESK_."""

import os
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

import platformdirs
from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from library.errors import SettingsError

DataMining = Literal[
    "DMI-UNSPECIFIED",
    "DMI-ALLOWED",
    "DMI-PROHIBITED",
    "DMI-PROHIBITED-AIMLTRAINING",
    "DMI-PROHIBITED-GENAIMLTRAINING",
    "DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING",
    "DMI-PROHIBITED-SEECONSTRAINT",
    "DMI-PROHIBITED-SEEEMBEDDEDRIGHTSEXPR",
    "DMI-PROHIBITED-SEELINKEDRIGHTSEXPR",
]
"""Codes of the PLUS vocabulary (http://ns.useplus.org/LDF/ldf-XMPSpecification#DataMining)."""


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Settings(BaseSettings):
    """Hold what an installation can choose.

    Args:
        home: folder of catalogue and media; default: the platform's user data folder.
        database_url: SQLAlchemy URL of the catalogue; None: an SQLite file in home.
        storage_url: where bytes lie, as "file:///folder" or "memory:"; None: a folder in home.
        workers: processes that read files side by side; default: one a core.
        language: language of the screens, "en" or "de"; None: as the browser asks.
        caption_language: language of the captions that people write into an asset's field `caption`.
        time_zone: IANA name of the newsroom's time zone, for moments delivered without a zone.
        outlet: name of the newsroom's title, as written into the usage ledger.
        territory: ISO 3166 alpha-2 code of the country where the outlet appears.
        house_style: name of the style that credits are printed in.
        public_url: address under which the pictures of exported galleries will lie; None: one that never answers.
        data_mining: what public copies say of data mining where their source says nothing, a code of the PLUS
            vocabulary as "DMI-PROHIBITED-AIMLTRAINING"; None: nothing.
        user: who is named in the history where nobody is signed in.
    """

    model_config = SettingsConfigDict(env_prefix="PHOTODESK_", frozen=True, extra="forbid")

    home: Path = Field(default_factory=lambda: platformdirs.user_data_path("photodesk", appauthor=False))
    database_url: str | None = None
    storage_url: str | None = None
    workers: int = Field(default_factory=_cores, ge=1, le=64)
    language: Literal["en", "de"] | None = None
    caption_language: Literal["de", "fr", "it", "en"] = "de"
    time_zone: str = "Europe/Zurich"
    outlet: str = "Morgenpost"
    territory: str = Field(default="CH", pattern=r"^[A-Z]{2}$")
    house_style: str = "bild"
    public_url: str | None = None
    data_mining: DataMining | None = None
    user: str = Field(default_factory=lambda: os.environ.get("USER") or os.environ.get("USERNAME") or "desk")

    @field_validator("home")
    @classmethod
    def _absolute(cls, value: Path) -> Path:
        return value.expanduser().absolute()

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (KeyError, ValueError, OSError) as error:
            raise ValueError(f"{value} is no time zone") from error
        return value

    @property
    def zone(self) -> ZoneInfo:
        """Give the newsroom's time zone."""
        return ZoneInfo(self.time_zone)

    @property
    def catalogue_url(self) -> str:
        """Give the SQLAlchemy URL of the catalogue."""
        return self.database_url or f"sqlite:///{self.home / 'catalogue.sqlite'}"

    @property
    def media_url(self) -> str:
        """Give the URL of the blob store."""
        return self.storage_url or (self.home / "media").as_uri()


def read_settings() -> Settings:
    """Read the settings from the environment.

    Raises:
        SettingsError: a variable holds a value that cannot be used.
    """
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "PHOTODESK_" + "_".join(str(part) for part in first["loc"]).upper()
        raise SettingsError(f"{name}: {first['msg']}") from error
