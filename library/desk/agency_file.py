"""The newsroom's agencies and words as a file: in the form of agencies.toml, so that desks can pass theirs on."""

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, asdict, dataclass, fields, replace
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from library.catalogue.database import reading, writing
from library.catalogue.models import Agency
from library.credits.own_words import OwnWord
from library.credits.registry import (
    AgencyEntry,
    Registry,
    entry_from,
    load_registry,
    parse_agencies,
    shipped_entries,
)
from library.desk.agencies import registry_in, registry_of
from library.desk.history import Step, begin_step
from library.desk.own_words import check_words, list_words, own_words, put_words, with_words, words_in
from library.desk.workspace import Workspace
from library.errors import RegistryError

_HEAD = "# Agencies and words of a newsroom, on top of those that come with photodesk: photodesk agencies import FILE\n"
_TABLES = ("schema", "removed", "agencies", "words")
_KEYS = ("kind", "value", "add", "remove")
_DEFAULTS = {item.name: item.default for item in fields(AgencyEntry) if item.default is not MISSING}


@dataclass(frozen=True, slots=True)
class AgencyFile:
    """What a file says.

    Args:
        entries: agencies to add, or to replace by name.
        removed: names of agencies to hide.
        words: words of the trade to add or to take out.
    """

    entries: tuple[AgencyEntry, ...] = ()
    removed: tuple[str, ...] = ()
    words: tuple[OwnWord, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportedAgencies:
    """What importing a file changes.

    Args:
        step: for `undo`; None for a dry run, or where nothing changes.
        added: names that are new.
        changed: names whose entry is another.
        removed: names that are hidden.
        same: how many agencies are there already.
        words: words that are new or taken out.
    """

    step: str | None
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    same: int
    words: tuple[OwnWord, ...] = ()


def parse_agency_file(text: str) -> AgencyFile:
    """Read a file in the form of agencies.toml, with `removed` for agencies to hide, and [[words]] beside them.

    Raises:
        RegistryError: it is no TOML, or an entry does not hold together.
    """
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RegistryError(f"The file of agencies is no TOML: {error}") from error
    if unknown := document.keys() - set(_TABLES):
        raise RegistryError(f"the file of agencies has no place for {min(unknown)!r}, only for {', '.join(_TABLES)}")
    removed = document.get("removed", [])
    if not isinstance(removed, list) or not all(isinstance(name, str) for name in removed):
        raise RegistryError("removed must be a list of names")
    return AgencyFile(
        parse_agencies({"agencies": {}, **document} if "words" in document else document),
        tuple(removed),
        _parse_words(document),
    )


def _parse_words(document: Mapping[str, Any]) -> tuple[OwnWord, ...]:
    """Turn the tables [[words]] into words; each has a kind, perhaps a value, and words to add or to remove."""
    tables = document.get("words", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise RegistryError("words must be written as tables: [[words]]")
    words: list[OwnWord] = []
    for place, table in enumerate(tables, 1):
        if unknown := table.keys() - set(_KEYS):
            raise RegistryError(f"[[words]] no. {place}: unknown key {min(unknown)!r}, allowed are {', '.join(_KEYS)}")
        kind, value = table.get("kind"), table.get("value", "")
        if not isinstance(kind, str) or not isinstance(value, str):
            raise RegistryError(f"[[words]] no. {place}: kind and value must be texts")
        for key, is_removed in (("add", False), ("remove", True)):
            texts = table.get(key, [])
            if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
                raise RegistryError(f"[[words]] no. {place}: {key} must be a list of texts")
            words += [OwnWord(kind, text, value, is_removed) for text in texts]
    check_words(words)
    return tuple(words)


def format_agency_file(file: AgencyFile) -> str:
    """Write agencies in the form of agencies.toml; what an entry has by default is left out."""
    lines = [_HEAD, "schema = 1", f"removed = {_toml(list(file.removed))}", "", "[agencies]"]
    for entry in file.entries:
        values = ", ".join(f"{name} = {_toml(value)}" for name, value in _told(entry).items())
        lines.append(f"{_toml(entry.name)} = {{ {values} }}" if values else f"{_toml(entry.name)} = {{}}")
    for (kind, value), words in _by_kind(file.words).items():
        lines += ["", "[[words]]", f"kind = {_toml(kind)}"]
        lines += [f"value = {_toml(value)}"] if value else []
        for key, is_removed in (("add", False), ("remove", True)):
            if texts := [word.text for word in words if word.is_removed == is_removed]:
                lines.append(f"{key} = {_toml(texts)}")
    return "\n".join(lines) + "\n"


def _by_kind(words: Iterable[OwnWord]) -> dict[tuple[str, str], list[OwnWord]]:
    groups: dict[tuple[str, str], list[OwnWord]] = {}
    for word in words:
        groups.setdefault((word.kind, word.value), []).append(word)
    return groups


def export_agencies(workspace: Workspace, *, everything: bool = False) -> str:
    """Write the newsroom's own agencies and words, and what it removed of the shipped ones, as TOML.

    Args:
        everything: all agencies and words in force, the shipped ones too.
    """
    with reading(workspace.engine) as session:
        rows = session.exec(select(Agency).order_by(col(Agency.name))).all()
    own = tuple(entry_from(row.entry) for row in rows if not row.is_removed)
    removed = tuple(row.name for row in rows if row.is_removed)
    if everything:
        words = tuple(view.word for view in list_words(workspace))
        return format_agency_file(AgencyFile(registry_of(workspace).entries, removed, words))
    return format_agency_file(AgencyFile(own, removed, own_words(workspace)))


def registry_with(workspace: Workspace, file: AgencyFile) -> Registry:
    """Give the registry as it would be with a file's agencies, for a dry run.

    Raises:
        RegistryError: the agencies do not hold together.
    """
    with reading(workspace.engine) as session:
        return _together(session, file)


def import_agencies(
    workspace: Workspace, file: AgencyFile, *, dry_run: bool = False, by: str, now: datetime
) -> ImportedAgencies:
    """Add a file's agencies and words to the newsroom's own, replace those of the same name, hide what it removes.

    All of it is one step.

    Args:
        dry_run: only tell what would change.

    Raises:
        RegistryError: the agencies do not hold together; nothing is changed then.
    """
    plan = _plan(workspace, file)
    if dry_run or not (plan.added or plan.changed or plan.removed or plan.words):
        return plan
    with writing(workspace.engine) as session:
        step = begin_step(session, "agency", by=by, now=now)
        put_file(step, file)
        return replace(plan, step=step.uid)


def _plan(workspace: Workspace, file: AgencyFile) -> ImportedAgencies:
    """Tell what a file would change, as nothing is changed yet."""
    registry = registry_of(workspace)
    before = {entry.name: entry for entry in registry.entries}
    added = tuple(entry.name for entry in file.entries if entry.name not in before)
    changed = tuple(entry.name for entry in file.entries if before.get(entry.name, entry) != entry)
    removed = tuple(name for name in dict.fromkeys(file.removed) if name in before)
    after = set(registry_with(workspace, file).own_words) ^ set(registry.own_words)
    words = tuple(
        word for word in file.words if word in after or replace(word, is_removed=not word.is_removed) in after
    )
    return ImportedAgencies(None, added, changed, removed, len(file.entries) - len(added) - len(changed), words)


def put_file(step: Step, file: AgencyFile) -> None:
    """Write a file's agencies and words as part of a step; what is there already stays untouched.

    Raises:
        RegistryError: they do not hold together with what the newsroom has.
    """
    _together(step.session, file)
    before = {entry.name: entry for entry in registry_in(step.session).entries}
    for entry in file.entries:
        if before.get(entry.name) != entry:
            _put(step, entry, is_removed=False)
    for name in dict.fromkeys(file.removed):
        if name in before:
            _put(step, before[name], is_removed=True)
    put_words(step, file.words)


def _together(session: Session, file: AgencyFile) -> Registry:
    """Build the registry of what the newsroom has and what a file brings on top."""
    rows = session.exec(select(Agency)).all()
    own = {row.name: entry_from(row.entry) for row in rows if not row.is_removed}
    hidden = {row.name for row in rows if row.is_removed} - {entry.name for entry in file.entries}
    shipped = {entry.name: entry for entry in shipped_entries()}
    # An entry exactly as shipped is no entry of the newsroom's own: it claims no spelling over others.
    own |= {entry.name: entry for entry in file.entries if shipped.get(entry.name) != entry or entry.name in own}
    for name in file.removed:
        own.pop(name, None)
    words = with_words(words_in(session), file.words)
    return load_registry(list(own.values()), removed=(*hidden, *file.removed), words=words)


def _put(step: Step, entry: AgencyEntry, *, is_removed: bool) -> None:
    plain = json.loads(json.dumps(asdict(entry)))
    row = step.session.exec(select(Agency).where(Agency.name == entry.name)).first()
    if row is not None:
        step.set(row, entry=plain, is_removed=is_removed)
        return
    step.add(Agency(name=entry.name, entry=plain, is_removed=is_removed, changed_at=step.now, changed_by=step.by))


def _told(entry: AgencyEntry) -> dict[str, Any]:
    values = {name: value for name, value in asdict(entry).items() if name in _DEFAULTS and value != _DEFAULTS[name]}
    if values.get("title") == entry.name:
        del values["title"]
    return values


def _toml(value: str | bool | Iterable[str]) -> str:
    """Write a value as TOML: its strings are JSON's, but for the delete sign."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return f"[{', '.join(_toml(one) for one in value)}]"
