"""Captions and credits held against the rules of the newsroom's outlet: of a gallery's items, and of assets."""

from collections.abc import Iterable, Iterator, Sequence

from sqlmodel import col, select

from library.captions.lint import CaptionedPicture, lint
from library.captions.outlets import Outlets
from library.catalogue.database import reading
from library.catalogue.layers import written_captions
from library.catalogue.models import Asset
from library.credits.records import CreditFields
from library.credits.registry import Registry
from library.desk.agencies import registry_of
from library.desk.contradictions import find_contradiction
from library.desk.documents import Material
from library.desk.house import credit_text
from library.desk.outlets import outlets_of, rules_in
from library.desk.reading import read_credit
from library.desk.workspace import Workspace
from library.errors import NotFound
from library.findings import Finding, observe, phrase
from library.galleries.document import DocumentItem, GalleryDocument

_BATCH = 500  # ids in one question to the catalogue


def lint_items(workspace: Workspace, material: Material, document: GalleryDocument) -> list[Finding]:
    """Check what is said under the pictures of a gallery, and the credits written for this gallery alone."""
    outlets = outlets_of(workspace)
    rules = rules_in(workspace, document.language, outlets)
    own_credits = {item.uid: item.credit_line for item in material.items if item.credit_line}
    own_alts = {item.uid for item in material.items if item.alt_text}
    found: list[Finding] = []
    for item in document.items:
        if item.is_wanted:  # it is not printed, so its words may still change
            continue
        own = own_credits.get(item.uid)
        alt_of = material.assets.get(item.asset_id or 0) if item.uid not in own_alts else None
        found += lint(_of_item(item, alt_of, has_own_credit=own is not None), rules)
        found += _translations(workspace, item, outlets)
        if own is not None and item.asset_id is not None:
            asset = material.assets[item.asset_id]
            found += _contradiction(own, item, asset, registry_of(workspace))
    return found


def lint_assets(workspace: Workspace, asset_ids: Sequence[int] | None = None) -> tuple[Finding, ...]:
    """Check credits of assets, and the captions and alternative texts that people wrote for them.

    Args:
        asset_ids: which; None: all.

    Returns:
        Findings by asset, in the order asked for, else by number; subjects are "asset:12".

    Raises:
        NotFound: there is no asset of one of the numbers.
    """
    outlets = outlets_of(workspace)
    with reading(workspace.engine) as session:
        if asset_ids is None:
            rows: Iterable[Asset] = session.exec(
                select(Asset).order_by(col(Asset.id)).execution_options(yield_per=_BATCH)
            )
            return tuple(finding for asset in rows for finding in _of_asset(workspace, asset, outlets))
        known: dict[int, Asset] = {}
        for start in range(0, len(asset_ids), _BATCH):
            wanted = select(Asset).where(col(Asset.id).in_(asset_ids[start : start + _BATCH]))
            known |= {asset.id: asset for asset in session.exec(wanted) if asset.id is not None}
        if missing := [one for one in asset_ids if one not in known]:
            raise NotFound(f"There is no asset {missing[0]}", hint="Look for it: photodesk search WORDS")
        return tuple(finding for one in asset_ids for finding in _of_asset(workspace, known[one], outlets))


def _translations(workspace: Workspace, item: DocumentItem, outlets: Outlets) -> Iterator[Finding]:
    """Check the captions of an item in further languages, each by the rules of its own."""
    for language, text in item.translations.items():
        who = phrase("words.item_in", position=item.position, language=phrase(f"words.language.of_{language}"))
        picture = CaptionedPicture(f"item:{item.uid}", who, caption=text, agency_text=item.agency_text)
        yield from lint(picture, rules_in(workspace, language, outlets))


def _of_item(item: DocumentItem, alt_of: Asset | None, *, has_own_credit: bool) -> CaptionedPicture:
    """Give what is said under an item.

    Args:
        alt_of: the asset whose alternative text serves the item; None: it has one of its own.
    """
    credit = item.credit
    return CaptionedPicture(
        subject=f"item:{item.uid}",
        who=phrase("words.item", position=item.position),
        caption=item.caption,
        alt_text=item.alt_text,
        is_alt_draft=alt_of is not None and "alt_text" not in alt_of.decided,
        agency_text=item.agency_text,
        credit=credit.printed,
        # A line written for this gallery is what a person wanted.
        houses="" if has_own_credit else _joined(credit.distributor, credit.agency),
        people=_joined(credit.photographer, credit.provider),
    )


def _contradiction(line: str, item: DocumentItem, asset: Asset, registry: Registry) -> list[Finding]:
    against = find_contradiction(read_credit(CreditFields(credit=line), registry), asset, registry)
    if against is None:
        return []
    words = {"line": line, "position": item.position, "contradiction": against}
    return [observe("CRD002", "warning", f"item:{item.uid}", "item", **words)]


def _of_asset(workspace: Workspace, asset: Asset, outlets: Outlets) -> tuple[Finding, ...]:
    """Check one asset; a text that a rule proposed is the agency's, and no writing of the desk."""
    printed = credit_text(workspace, asset) or ""
    picture = CaptionedPicture(
        subject=f"asset:{asset.id}",
        who=phrase("words.asset", name=asset.file_name),
        caption=str(asset.decided.get("caption") or ""),
        alt_text=str(asset.decided.get("alt_text") or ""),
        agency_text=asset.description or "",
        credit=printed,
        houses=_joined(asset.distributor, asset.agency),
        people=_joined(asset.photographer, asset.provider),
    )
    rules = rules_in(workspace, workspace.settings.caption_language, outlets)
    found = (*lint(picture, rules), *_asset_translations(workspace, asset, outlets))
    if printed:
        return found
    return (observe("CRD001", "error", picture.subject, "asset", name=asset.file_name), *found)


def _asset_translations(workspace: Workspace, asset: Asset, outlets: Outlets) -> Iterator[Finding]:
    own = workspace.settings.caption_language
    for language, text in written_captions(asset, own).items():
        if language != own:
            name = phrase(f"words.language.of_{language}")
            who = phrase("words.asset_in", name=asset.file_name, language=name)
            picture = CaptionedPicture(f"asset:{asset.id}", who, caption=text, agency_text=asset.description or "")
            yield from lint(picture, rules_in(workspace, language, outlets))


def _joined(*names: str | None) -> str:
    return "/".join(name for name in dict.fromkeys(names) if name)
