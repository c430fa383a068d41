"""The finder end to end: files come in, relatives are told, clusters stand, a search by picture finds them."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageOps
from sqlmodel import select

from library.catalogue.database import reading, writing
from library.catalogue.models import Asset, Likeness, Proof
from library.desk import matching
from library.desk.deduplicate import find_clusters, find_pairs
from library.desk.ingest import ingest
from library.desk.like import find_like
from library.desk.matching import count_unmatched, match_all
from library.desk.recognise import recogniser_of
from library.desk.workspace import Workspace, open_workspace
from library.duplicates.relations import JOINED
from library.errors import UnreadableMedia
from library.settings import Settings
from tests.conftest import NOON
from tests.duplicates.pictures import street


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a picture, copies of it, another frame, and a stranger."""
    picture = street(1)
    made: dict[str, Image.Image] = {
        "a_street": picture,
        "b_cut": picture.crop((200, 100, 640, 420)),
        "c_grey": picture.convert("L"),
        "d_mirrored": ImageOps.mirror(picture).resize((480, 315)),
        "e_walk": street(3, walker=0.3),
        "f_walk_on": street(3, walker=0.55),
        "g_stranger": street(4),
    }
    home = tmp_path_factory.mktemp("files") / "wire"
    home.mkdir()
    for name, image in made.items():
        image.save(home / f"{name}.jpg", quality=92)
    return home


@pytest.fixture(scope="module")
def stocked(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Bring the folder in once: each test gets a copy of the whole home."""
    home = tmp_path_factory.mktemp("stocked") / "home"
    workspace = open_workspace(Settings(home=home, user="tester", workers=1))
    ingest(workspace, [folder], by="anna", now=NOON)
    workspace.close()
    return home


@pytest.fixture
def desk(stocked: Path, tmp_path: Path) -> Iterator[Workspace]:
    shutil.copytree(stocked, tmp_path / "home")
    workspace = open_workspace(Settings(home=tmp_path / "home", user="tester", workers=1))
    yield workspace
    workspace.close()


def names(desk: Workspace) -> dict[int | None, str]:
    with reading(desk.engine) as session:
        return {asset.id: asset.file_name.removesuffix(".jpg") for asset in session.exec(select(Asset))}


def clusters_of(desk: Workspace) -> list[dict[str, str]]:
    known = names(desk)
    return [{known[key]: role for key, role in each.roles.items()} for each in find_clusters(desk)]


def test_copies_stand_together_with_their_roles_and_frames_apart(desk: Workspace) -> None:
    assert clusters_of(desk) == [
        {"a_street": "largest", "b_cut": "crop", "c_grey": "black_and_white", "d_mirrored": "mirrored"}
    ]
    known = names(desk)
    kinds = {
        (known[pair.first], known[pair.second]): pair.relation.kind for pair in find_pairs(desk)[0] if pair.relation
    }
    assert kinds["e_walk", "f_walk_on"] == "other-frame"
    assert not any(kind in JOINED for pair, kind in kinds.items() if "g_stranger" in pair)


def test_arrival_is_told_what_is_here(desk: Workspace, tmp_path: Path) -> None:
    street(4).crop((0, 60, 500, 420)).save(tmp_path / "new.png")
    (result,) = ingest(desk, [tmp_path / "new.png"], by="anna", now=NOON).results
    near = result.near[0]
    assert (near.name, near.uses, near.is_joined) == ("g_stranger.jpg", 0, True)
    assert near.path.endswith("wire/g_stranger.jpg")
    assert "crop" in [reason.code for reason in near.reasons]


def test_second_run_has_nothing_to_do(desk: Workspace) -> None:
    assert count_unmatched(desk) == 0
    done = match_all(desk, now=NOON)
    assert (done.made, done.compared) == (0, 0)


def test_catalogue_of_an_older_program_is_caught_up_with(desk: Workspace) -> None:
    before = clusters_of(desk)
    with writing(desk.engine) as session:
        for row in [*session.exec(select(Likeness)), *session.exec(select(Proof))]:
            session.delete(row)
    assert clusters_of(desk) == []
    fresh = Workspace(desk.engine, desk.store, desk.settings)
    assert count_unmatched(fresh) == 7
    assert matching.refresh_likenesses(fresh) == 7
    done = match_all(fresh, now=NOON)
    assert (done.made, done.compared) == (0, 7)
    assert clusters_of(fresh) == before


def test_run_that_was_ended_goes_on_where_it_stopped(desk: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    with writing(desk.engine) as session:
        for row in session.exec(select(Likeness)):
            row.is_compared = False
        for proof in session.exec(select(Proof)):
            session.delete(proof)
    monkeypatch.setattr(matching, "BATCH", 2)
    told: list[int] = []

    def stop(done: int, _total: int) -> None:
        told.append(done)
        if done == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        match_all(desk, now=NOON, progress=stop)
    assert count_unmatched(desk) == 3
    assert match_all(desk, now=NOON).compared == 3
    assert len(clusters_of(desk)) == 1


def test_search_by_picture_finds_relatives_and_brings_nothing_in(desk: Workspace, tmp_path: Path) -> None:
    cut = tmp_path / "from_the_net.png"
    street(1).crop((0, 40, 500, 400)).save(cut)
    before = len(names(desk))
    found = find_like(desk, cut)
    assert found[0].name == "a_street.jpg"
    assert found[0].is_joined
    assert len(names(desk)) == before
    stranger = tmp_path / "stranger.png"
    street(9).save(stranger)
    assert find_like(desk, stranger) == ()


def test_search_by_what_is_no_picture_is_refused(desk: Workspace, tmp_path: Path) -> None:
    text = tmp_path / "words.jpg"
    text.write_text("no picture")
    with pytest.raises(UnreadableMedia):
        find_like(desk, text)


def test_one_recogniser_serves_a_process_and_sees_what_others_bring(desk: Workspace) -> None:
    recogniser = recogniser_of(desk)
    recogniser.update()
    assert recogniser_of(Workspace(desk.engine, desk.store, desk.settings)) is recogniser
    assert len(recogniser) == 7
