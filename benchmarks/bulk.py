"""How long one change of many pictures takes, beside saving them one after the other.

Run: python -m benchmarks.bulk [--assets 500]
"""

import argparse
import hashlib
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from library.captions.find_replace import Search
from library.captions.stationery import PadLine
from library.catalogue.database import open_database, writing
from library.catalogue.layers import refresh
from library.catalogue.models import Asset
from library.catalogue.search import index_asset
from library.desk.bulk import apply_bulk, mixed_values, preview
from library.desk.bulk_plan import BulkChange
from library.desk.curate import edit_asset
from library.desk.history import undo
from library.desk.workspace import Workspace
from library.settings import Settings
from library.storage.memory import MemoryStore

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
WORDS = "An employee loads parcels onto a van at the depot in the early hours of a winter morning"
CHANGE = BulkChange(
    values={"photographer": "Anna Muster", "keywords": ["depot", "parcels"]},
    pad=(PadLine("caption", "{city}, {date:%d.%m.%Y}: no. {sequence:03}"),),
    search=Search(r"\bno\. 0*", "Nr. ", is_regex=True),
)


def main() -> None:
    """Print the timings as a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--assets", type=int, default=500)
    count = parser.parse_args().assets
    with tempfile.TemporaryDirectory() as folder:
        workspace = make_workspace(Path(folder), count)
        ids = list(range(1, count + 1))
        print(f"{count:,} pictures, 3 fields each with variables and an expression")
        print(f"  mixed values            {timed(lambda: mixed_values(workspace, ids)):8.2f} s")
        print(f"  preview of all          {timed(lambda: preview(workspace, ids, CHANGE)):8.2f} s")
        steps: list[str] = []
        seconds = timed(lambda: steps.append(apply_bulk(workspace, ids, CHANGE, by="bench", now=NOW).step or ""))
        print(f"  apply_bulk              {seconds:8.2f} s")
        print(f"  undo                    {timed(lambda: undo(workspace, steps[0], by='bench', now=NOW)):8.2f} s")
        plans = {item.asset.id or 0: item.decisions for item in preview(workspace, ids, CHANGE).items}
        loop = timed(lambda: save_each(workspace, plans))
        print(f"  edit_asset in a loop    {loop:8.2f} s    {loop / seconds:.1f} times as long")
        workspace.close()


def save_each(workspace: Workspace, plans: dict[int, dict[str, object]]) -> None:
    """Save the same values picture by picture."""
    for asset_id, values in plans.items():
        edit_asset(workspace, asset_id, values, by="bench", now=NOW)


def timed(work: Callable[[], object]) -> float:
    """Give the seconds that something takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def make_workspace(folder: Path, count: int) -> Workspace:
    """Make a catalogue in a file with so many pictures."""
    settings = Settings(home=folder, user="bench")
    workspace = Workspace(open_database(settings.catalogue_url), MemoryStore(), settings)
    with writing(workspace.engine) as session:
        for number in range(count):
            asset = Asset(
                digest=hashlib.sha256(str(number).encode()).hexdigest(),
                kind="photo",
                format="JPEG",
                mime="image/jpeg",
                suffix=".jpg",
                size_bytes=1000,
                width_px=1600,
                height_px=1067,
                created_at=NOW,
                ingested_at=NOW,
                file_name=f"{number}.jpg",
                delivered={"description": f"{WORDS} {number}", "city": f"Town {number % 7}", "keywords": ["winter"]},
                proposed={"agency": {"value": "EPA", "rule": "bench", "evidence": []}},
            )
            refresh(asset)
            session.add(asset)
            session.flush()
            index_asset(session, asset)
    return workspace


if __name__ == "__main__":
    main()
