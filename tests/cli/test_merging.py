"""Merging from the command line: looked at first, done, told, undone."""

from library.desk.workspace import Workspace
from tests.cli.test_gallery import ask, desk, run
from tests.desk.stock import HALF, credited

__all__ = ["desk"]


def test_merge_is_shown_done_and_undone(desk: Workspace) -> None:
    first = credited(desk, "wire", bits=HALF)
    second = credited(desk, "copy", bits=HALF ^ 1, agency="AP", photographer="Ann Muster")
    (conflict,) = ask("audit")["conflicts"]
    assert (conflict["code"], conflict["agencies"], conflict["cheapest"]) == ("DUP002", ["AP", "EPA"], first)
    assert "DUP002" in run("audit")
    plan = ask("duplicates", "merge", first, second, "--dry-run")
    assert plan["step"] is None
    assert {each["field"]: each["is_taken"] for each in plan["offers"]} == {"photographer": True, "agency": False}
    assert "Nothing was changed" in run("duplicates", "merge", first, second, "--dry-run")
    assert len(ask("duplicates")) == 1
    done = ask("duplicates", "merge", first, second, "--take", "photographer")
    assert ask("duplicates") == []
    members = ask("duplicates", "--all")[0]["members"]
    assert [each["merged_into"] for each in members] == [None, first]
    assert ask("audit")["conflicts"] == []
    ask("undo", done["step"])
    assert len(ask("duplicates")) == 1
    assert "Merged" in run("duplicates", "merge", first, second, "--take-none")


def test_actions_of_duplicates_are_commands(desk: Workspace) -> None:
    credited(desk, "wire")
    assert ask("duplicates", "list") == []
    assert run("duplicates", "refresh") == ""
