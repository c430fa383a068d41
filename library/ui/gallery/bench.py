"""What this session does with one gallery: which items are chosen, what it can undo, which versions are its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from library.desk import history
from library.desk.gallery_view import GalleryView, get_gallery, get_version
from library.errors import LibraryError
from library.ui import session
from library.ui.errors import told

_MEMORY = "galleries_benches"
_KEPT_STEPS = 100
_LASTING = frozenset({"publish", "undo"})

Verb = Callable[[], str | None]


@dataclass(slots=True)
class Bench:
    """A gallery on this session's bench.

    Args:
        chosen: uids of the chosen items, the one being edited first.
        told: grows whenever the screen chooses instead of the person.
        reply: number of the last order that the sorter sent and that was handled.
        done: steps that can be undone, each a tuple of the desk's steps, the newest last.
        undone: the same for redo.
        own: version of the gallery -> version after a change of this session.
        seen: stored text of an item's field as the person sees it, by (uid, field).
        rescued: text that could not be saved, by (uid, field).
        heard: the last that each component told, by (key, name): what is told again is no news.
    """

    gallery_id: int
    chosen: list[str] = field(default_factory=list)
    told: int = 0
    reply: int | None = None
    done: list[tuple[str, ...]] = field(default_factory=list)
    undone: list[tuple[str, ...]] = field(default_factory=list)
    own: dict[int, int] = field(default_factory=dict)
    seen: dict[tuple[str, str], str] = field(default_factory=dict)
    rescued: dict[tuple[str, str], str] = field(default_factory=dict)
    heard: dict[tuple[str, str], Any] = field(default_factory=dict)

    @property
    def current(self) -> str | None:
        """Uid of the item being edited; None without one."""
        return self.chosen[0] if self.chosen else None

    def choose(self, *uids: str) -> None:
        """Choose items in place of the person, as on a click on a finding."""
        self.chosen = list(uids)
        self.told += 1

    def news(self, key: str, name: str) -> Any:  # noqa: ANN401  what a browser tells
        """Give what a component tells if it is news; None otherwise."""
        told = (session.widget(key) or {}).get(name)
        if told is None or told == self.heard.get((key, name)):
            return None
        self.heard[key, name] = told
        return told

    def newest_version(self, version: int) -> int:
        """Follow this session's own changes from a version that a person saw to the one they made of it."""
        while version in self.own:
            version = self.own[version]
        return version


def bench_of(gallery_id: int) -> Bench:
    """Give this session's bench of a gallery; what the same person did before can still be undone."""
    benches = cast("dict[int, Bench]", session.memory().setdefault(_MEMORY, {}))
    if gallery_id not in benches:
        benches[gallery_id] = Bench(gallery_id, done=_former_steps(gallery_id))
    return benches[gallery_id]


def look(bench: Bench) -> GalleryView:
    """Read the gallery, and forget chosen items that are gone."""
    view = get_gallery(session.workspace(), bench.gallery_id, now=session.now())
    present = [each.item.uid for each in view.items]
    bench.chosen = [uid for uid in bench.chosen if uid in present] or present[:1]
    return view


def attempt(bench: Bench, *verbs: Verb) -> bool:
    """Do things to the gallery as one step of this session; what hinders is told as a notice.

    Returns:
        whether all of them succeeded.
    """
    session.dismiss_notice()
    before = _version(bench)
    steps: list[str] = []
    try:
        steps.extend(step for verb in verbs if (step := verb()))
    except LibraryError as error:
        session.notify(told(error))
        return False
    finally:
        if steps:
            bench.done = [*bench.done[-_KEPT_STEPS:], tuple(steps)]
            bench.undone = []
            _note_own(bench, before)
    return True


def act(bench: Bench, *verbs: Verb) -> None:
    """Do things to the gallery as one step of this session; made for a button's callback."""
    attempt(bench, *verbs)


def undo(bench: Bench) -> None:
    """Take this session's last step back."""
    _take_back(bench, bench.done, bench.undone)


def redo(bench: Bench) -> None:
    """Do again what was last taken back."""
    _take_back(bench, bench.undone, bench.done)


def _take_back(bench: Bench, source: list[tuple[str, ...]], target: list[tuple[str, ...]]) -> None:
    if not source:
        return
    session.dismiss_notice()
    before = _version(bench)
    steps = source.pop()
    back: list[str] = []
    try:
        for step in reversed(steps):
            again = history.undo(session.workspace(), step, by=session.user(), now=session.now())
            back.append(again)  # one by one: what was taken back before an error counts
    except LibraryError as error:
        session.notify(told(error))
    if back:
        target.append(tuple(back))
        _note_own(bench, before)


def _former_steps(gallery_id: int) -> list[tuple[str, ...]]:
    """List what this person last did to a gallery and nobody has worked on since, oldest first."""
    former: list[tuple[str, ...]] = []
    for past in history.get_history(session.workspace(), "gallery", gallery_id, limit=20):
        made_it = any(name == "row" for name, _, _ in past.fields)
        if past.by != session.user() or past.action in _LASTING or made_it:
            break
        if past.can_be_undone:
            former.append((past.step,))
    return former[::-1]


def _version(bench: Bench) -> int:
    return get_version(session.workspace(), bench.gallery_id)


def _note_own(bench: Bench, before: int) -> None:
    after = _version(bench)
    if after != before:
        bench.own[before] = after


def places_of(view: GalleryView) -> dict[str, int]:
    """Give the position from 1 of each item by uid, as the sorter numbers them."""
    return {each.item.uid: place for place, each in enumerate(view.items, start=1)}


def chains_of(view: GalleryView) -> dict[str, int]:
    """Give the number of the sentence that each item of a chain belongs to, by uid."""
    return {uid: number for number, chain in enumerate(view.chains) for uid in chain}


def item_ids(view: GalleryView, uids: Sequence[str]) -> list[int]:
    """Translate uids into the ids of a gallery's items; those that are gone are left out."""
    ids = {each.item.uid: each.item.id or 0 for each in view.items}
    return [ids[uid] for uid in uids if uid in ids]
