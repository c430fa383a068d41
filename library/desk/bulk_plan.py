"""What a bulk change makes of each picture: worked out alike for the preview and for saving."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from library.captions.code_replacements import CodeTable, replace_codes
from library.captions.find_replace import Search, check_search, replace_in_all
from library.captions.full_names import names_in, spell_out
from library.captions.stationery import PadLine, apply_line, check_pad
from library.captions.templates import PictureFacts, variables_of
from library.captions.wire import split_caption
from library.catalogue.layers import CAPTION_FIELDS, CREDIT_PARTS, FIELDS, layers_of, written_captions
from library.catalogue.models import Asset
from library.credits.format import format_credit
from library.credits.registry import Registry
from library.desk.agencies import registry_of
from library.desk.curate import clean_value
from library.desk.house import credit_of, house_style
from library.desk.workspace import Workspace
from library.errors import InvalidInput

# Fields that a person writes as text or list; a state is chosen and not written.
WRITTEN_FIELDS = tuple(name for name, one in FIELDS.items() if one.kind != "flag" and name != "credit_state")
_LANGUAGE_OF = {name: language for language, name in CAPTION_FIELDS.items()}


@dataclass(frozen=True, slots=True)
class BulkChange:
    """What is to be done with every picture of a selection, in this order.

    Args:
        copy_from: another asset, whose shown values of `copy_fields` are taken over; None: none.
        values: field -> value for all; None, an empty list or False clears.
        pad: lines of a stationery pad. Lines without variables come first, so that the others can use what they set.
        codes: table of code replacements; it works on what this change writes and on `codes_in`; None: none.
        codes_in: fields whose text is searched for codes even if nothing else changes it.
        spell_names: names are spelt out in `spell_in` as the agencies or earlier captions have them, after the codes.
        search: what to find and replace, after all of the above, in `search_in`; None: nothing.
        first_number: the {sequence} of the first picture.
        on_conflict: "skip" leaves a picture alone that somebody else changed since, and saves the others; "stop"
            saves nothing then.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    pad: tuple[PadLine, ...] = ()
    codes: CodeTable | None = None
    codes_in: tuple[str, ...] = ()
    spell_names: bool = False
    spell_in: tuple[str, ...] = ("caption",)
    search: Search | None = None
    search_in: tuple[str, ...] = ("caption",)
    copy_from: int | None = None
    copy_fields: tuple[str, ...] = ()
    first_number: int = 1
    on_conflict: Literal["skip", "stop"] = "skip"


@dataclass(frozen=True, slots=True)
class BulkWarning:
    """Something that a person should look at in one picture; it does not hinder saving.

    Args:
        kind: "empty_variable": the picture has no value for it; "unknown_code": no code of the table; "two_people": a
            name that more than one person may have.
        field: where it would stand.
        what: the variable, code or name.
    """

    kind: Literal["empty_variable", "unknown_code", "two_people"]
    field: str
    what: str


@dataclass(slots=True)
class Plan:
    """What one picture is to show; grows while it is worked out.

    Args:
        values: field -> new value.
    """

    asset: Asset
    sequence: int
    values: dict[str, Any] = field(default_factory=dict)
    warnings: list[BulkWarning] = field(default_factory=list)

    def value(self, name: str) -> Any:  # noqa: ANN401  a field holds text, a list or a flag
        """Give what a field shows as far as the plan goes."""
        return self.values[name] if name in self.values else layers_of(self.asset, name).shown


def cleared(names: Iterable[str]) -> dict[str, Any]:
    """Give the values that clear fields.

    Raises:
        InvalidInput: a field is unknown.
    """
    empty: dict[str, Any] = {"list": [], "flag": False}
    return {name: empty.get(FIELDS[name].kind) if name in FIELDS else clean_value(name, None) for name in names}


def check_change(change: BulkChange) -> None:
    """Refuse a change that cannot be put on any picture.

    Raises:
        InvalidInput: a field is unknown or not written, a value of the wrong kind, a template or search unusable.
    """
    for name in change.copy_fields:
        if name not in FIELDS:
            clean_value(name, None)
    for name in (
        *(line.field for line in change.pad if line.is_ticked),
        *change.codes_in,
        *_searched(change),
        *_spelt(change),
    ):
        if name not in WRITTEN_FIELDS:
            raise InvalidInput(f"{name!r} is no field to be written", hint=f"Use {', '.join(WRITTEN_FIELDS)}.")
    check_pad(change.pad)
    if change.search is not None:
        check_search(change.search)


def plan_all(
    workspace: Workspace,
    assets: Sequence[tuple[int, Asset]],
    change: BulkChange,
    *,
    source: Asset | None,
    earlier: Sequence[str] = (),
) -> list[Plan]:
    """Work out what a change makes of assets; their rows stay as they are.

    Args:
        assets: place in the selection, from 0, and asset.
        source: the asset to copy from; None: nothing is copied.
        earlier: captions of other pictures, for names that are to be spelt out.

    Raises:
        InvalidInput: see `check_change`.
    """
    check_change(change)
    shared = {name: clean_value(name, value) for name, value in change.values.items()}
    if source is not None:
        shared = {name: layers_of(source, name).shown for name in change.copy_fields} | shared
    plain, filled = _in_order(change.pad)
    uses_credit = any("credit" in variables_of(line.template) for line in filled)
    registry = registry_of(workspace) if uses_credit else None
    plans = [Plan(asset, place + change.first_number, dict(shared)) for place, asset in assets]
    for plan in plans:
        _write(plan, plain, PictureFacts({}))
        if filled:
            _write(plan, filled, _facts(workspace, plan, registry))
        if change.codes is not None:
            _replace_codes(plan, change.codes, change.codes_in)
    if change.spell_names:
        _spell_names(plans, change.spell_in, earlier, registry_of(workspace))
    if change.search is not None:
        _replace(plans, change.search, change.search_in)
    for plan in plans:
        plan.values = {name: clean_value(name, value) for name, value in plan.values.items()}
    return plans


