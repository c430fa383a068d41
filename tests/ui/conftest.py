"""What the tests of the screens share: a home of their own, pictures in it, and the desk with a page first."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from library.catalogue.database import writing
from library.catalogue.models import Delivery
from library.desk.workspace import Workspace, close_shared_workspace, open_workspace
from library.settings import read_settings
from tests.assets import add_asset

SCRIPT = "from library.ui.navigation import main\nmain(first={first!r})\n"
SECONDS = 30
ARRIVED = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Let the desk live where the fixture `workspace` has its catalogue."""
    for name in ("DATABASE_URL", "STORAGE_URL", "LANGUAGE"):
        monkeypatch.delenv(f"PHOTODESK_{name}", raising=False)
    monkeypatch.setenv("PHOTODESK_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PHOTODESK_USER", "Mara")
    monkeypatch.setenv("PHOTODESK_WORKERS", "1")
    yield tmp_path / "home"
    close_shared_workspace()


@pytest.fixture
def desk(home: Path) -> Iterator[Workspace]:
    """Open the same catalogue that the screens open."""
    workspace = open_workspace(read_settings())
    yield workspace
    workspace.close()


@pytest.fixture
def pictures(desk: Workspace) -> list[int]:
    """Put three pictures into the catalogue, each with its credit in another state; give their ids."""
    proposed = {
        "agency": {
            "value": "EPA",
            "rule": "known_house",
            "evidence": [{"part": "agency", "field": "credit", "start": 9, "end": 12, "text": "EPA"}],
        },
        "distributor": {"value": "KEYSTONE", "rule": "known_house", "evidence": []},
        "credit_state": {"value": "clear", "rule": "credit", "evidence": []},
        "restrictions": {"value": ["TERRITORY_OUT:CH"], "rule": "phrase", "evidence": []},
    }
    unclear = {"credit_state": {"value": "unclear", "rule": "credit", "evidence": []}}
    with writing(desk.engine) as session:
        assets = [
            add_asset(
                session,
                "train",
                ARRIVED,
                proposed=proposed,
                credit_line="KEYSTONE/EPA/JEON HEON-KYUN",
                headline="A train arrives",
            ),
            add_asset(session, "seal", ARRIVED, proposed=unclear, description="A seal <b>balances</b> a ball."),
            add_asset(session, "clip", ARRIVED, kind="video"),
        ]
        for asset in assets:
            session.add(
                Delivery(
                    asset_id=asset.id or 0,
                    file_name=asset.file_name,
                    folder="/feeds/keystone",
                    uploader="night desk",
                    delivered_at=ARRIVED,
                )
            )
        return [asset.id or 0 for asset in assets]


@pytest.fixture
def desk_app(home: Path) -> Callable[..., AppTest]:
    """Give the desk with a page first, not yet run."""

    def make(first: str = "library") -> AppTest:
        return AppTest.from_string(SCRIPT.format(first=first), default_timeout=SECONDS)

    return make
