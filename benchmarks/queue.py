"""The queue and the replay over a catalogue of 100,000 pictures, each beside the least that such work can take.

The queue is compared with fetching the open rows from the database and doing nothing with them; the replay with the
reading of the same pictures without a catalogue, in seconds of CPU. The bounds that a run should keep are printed
beside the ratios.

Run: python -m benchmarks.queue [--assets 100000]
"""

import argparse
import hashlib
import json
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import insert
from sqlmodel import col, select

from library.catalogue.database import open_database, reading, writing
from library.catalogue.layers import refresh
from library.catalogue.models import Asset, Delivery, SearchDoc
from library.credits.registry import load_registry
from library.desk.agency_file import registry_with
from library.desk.describe import proposed_layer
from library.desk.history import undo
from library.desk.queue import OPEN_STATES, find_groups
from library.desk.replay import apply_file, replay
from library.desk.settle import lesson_of, settle, try_file
from library.desk.workspace import Workspace
from library.media.metadata import from_json
from library.settings import Settings
from library.storage.memory import MemoryStore

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
SAMPLE = 4_000
QUEUE_BOUND, REPLAY_BOUND, NAME_BOUND = 4.0, 2.0, 3.0
MARK = "0123456"
WORDS = f"People cross a bridge over the river in the old town on a winter morning, frame {MARK}."
# What a desk's pictures say of their credit; an eighth of them carries a name that nobody knows.
KINDS: tuple[dict[str, Any], ...] = (
    {"credit_line": "KEYSTONE/EPA/Ann Muster", "description": f"epa11421544 {WORDS} EPA/ANN MUSTER"},
    {"credit_line": "AP", "creator": ["Rolf Beispiel"], "description": f"{WORDS} (AP Photo/Rolf Beispiel)"},
    {
        "credit_line": "REUTERS",
        "creator": ["Eva Probe"],
        "source": "X00514",
        "description": f"{WORDS} REUTERS/Eva Probe",
    },
    {"credit_line": "picture alliance/dpa | Max Versuch", "instructions": "NO SALES", "description": WORDS},
    {"credit_line": "IMAGO/Lea Zeuge", "usage_terms": "Editorial use only", "description": WORDS},
    {"credit_line": "Nordlichtbild", "creator": ["Urs Exempel"], "description": WORDS},
    {"credit_line": "picture alliance", "description": WORDS},
    {"description": WORDS, "camera": "Canon EOS R5"},
)


