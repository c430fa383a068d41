"""Publishing: the gallery is frozen as a document, and its uses are written into the ledger, together or not at all."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import Final

from sqlmodel import Session, col, select

from library.catalogue.database import reading, writing
from library.catalogue.models import Gallery, Usage
from library.desk.documents import Material, draft_document, gather, get_gallery_row, moment_text
from library.desk.gallery_view import check_material
from library.desk.history import begin_step
from library.desk.workspace import Workspace
from library.errors import InvalidInput, NotFound, PublishRefused
from library.findings import CODES, ENGLISH, LANGUAGES, Finding, phrase
from library.galleries import document as documents
from library.galleries.document import Acceptance, DocumentItem, GalleryDocument

MEDIA: Final = ("web", "print")
_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Publication:
    """What went out.

    Args:
        document: as frozen.
        digest: of its bytes in the store.
        uses: the lines written into the ledger.
        accepted: the findings that would have stopped it and were accepted.
    """

    document: GalleryDocument
    digest: str
    uses: tuple[Usage, ...]
    accepted: tuple[Finding, ...]


def publish(
    workspace: Workspace,
    gallery_id: int,
    *,
    accept: Mapping[str, str] = _NOTHING,
    medium: str = "web",
    by: str,
    now: datetime,
) -> Publication:
    """Freeze a gallery and write its uses into the ledger.

    A gallery published again adds a line only for what differs from its newest one: another picture, credit or
    caption is a correction, the same once more is no second use.

    Args:
        accept: finding code -> why it may go out nevertheless; kept in the document with the name of who decided.
        medium: "web" or "print".

    Raises:
        PublishRefused: the checks found errors that nobody accepted.
        InvalidInput: an unknown medium or code, or an acceptance without a reason.
        NotFound: there is no such gallery.
    """
    accepted = _acceptances(accept, by)
    if medium not in MEDIA:
        raise InvalidInput(f"{medium!r} is no medium", hint=f"Choose one of {', '.join(MEDIA)}.")
    with writing(workspace.engine) as session:
        gallery = get_gallery_row(session, gallery_id, to_change=True)
        material = gather(session, gallery)
        findings = check_material(workspace, session, material, medium=medium, now=now)
        stopped = [finding for finding in findings if finding.severity == "error"]
        _refuse([finding for finding in stopped if finding.code not in accept], gallery)
        document = replace(
            draft_document(workspace, material, with_wanted=False),
            outlet=workspace.settings.outlet,
            medium=medium,
            published_at=moment_text(workspace, now),
            published_by=by,
            accepted=tuple(each for each in accepted if each.code in {finding.code for finding in stopped}),
        )
        if not document.items:
            raise PublishRefused(
                f"Gallery {gallery_id} shows no picture", hint="Link the wanted items, or show hidden ones."
            )
        # The blob first: a document without its rows harms nobody, rows without their document would.
        digest = workspace.store.put_bytes("documents", documents.dump(document)).digest
        uses = _write_uses(workspace, session, material, document, digest)
        step = begin_step(session, "publish", by=by, now=now)
        step.set(gallery, state="published", document_digest=digest, published_at=now)
        for acceptance in document.accepted:
            step.note(gallery, "accepted", None, {"code": acceptance.code, "why": acceptance.why})
        gallery.changed_at = now
    return Publication(document, digest, uses, tuple(finding for finding in stopped if finding.code in accept))


def read_published(workspace: Workspace, gallery_id: int) -> GalleryDocument:
    """Read the document of a gallery's newest publication.

    Raises:
        NotFound: there is no such gallery, or it was never published.
        BlobMissing: the store lost it.
    """
    with reading(workspace.engine) as session:
        gallery = get_gallery_row(session, gallery_id)
    if gallery.document_digest is None:
        raise NotFound(f"Gallery {gallery_id} was never published", hint="Publish it first, or export it as it is.")
    return documents.load(workspace.store.read("documents", gallery.document_digest))


def _acceptances(accept: Mapping[str, str], by: str) -> tuple[Acceptance, ...]:
    for code, why in accept.items():
        if code not in CODES:
            raise InvalidInput(f"{code} is no code of a finding", hint="Give the code that stands before the finding.")
        if not why.strip():
            raise InvalidInput(f"{code} cannot be accepted without a reason", hint="Say in a few words why.")
    if accept and not by.strip():
        raise InvalidInput("Somebody has to accept the findings by name", hint="Say who you are.")
    return tuple(Acceptance(code, by, why.strip()) for code, why in sorted(accept.items()))


def _refuse(stopping: list[Finding], gallery: Gallery) -> None:
    if not stopping:
        return
    codes = ", ".join(sorted({finding.code for finding in stopping}))
    said = {language: _refusal(gallery, stopping, language) for language in LANGUAGES}
    raise PublishRefused(
        said[ENGLISH],
        hint=f"Settle these findings, or accept them by code with a reason ({codes}).",
        reasons=said,
    )


def _refusal(gallery: Gallery, stopping: list[Finding], language: str) -> str:
    reasons = " ".join(f"[{finding.code}] {finding.observed.say(language)}" for finding in stopping)
    return phrase("words.refused", title=gallery.title, reasons=reasons).say(language)


def _write_uses(
    workspace: Workspace, session: Session, material: Material, document: GalleryDocument, digest: str
) -> tuple[Usage, ...]:
    known = _newest_uses(session, material.gallery, document)
    written = []
    for item in document.items:
        usage = _usage(workspace, material, document, item, digest)
        if item.uid in known and _is_same(known[item.uid], usage):
            continue
        session.add(usage)
        written.append(usage)
    session.flush()
    return tuple(written)


def _newest_uses(session: Session, gallery: Gallery, document: GalleryDocument) -> dict[str, Usage]:
    lines = session.exec(
        select(Usage)
        .where(Usage.gallery_id == gallery.id, Usage.outlet == document.outlet, Usage.medium == document.medium)
        .order_by(col(Usage.id))
    )
    return {line.item_uid: line for line in lines if line.item_uid}


def _usage(
    workspace: Workspace, material: Material, document: GalleryDocument, item: DocumentItem, digest: str
) -> Usage:
    return Usage(
        asset_id=item.asset_id or 0,
        article_id=material.gallery.article_id,
        gallery_id=material.gallery.id,
        item_uid=item.uid,
        outlet=document.outlet or "",
        territory=workspace.settings.territory,
        medium=document.medium or "",
        used_at=datetime.fromisoformat(document.published_at or ""),
        credit_line=item.credit.printed.strip() or None,
        agency=item.credit.agency,
        distributor=item.credit.distributor,
        photographer=item.credit.photographer,
        caption=item.caption or None,
        document_digest=digest,
        recorded_by=document.published_by or "",
    )


def _is_same(line: Usage, usage: Usage) -> bool:
    parts = ("asset_id", "credit_line", "caption", "agency", "distributor", "photographer")
    return all(getattr(line, part) == getattr(usage, part) for part in parts)
