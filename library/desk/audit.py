"""Audit after publication: who was used where, and which uses lack a credit, contradict it or break a limit."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import func
from sqlmodel import Session, col, select

from library.catalogue.database import reading
from library.catalogue.models import Article, Asset, Delivery, Gallery, Usage
from library.credits.records import Credit, CreditFields
from library.credits.registry import Registry
from library.desk.agencies import registry_of
from library.desk.contradictions import find_contradiction, one_name
from library.desk.describe import read_credit
from library.desk.limits import aware, breaches_of
from library.desk.workspace import Workspace
from library.errors import InvalidInput
from library.findings import Finding, Phrase, observe, phrase
from library.rights.breaches import Use
from library.rights.language import load_language


@dataclass(frozen=True, slots=True)
class AuditedUse:
    """One line of the ledger with what is wrong with it.

    Args:
        used_on: day of publication in the newsroom's time zone.
        story: headline of the article, else title of the gallery.
        is_corrected: whether a newer line corrects it; it is listed, but neither counted nor judged.
        findings: what is wrong; empty when nothing is.
    """

    usage: Usage
    used_on: date
    asset: Asset
    story: str
    is_corrected: bool
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class AuditLine:
    """Uses counted for one agency, distributor or article.

    Args:
        name: "" where it is unknown.
        uses: uses that count; corrections replace what they correct.
        assets: different pictures among them.
        findings: how many findings they have.
    """

    name: str
    uses: int
    assets: int
    findings: int


@dataclass(frozen=True, slots=True)
class AuditReport:
    """What an audit found.

    Args:
        from_on: first day, None for the beginning.
        until_on: last day, None for today.
        agency: the agency or distributor asked for; None: all.
        uses: lines of the ledger, newest first.
        by_agency: most used first.
    """

    from_on: date | None
    until_on: date | None
    agency: str | None
    uses: tuple[AuditedUse, ...]
    by_agency: tuple[AuditLine, ...]
    by_distributor: tuple[AuditLine, ...]
    by_article: tuple[AuditLine, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, errors first, then the newest use first."""
        found = [finding for use in self.uses for finding in use.findings]
        return tuple(sorted(found, key=lambda finding: finding.severity != "error"))


def audit(
    workspace: Workspace,
    *,
    agency: str | None = None,
    outlet: str | None = None,
    from_on: date | None = None,
    until_on: date | None = None,
) -> AuditReport:
    """Read the ledger and hold every use against what was delivered.

    Args:
        agency: agency or distributor in any spelling; None: all.
        outlet: name of the title as the ledger has it; None: all.
        from_on: first day in the newsroom's time zone.
        until_on: last day, itself included.

    Raises:
        InvalidInput: the first day lies after the last.
    """
    if from_on and until_on and from_on > until_on:
        raise InvalidInput(f"{from_on} lies after {until_on}", hint="Give the earlier day as the first.")
    registry = registry_of(workspace)
    with reading(workspace.engine) as session:
        rows = _read_lines(session, *_moments(workspace, from_on, until_on))
        context = _Context(workspace, registry, _corrected(session), _first_uses(session), _arrivals(session))
    wanted = [
        row for row in rows if (agency is None or _names(registry, row[0], agency)) and outlet in {None, row[0].outlet}
    ]
    reader = _Reader(registry)
    uses = tuple(_audited(context, reader, *row) for row in wanted)
    return AuditReport(
        from_on=from_on,
        until_on=until_on,
        agency=agency,
        uses=uses,
        by_agency=_count(uses, [use.usage.agency or "" for use in uses]),
        by_distributor=_count(uses, [use.usage.distributor or "" for use in uses]),
        by_article=_count(uses, [use.story for use in uses]),
    )


_Row = tuple[Usage, Asset, str | None, str | None]


@dataclass(frozen=True, slots=True)
class _Context:
    """What a use is judged by.

    Args:
        corrected: ids of ledger lines that a newer one corrects.
        first_uses: the first line of the ledger for each asset that has several.
        arrivals: first delivery of each asset.
    """

    workspace: Workspace
    registry: Registry
    corrected: frozenset[int]
    first_uses: dict[int, Usage]
    arrivals: dict[int, datetime]


