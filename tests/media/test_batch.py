"""Reading in a child of this process: a file that kills it is tried again alone, listed, and the others go on."""

import os
import signal
import time
from pathlib import Path

import pytest

from library.media import batch, limits
from library.media.batch import Killer, answer_each


def said(names: list[str], tmp_path: Path) -> list[str]:
    """Answer for names that say what they do to their reader; a line break stands for each death."""

    def answer(name: str) -> bytes:
        with (tmp_path / "tried").open("a", encoding="utf-8") as file:
            file.write(f"{name}\n")
        if name.startswith("crash") or (name == "once" and (tmp_path / "tried").read_text().count("once") == 1):
            os.kill(os.getpid(), signal.SIGKILL)
        while name == "busy":
            pass
        if name == "stall":
            time.sleep(60)
        return name.encode()

    return [
        f"{one.name}: {one.reason}" if isinstance(one, Killer) else one.decode() for one in answer_each(names, answer)
    ]


def test_lines_come_in_order_and_a_killer_is_listed_in_its_place(tmp_path: Path) -> None:
    names = ["a", "crash 1", "b", "once", "c", "crash 2", "crash 3", "d"]
    found = said(names, tmp_path)
    assert [line.partition(":")[0] for line in found] == names
    assert found[1] == "crash 1: crash 1 cannot be read: it ended the process that read it (SIGKILL)."
    assert found[3] == "once"
    tried = (tmp_path / "tried").read_text().split("\n")
    assert [tried.count(name) for name in names] == [1, 2, 1, 2, 1, 2, 2, 1]


def test_a_file_that_takes_too_long_is_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "DEADLINE_SECONDS", 1.0)
    monkeypatch.setattr(limits, "CPU_SECONDS", 0.2)
    found = said(["a", "busy", "stall", "b"], tmp_path)
    assert (found[0], found[3]) == ("a", "b")
    assert "more computing than any honest file" in found[1]
    assert "took too long" in found[2]


def test_leaving_early_ends_the_child(monkeypatch: pytest.MonkeyPatch) -> None:
    children: list[int] = []
    fork = os.fork

    def noted() -> int:
        child = fork()
        children.append(child)
        return child

    monkeypatch.setattr(batch.os, "fork", noted)
    lines = answer_each(["a", "b"], lambda name: name.encode())
    assert next(lines) == b"a"
    lines.close()
    with pytest.raises(ChildProcessError):
        os.waitpid(children[0], os.WNOHANG)
