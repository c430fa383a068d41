"""The newsroom's own words of the trade: institutions, flag words, phrases of restrictions, countries, people."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache

from sqlmodel import Session, col, select

from library.catalogue.database import reading, writing
from library.catalogue.models import Word
from library.credits.own_words import KINDS, OwnWord
from library.credits.words import SHIPPED_WORDS, load_words, shipped_words
from library.desk.history import Step, begin_step
from library.desk.workspace import Workspace
from library.errors import NotFound
from library.rights.language import load_language, shipped_phrases


@dataclass(frozen=True, slots=True)
class WordView:
    """One word with where it comes from.

    Args:
        word: the word; is_removed where a person took a shipped one out.
        is_shipped: comes with photodesk.
    """

    word: OwnWord
    is_shipped: bool


def words_in(session: Session) -> tuple[OwnWord, ...]:
    """Give the newsroom's own words and removals as a session sees them, in a stable order."""
    rows = session.exec(select(Word).order_by(col(Word.kind), col(Word.value), col(Word.key))).all()
    return tuple(OwnWord(row.kind, row.text, row.value, row.is_removed) for row in rows)


def own_words(workspace: Workspace) -> tuple[OwnWord, ...]:
    """Give the newsroom's own words and removals."""
    with reading(workspace.engine) as session:
        return words_in(session)


def list_words(workspace: Workspace, kind: str | None = None) -> list[WordView]:
    """List the words in force and those taken out, the newsroom's own first, then by kind, value and text.

    Args:
        kind: only words of this kind; None: of all.
    """
    own = {_identity(word): word for word in own_words(workspace)}
    shipped = {_identity(word): word for word in (*shipped_words(), *shipped_phrases())}
    views = [
        *(WordView(word, identity in shipped) for identity, word in own.items()),
        *(WordView(word, is_shipped=True) for identity, word in shipped.items() if identity not in own),
    ]
    shown = [view for view in views if kind in (None, view.word.kind)]
    return sorted(shown, key=lambda view: (view.is_shipped and _identity(view.word) not in own, _order(view.word)))


def _order(word: OwnWord) -> tuple[int, str, str]:
    return KINDS.index(word.kind), word.value, word.key


def _identity(word: OwnWord) -> tuple[str, str, str]:
    return word.kind, word.value, word.key


@cache
def _shipped() -> frozenset[tuple[str, str, str]]:
    return frozenset(_identity(word) for word in (*shipped_words(), *shipped_phrases()))


def check_words(words: Iterable[OwnWord]) -> None:
    """Refuse words that cannot be read by.

    Raises:
        RegistryError: with the word that is wrong.
    """
    together = tuple(words)
    load_words(SHIPPED_WORDS, together)
    load_language(together)


def save_word(workspace: Workspace, word: OwnWord, *, by: str, now: datetime) -> str | None:
    """Read by a word from now on; one that was taken out comes back.

    Returns:
        the step, for `undo`; None where it is read by already.

    Raises:
        RegistryError: the word cannot be read by.
    """
    with writing(workspace.engine) as session:
        step = begin_step(session, "agency", by=by, now=now)
        return step.uid if put_words(step, [replace(word, is_removed=False)]) else None


def remove_word(workspace: Workspace, word: OwnWord, *, by: str, now: datetime) -> str:
    """Read by a word no longer: one of the newsroom's own goes, a shipped one is taken out.

    Returns:
        the step, for `undo`.

    Raises:
        NotFound: there is no such word.
    """
    with writing(workspace.engine) as session:
        step = begin_step(session, "agency", by=by, now=now)
        if not put_words(step, [replace(word, is_removed=True)]):
            raise NotFound(
                f"There is no {word.kind} {word.text!r}", hint="Give the word as `photodesk agencies words` shows it."
            )
        return step.uid


def with_words(own: Iterable[OwnWord], words: Iterable[OwnWord]) -> tuple[OwnWord, ...]:
    """Give the newsroom's words as they would be with others put on top, for a dry run.

    Raises:
        RegistryError: they cannot be read by together.
    """
    shipped = _shipped()
    together = {_identity(word): word for word in (*own, *words)}
    needed = [word for identity, word in together.items() if word.is_removed == (identity in shipped)]
    result = tuple(sorted(needed, key=_identity))
    check_words(result)
    return result


def put_words(step: Step, words: Iterable[OwnWord]) -> int:
    """Write words and removals as part of a step; tell how many changed anything.

    A word as it is shipped needs no row, nor does the removal of one that is not shipped.

    Raises:
        RegistryError: they cannot be read by together with those that are there.
    """
    session, shipped = step.session, _shipped()
    changed = 0
    for word in words:
        row = session.exec(
            select(Word).where(Word.kind == word.kind, Word.value == word.value, Word.key == word.key)
        ).first()
        is_needed = word.is_removed == (_identity(word) in shipped)
        if row is None and is_needed:
            step.add(
                Word(
                    kind=word.kind,
                    value=word.value,
                    key=word.key,
                    text=word.text,
                    is_removed=word.is_removed,
                    changed_at=step.now,
                    changed_by=step.by,
                )
            )
        elif row is not None and not is_needed:
            step.remove(row)
        else:
            continue
        changed += 1
    check_words(words_in(session))
    return changed
