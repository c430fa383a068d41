"""The sample newsroom: pictures, clips and an article of our own making, brought in as a newsroom brings in its own."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import func
from sqlmodel import col, select

from library.captions.lint import guess_language
from library.catalogue.database import reading
from library.catalogue.models import Asset
from library.desk.articles import import_article
from library.desk.galleries import NewGallery, create_gallery, edit_item
from library.desk.gallery_view import get_gallery
from library.desk.ingest import ingest
from library.desk.ingest_report import IngestReport, Progress
from library.desk.publish import publish
from library.desk.workspace import Workspace
from library.errors import InvalidInput
from library.findings import CODES
from library.rights.breaches import Use, find_breaches

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
    galleries += sum(_carry_out(workspace, plan, by=by, now=now) for plan in _plans(workspace))
    return SampleReport(report, len(pages), galleries)


@dataclass(frozen=True, slots=True)
class _Plan:
    """A gallery of the sample newsroom.

    Args:
        days_ago: when it went out; 0 for one that is still a draft, without captions.
        wrong_credit: printed under its first picture; None: the credit in house style.
    """

    title: str
    assets: tuple[Asset, ...]
    days_ago: int
    wrong_credit: str | None = None


def _carry_out(workspace: Workspace, plan: _Plan, *, by: str, now: datetime) -> bool:
    """Build a planned gallery and tell whether it went out."""
    then = now - timedelta(days=plan.days_ago)
    asset_ids = tuple(asset.id for asset in plan.assets if asset.id)
    gallery = create_gallery(workspace, NewGallery(plan.title, asset_ids=asset_ids), by=by, now=then)
    if not plan.days_ago:
        return False
    for place, view in enumerate(get_gallery(workspace, gallery).items):
        texts = {"caption": view.asset.caption if view.asset else None}
        if plan.wrong_credit and not place:
            texts["credit_line"] = plan.wrong_credit
        edit_item(workspace, view.item.id or 0, texts, by=by, now=then)
    return _send_out(workspace, gallery, by=by, now=then)


def _send_out(workspace: Workspace, gallery_id: int, *, by: str, now: datetime) -> bool:
    """Publish a gallery with what its checks find, so that the audit has something to find as well."""
    publish(workspace, gallery_id, accept=_ACCEPTED, by=by, now=now)
    return True


def _plans(workspace: Workspace) -> list[_Plan]:
    """Plan galleries with a little of everything that an audit finds: no credit, a wrong one, a use that was barred."""
    with reading(workspace.engine) as session:
        photos = session.exec(select(Asset).where(Asset.kind == "photo").order_by(col(Asset.id))).all()
    use = Use(territory=workspace.settings.territory, medium="web")
    written = workspace.settings.caption_language
    photos = sorted(photos, key=lambda asset: guess_language(asset.caption or "") != written)  # what readers understand
    clear = [asset for asset in photos if asset.credit_state == "clear" and not asset.restrictions]
    nameless = [asset for asset in photos if asset.credit_state == "missing"]
    barred = [asset for asset in photos if find_breaches(asset.restrictions, use)]
    limited = [asset for asset in photos if asset.restrictions and asset not in barred]
    week, day = clear[:5], clear[5:11]
    rest = clear[11:]
    plans = [
        _Plan("Bilder der Woche", (*week, *nameless[:1], *limited[:2]), 4),
        _Plan("Der Tag in Bildern", (*day, *barred[:1]), 2, wrong_credit="Bild: www.imago-images.de"),
        _Plan("Für morgen", tuple(rest[:: max(len(rest) // 6, 1)][:6]), 0),
    ]
    return [plan for plan in plans if plan.assets]