class _Reader:
    """Reads each printed credit once: a ledger prints the same few thousand lines again and again."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._read: dict[str, Credit] = {}

    def read(self, printed: str) -> Credit:
        """Read a printed credit line into its parts."""
        if printed not in self._read:
            self._read[printed] = read_credit(CreditFields(credit=printed), self._registry)
        return self._read[printed]


def _moments(
    workspace: Workspace, from_on: date | None, until_on: date | None
) -> tuple[datetime | None, datetime | None]:
    """Turn days of the newsroom into moments: the first that counts, and the first that no longer does."""
    zone = workspace.settings.zone
    begin = datetime.combine(from_on, time.min, zone).astimezone(UTC) if from_on else None
    end = datetime.combine(until_on + timedelta(days=1), time.min, zone).astimezone(UTC) if until_on else None
    return begin, end


def _read_lines(session: Session, begin: datetime | None, end: datetime | None) -> Sequence[_Row]:
    statement = (
        select(Usage, Asset, Article.headline, Gallery.title)
        .join(Asset, col(Usage.asset_id) == Asset.id)
        .outerjoin(Article, col(Usage.article_id) == Article.id)
        .outerjoin(Gallery, col(Usage.gallery_id) == Gallery.id)
        .order_by(col(Usage.used_at).desc(), col(Usage.id).desc())
    )
    if begin:
        statement = statement.where(Usage.used_at >= begin)
    if end:
        statement = statement.where(Usage.used_at < end)
    return session.exec(statement).all()


def _corrected(session: Session) -> frozenset[int]:
    """Find the lines that a newer line for the same item, outlet and medium corrects."""
    place = (Usage.gallery_id, Usage.item_uid, Usage.asset_id, Usage.outlet, Usage.medium)
    newest = select(func.max(Usage.id)).where(col(Usage.item_uid).is_not(None)).group_by(*map(col, place))
    older = select(Usage.id).where(col(Usage.item_uid).is_not(None), col(Usage.id).not_in(newest))
    return frozenset(line for line in session.exec(older) if line is not None)


def _first_uses(session: Session) -> dict[int, Usage]:
    """Find the first use of each asset that was used more than once."""
    first = select(func.min(Usage.id)).group_by(col(Usage.asset_id)).having(func.count() > 1)
    return {usage.asset_id: usage for usage in session.exec(select(Usage).where(col(Usage.id).in_(first)))}


def _arrivals(session: Session) -> dict[int, datetime]:
    first = select(Delivery.asset_id, func.min(Delivery.delivered_at)).group_by(col(Delivery.asset_id))
    return {asset_id: moment for asset_id, stored in session.exec(first) if (moment := aware(stored))}


def _names(registry: Registry, usage: Usage, wanted: str) -> bool:
    """Tell whether a line names an agency or distributor, in whatever spelling."""
    return one_name(registry, wanted) in {
        one_name(registry, usage.agency) or "",
        one_name(registry, usage.distributor) or "",
    }


def _audited(
    context: _Context, reader: _Reader, usage: Usage, asset: Asset, headline: str | None, title: str | None
) -> AuditedUse:
    is_corrected = usage.id in context.corrected
    return AuditedUse(
        usage=usage,
        used_on=usage.used_at.astimezone(context.workspace.settings.zone).date(),
        asset=asset,
        story=headline or title or "",
        is_corrected=is_corrected,
        findings=() if is_corrected else (*_credit(context, reader, usage, asset), *_limits(context, usage, asset)),
    )


def _credit(context: _Context, reader: _Reader, usage: Usage, asset: Asset) -> Iterable[Finding]:
    printed = (usage.credit_line or "").strip()
    if not printed:
        yield observe("AUD001", "error", f"usage:{usage.id}", "use", name=_name_of(asset), outlet=usage.outlet)
        return
    contradiction = find_contradiction(reader.read(printed), asset, context.registry)
    if contradiction:
        subject = f"usage:{usage.id}"
        yield observe(
            "CRD002", "error", subject, "use", line=printed, name=_name_of(asset), contradiction=contradiction
        )


def _limits(context: _Context, usage: Usage, asset: Asset) -> Iterable[Finding]:
    first = context.first_uses.get(usage.asset_id)
    use = Use(
        territory=usage.territory,
        medium=usage.medium,
        used_at=usage.used_at,
        delivered_at=context.arrivals.get(usage.asset_id),
        is_repeated=first is not None and not _is_same_use(first, usage),
    )
    language = load_language(context.registry.own_words)
    for breach in breaches_of(asset, use, context.workspace.settings.zone, language):
        yield observe(
            "RGT001",
            "error",
            f"usage:{usage.id}",
            "use",
            name=_name_of(asset),
            outlet=usage.outlet,
            breach=breach.words,
            limit=breach.code,
        )


def _name_of(asset: Asset) -> Phrase:
    if asset.file_name:
        return phrase("words.asset", name=asset.file_name)
    return phrase("words.nameless", number=asset.id)


def _is_same_use(first: Usage, usage: Usage) -> bool:
    """Tell whether a line only corrects another: the same picture at the same place of the same gallery."""
    return (first.gallery_id, first.item_uid, first.outlet) == (usage.gallery_id, usage.item_uid, usage.outlet)


def _count(uses: Sequence[AuditedUse], names: Sequence[str]) -> tuple[AuditLine, ...]:
    """Count uses by name, corrected lines left out."""
    counted: Counter[str] = Counter()
    findings: Counter[str] = Counter()
    assets: dict[str, set[int]] = {}
    for use, name in zip(uses, names, strict=True):
        if not use.is_corrected:
            counted[name] += 1
            findings[name] += len(use.findings)
            assets.setdefault(name, set()).add(use.usage.asset_id)
    ordered = sorted(counted, key=lambda name: (-counted[name], name.casefold()))
    return tuple(AuditLine(name, counted[name], len(assets[name]), findings[name]) for name in ordered)