def main() -> None:
    """Print the timings with their ratios and bounds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--assets", type=int, default=100_000)
    count = parser.parse_args().assets
    with tempfile.TemporaryDirectory() as folder:
        workspace = make_workspace(Path(folder), count)
        print(f"{count:,} pictures, three eighths of them to credit")
        _time_queue(workspace)
        _time_replay(workspace, count)
        workspace.close()


def _time_queue(workspace: Workspace) -> None:
    fetched = min(_timed(lambda: _fetch_open(workspace)) for _ in range(3))
    grouped = min(_timed(lambda: find_groups(workspace)) for _ in range(3))
    group = find_groups(workspace)[0]
    print(f"  fetch the open rows       {fetched:8.2f} s")
    print(f"  queue in groups           {grouped:8.2f} s    {grouped / fetched:.1f} times, bound {QUEUE_BOUND:.0f}")
    steps: list[str] = []
    seconds = _timed(lambda: steps.append(settle(workspace, group.key, {"agency": "AP"}, by="bench", now=NOW)))
    print(f"  settle {group.count:<6,} pictures    {seconds:8.2f} s    {group.count / seconds:,.0f} pictures a second")
    print(f"  undo                      {_timed(lambda: undo(workspace, steps[0], by='bench', now=NOW)):8.2f} s")


def _time_replay(workspace: Workspace, count: int) -> None:
    registry = load_registry()
    records = [from_json(kind) for kind in islice(_numbered(), SAMPLE)]
    alone = _timed(lambda: [proposed_layer(record, registry) for record in records]) * count / SAMPLE
    file = lesson_of(workspace, "Nordlichtbild", {"agency": "Nordlicht"})
    found: list[int] = []
    dry = _timed(lambda: found.append(replay(workspace, registry_with(workspace, file)).changed))
    tried = _timed(lambda: found.append(try_file(workspace, file).changed))
    print(f"  read without a catalogue  {alone:8.2f} s    {count / alone:,.0f} pictures a second")
    print(f"  replay, dry run           {dry:8.2f} s    {dry / alone:.1f} times, bound {REPLAY_BOUND:.0f}")
    print(f"  one name, dry run         {tried:8.2f} s    {dry / tried:.1f} times as fast, bound {NAME_BOUND:.0f}")
    if len(set(found)) > 1:
        raise SystemExit(f"the dry runs disagree: {found}")
    steps: list[str | None] = []
    applied = _timed(lambda: steps.append(apply_file(workspace, file, by="bench", now=NOW).step))
    print(f"  replay, {found[0]:<6,} changed    {applied:8.2f} s")
    print(f"  undo                      {_timed(lambda: undo(workspace, steps[0] or '', by='bench', now=NOW)):8.2f} s")


def _fetch_open(workspace: Workspace) -> int:
    with reading(workspace.engine) as session:
        rows = session.exec(
            select(Asset.id, Asset.credit_state, Asset.proposed).where(col(Asset.credit_state).in_(OPEN_STATES))
        ).all()
    return len(rows)


def _timed(work: Callable[[], object]) -> float:
    """Give the seconds of CPU that something takes, which other load on the machine changes less than the clock."""
    start = time.process_time()
    work()
    return time.process_time() - start


def _numbered() -> Iterator[dict[str, Any]]:
    """Yield what pictures say, each with a number of its own, as captions differ."""
    texts = [json.dumps(kind) for kind in KINDS]
    number = 0
    while True:
        yield json.loads(texts[number % len(texts)].replace(MARK, f"{number:07}"))
        number += 1


def make_workspace(folder: Path, count: int) -> Workspace:
    """Make a catalogue in a file with so many pictures; what is proposed is read once a kind and numbered."""
    settings = Settings(home=folder, user="bench")
    workspace = Workspace(open_database(settings.catalogue_url), MemoryStore(), settings)
    plain = [json.dumps(_row(kind), default=str) for kind in KINDS]
    with writing(workspace.engine) as session:
        for start in range(0, count, 5_000):
            numbers = range(start, min(start + 5_000, count))
            rows = [json.loads(plain[number % len(plain)].replace(MARK, f"{number:07}")) for number in numbers]
            for number, row in zip(numbers, rows, strict=True):
                digest = hashlib.sha256(str(number).encode()).hexdigest()
                row |= {"id": number + 1, "digest": digest, "file_name": f"{number}.jpg", "ingested_at": NOW}
            came = [
                {"asset_id": row["id"], "file_name": row["file_name"], "uploader": "bench", "delivered_at": NOW}
                for row in rows
            ]
            documents = [
                {"asset_id": row["id"], "terms": f"{row['description']} {row['credit_line']}".lower()} for row in rows
            ]
            for table, values in ((Asset, rows), (Delivery, came), (SearchDoc, documents)):
                session.connection().execute(insert(table), values)
    return workspace


def _row(kind: dict[str, Any]) -> dict[str, Any]:
    """Give the columns of a picture that says so."""
    asset = Asset(
        digest="", kind="photo", format="JPEG", mime="image/jpeg", suffix=".jpg", size_bytes=1000, width_px=1600,
        height_px=1067, ingested_at=NOW, file_name="", delivered=kind,
        proposed=proposed_layer(from_json(kind), load_registry()),
    )  # fmt: skip
    refresh(asset)
    return asset.model_dump(exclude={"id", "ingested_at"})


if __name__ == "__main__":
    main()