def _in_order(pad: Iterable[PadLine]) -> tuple[list[PadLine], list[PadLine]]:
    """Part the ticked lines: those without variables come first, unless one with variables fills their field before."""
    plain: list[PadLine] = []
    filled: list[PadLine] = []
    for line in pad:
        if line.is_ticked:
            comes_later = variables_of(line.template) or any(one.field == line.field for one in filled)
            (filled if comes_later else plain).append(line)
    return plain, filled


def _spelt(change: BulkChange) -> tuple[str, ...]:
    return change.spell_in if change.spell_names else ()


def _searched(change: BulkChange) -> tuple[str, ...]:
    return change.search_in if change.search is not None else ()


def _write(plan: Plan, lines: Sequence[PadLine], facts: PictureFacts) -> None:
    """Put lines of the pad on a picture."""
    for line in lines:
        old = plan.value(line.field)
        spoken = replace(facts, language=_LANGUAGE_OF.get(line.field, facts.language))
        new = apply_line(line, [] if old is None and FIELDS[line.field].kind == "list" else old, spoken)
        plan.values[line.field] = new.value
        plan.warnings += [BulkWarning("empty_variable", line.field, name) for name in new.missing]


def _facts(workspace: Workspace, plan: Plan, registry: Registry | None) -> PictureFacts:
    """Give what a picture has for variables."""
    asset = plan.asset
    texts = {name: plan.value(name) for name in ("city", "country", "headline", "photographer", "agency")}
    texts["file_name"] = asset.file_name
    if registry is not None:
        changed = {part: plan.values[part] for part in CREDIT_PARTS if part in plan.values}
        credit = replace(credit_of(asset), **changed)
        texts["credit"] = format_credit(credit, house_style(workspace), _medium(asset), registry=registry)
    captured = asset.created_at.astimezone(workspace.settings.zone) if asset.created_at else None
    return PictureFacts(texts, captured, plan.sequence, workspace.settings.language or "de")


def _medium(asset: Asset) -> Literal["photo", "video"]:
    return "video" if asset.kind == "video" else "photo"


def _replace_codes(plan: Plan, table: CodeTable, also_in: Iterable[str]) -> None:
    """Replace codes in what the plan writes and in further fields."""
    for name in dict.fromkeys((*plan.values, *also_in)):
        value = plan.value(name)
        if isinstance(value, str):
            done = replace_codes(value, table)
            plan.values[name], unknown = done.text, done.unknown
        elif isinstance(value, (list, tuple)):
            items = [replace_codes(item, table) for item in value]
            plan.values[name] = [item.text for item in items]
            unknown = tuple(code for item in items for code in item.unknown)
        else:
            continue
        plan.warnings += [BulkWarning("unknown_code", name, code) for code in unknown]


def _spell_names(plans: Sequence[Plan], names: Iterable[str], earlier: Sequence[str], registry: Registry) -> None:
    """Spell out names, as the picture's own texts have them, else those of the selection, else earlier captions."""
    own = [_persons_of(plan.asset, registry) for plan in plans]
    around = tuple(dict.fromkeys(name for persons in own for name in persons))
    before = tuple(dict.fromkeys(name for text in earlier for name in names_in(text)))
    for plan, persons in zip(plans, own, strict=True):
        for name in names:
            value = plan.value(name)
            if isinstance(value, str):
                agency_text = split_caption(plan.asset.description or "", registry).sentence
                done = spell_out(value, (persons, around, before), other=agency_text)
                plan.values[name] = done.text
                plan.warnings += [BulkWarning("two_people", name, one) for one in done.doubtful]


def _persons_of(asset: Asset, registry: Registry) -> tuple[str, ...]:
    """Name the persons that a picture's delivery names: as persons, as keywords, in its text and its captions."""
    told = [str(name) for name in asset.delivered.get("persons") or ()]
    keywords = [name for word in asset.keywords for name in names_in(word) if name == word]
    texts = [split_caption(asset.description or "", registry).sentence, asset.headline or ""]
    texts += [str(text) for text in written_captions(asset, "de").values()]
    found = (name for text in texts for name in names_in(text))
    return tuple(dict.fromkeys((*(name for name in told if " " in name), *keywords, *found)))


def _replace(plans: Sequence[Plan], search: Search, names: Iterable[str]) -> None:
    """Find and replace in all pictures at once, for an expression runs in a process of its own."""
    places: list[tuple[Plan, str, int]] = []
    texts: list[str] = []
    for plan in plans:
        for name in names:
            value = plan.value(name)
            parts = [value] if isinstance(value, str) else list(value or ())
            places.append((plan, name, len(parts)))
            texts += parts
    done = iter(replace_in_all(texts, search))
    for plan, name, count in places:
        new = [next(done) for _ in range(count)]
        if count:
            plan.values[name] = new if FIELDS[name].kind == "list" else new[0]
