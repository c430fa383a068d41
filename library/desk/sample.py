"""The sample newsroom: pictures, clips and an article of our own making, brought in as a newsroom brings in its own."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import func
from sqlmodel import col, select

from library.catalogue.database import reading
from library.catalogue.models import Asset
from library.desk.articles import import_article
from library.desk.galleries import NewGallery, create_gallery
from library.desk.ingest import IngestReport, Progress, ingest
from library.desk.publish import publish
from library.desk.workspace import Workspace
from library.errors import InvalidInput
from library.findings import CODES

_ACCEPTED = dict.fromkeys(CODES, "Sample newsroom: the audit is to have something to find")


@dataclass(frozen=True, slots=True)
class SampleReport:
    """What the sample newsroom brought.

    Args:
        ingest: what became of the files.
        articles: articles imported.
        galleries: galleries published.
    """

    ingest: IngestReport
    articles: int
    galleries: int


def is_empty(workspace: Workspace) -> bool:
    """Tell whether the catalogue holds no asset yet."""
    with reading(workspace.engine) as session:
        return session.exec(select(func.count()).select_from(Asset)).one() == 0


def load_sample(
    workspace: Workspace, folder: Path, *, by: str, now: datetime, progress: Progress | None = None
) -> SampleReport:
    """Bring the sample newsroom in: every file of the folder, its articles, and galleries that went out days ago.

    Args:
        folder: holds pictures and clips at any depth, and articles as article*.txt or article*.html.
        now: the moment the newsroom is to look like; files arrived six days before.
        progress: told after each file.

    Raises:
        InvalidInput: the folder holds no picture.
    """
    report = ingest(workspace, [folder], by=by, now=now - timedelta(days=6), progress=progress)
    if not report.results:
        raise InvalidInput(
            f"{folder} holds no pictures", hint="Draw the sample pictures first, or bring in pictures of your own."
        )
    # An article may lie there in several forms; one of them is enough.
    forms = [path for suffix in ("html", "txt") for path in sorted(folder.glob(f"article*.{suffix}"))]
    pages = list({path.stem: path for path in forms}.values())
    galleries = 0
    for page in pages:
        article = import_article(workspace, page, by=by, now=now - timedelta(days=1))
        galleries += article.linked > 0 and _send_out(workspace, article.gallery_id, by=by, now=now - timedelta(days=1))
    for title, asset_ids, days_ago in _plans(workspace):
        gallery = create_gallery(
            workspace, NewGallery(title, asset_ids=asset_ids), by=by, now=now - timedelta(days=days_ago)
        )
        if days_ago:
            galleries += _send_out(workspace, gallery, by=by, now=now - timedelta(days=days_ago))
    return SampleReport(report, len(pages), galleries)


def _send_out(workspace: Workspace, gallery_id: int, *, by: str, now: datetime) -> bool:
    """Publish a gallery with what its checks find, so that the audit has something to find as well."""
    publish(workspace, gallery_id, accept=_ACCEPTED, by=by, now=now)
    return True


def _plans(workspace: Workspace) -> list[tuple[str, tuple[int, ...], int]]:
    """Plan the galleries: title, pictures, days since it went out; 0 for one that is still a draft."""
    with reading(workspace.engine) as session:
        photos = session.exec(select(Asset).where(Asset.kind == "photo").order_by(col(Asset.id))).all()
    clear = [asset.id for asset in photos if asset.credit_state == "clear" and not asset.restrictions and asset.id]
    nameless = [asset.id for asset in photos if asset.credit_state == "missing" and asset.id]
    limited = [asset.id for asset in photos if asset.restrictions and asset.id]
    spread = clear[:: max(len(clear) // 18, 1)]
    plans = [
        ("Bilder der Woche", (*spread[:5], *nameless[:1], *limited[:2]), 4),
        ("Der Tag in Bildern", (*spread[5:11], *limited[2:3]), 2),
        ("Für morgen", tuple(spread[11:17]), 0),
    ]
    return [(title, ids, days_ago) for title, ids, days_ago in plans if ids]
