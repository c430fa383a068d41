"""The worker process: takes one file after another from its standard input and answers on its standard output.

Started as `python -m library.media.worker`, so that nothing of the parent (Streamlit, pytest) is run again. Whatever a
file does to it, the parent lives on.
"""

import contextlib
import json
import os
import signal
import sys
from pathlib import Path
from typing import Any, BinaryIO

from library.errors import LibraryError, MediaRefused, UnreadableMedia
from library.media.embed import embed_in_bytes, write_metadata
from library.media.inspect import develop_file, inspect_file, look_at
from library.media.limits import OutOfTime, cpu_budget, cpu_clock, limit_process, room_for_copy
from library.media.messages import (
    HEADER,
    media_of,
    pack_development,
    pack_inspection,
    pack_message,
    pack_written,
    unpack_changes,
)
from library.media.policy import POLICIES
from library.media.tree import read_tree, to_plain


def answer(request: dict[str, Any], blob: bytes = b"") -> bytes:
    """Do with the file a request names, or with the bytes behind it, what it asks for; return the message to send."""
    error: LibraryError
    is_worn = False
    path, shooting = Path(str(request["path"])), bool(request["shooting"])
    seconds = cpu_budget(path)
    try:
        with cpu_clock(seconds):
            if request["task"] == "look":
                return pack_inspection(look_at(path, shooting=shooting))
            if request["task"] == "develop":
                media, turn = media_of(str(request["format"])), request["orientation"]
                orientation = turn if isinstance(turn, int) else None
                return pack_development(develop_file(path, media, orientation=orientation, shooting=shooting))
            if request["task"] == "tree":
                return pack_message({"tree": to_plain(read_tree(path))})
            if request["task"] in {"write", "embed"}:
                return _write(path, request, blob)
            return pack_inspection(inspect_file(path, shooting=shooting))
    except OutOfTime:
        error = MediaRefused(f"It takes more than {seconds:.0f} s of computing to read, so it is no honest file.")
        is_worn = True
    except LibraryError as e:
        error = e
    except MemoryError:
        error = MediaRefused("It needs more memory than photodesk allows.")
        is_worn = True
    # The outermost loop of the worker: a decoder may raise anything on a hostile file, and the batch must go on.
    except Exception as e:  # noqa: BLE001
        error = UnreadableMedia(f"It cannot be read ({type(e).__name__}: {str(e)[:200]}).")
    return pack_message({"error": type(error).__name__, "reason": error.message, "hint": error.hint, "worn": is_worn})


def _write(path: Path, request: dict[str, Any], blob: bytes) -> bytes:
    """Write a copy that carries other metadata, or put them into the bytes of a picture."""
    changes, policy = unpack_changes(request["changes"]), POLICIES[request["policy"]]
    if request["task"] == "embed":
        return pack_message({"embedded": True}, embed_in_bytes(blob, media_of(request["format"]), changes, policy))
    with room_for_copy(path):
        target = Path(request["target"])
        return pack_written(write_metadata(path, target, changes, policy, only_new=bool(request["only_new"])))


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer requests until the parent closes the pipe."""
    answers.write(pack_message({"ready": os.getpid()}))
    answers.flush()
    while True:
        head = requests.read(HEADER.size)
        if len(head) < HEADER.size:
            return
        text_bytes, blob_bytes = HEADER.unpack(head)
        request = json.loads(requests.read(text_bytes))
        blob = requests.read(blob_bytes)
        # If the parent itself has gone, nobody enforces its deadline: the system does.
        signal.alarm(int(request["deadline"]) + 10)
        answers.write(answer(request, blob))
        answers.flush()
        signal.alarm(0)


def main() -> None:
    """Run the worker; libraries that print are sent to standard error, so that the answers stay clean."""
    limit_process()
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    with contextlib.suppress(BrokenPipeError, KeyboardInterrupt):
        serve(requests, answers)


if __name__ == "__main__":
    main()
