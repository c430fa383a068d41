"""Search by picture: do we hold it, or a relative of it?"""

from contextlib import closing
from pathlib import Path

from library.desk.near import NearAsset, surest, told_of
from library.desk.recognise import recogniser_of
from library.desk.workspace import Workspace
from library.errors import UnreadableMedia
from library.media.workers import Unreadable, inspect_files


def find_like(workspace: Workspace, path: Path) -> tuple[NearAsset, ...]:
    """Find a picture or clip that is not brought in, the surest first.

    Args:
        workspace: where to look.
        path: the file; it is read in a process of its own, since it may come from anywhere.

    Raises:
        UnreadableMedia: the file is no picture or clip that can be read.
    """
    with closing(inspect_files([path], workers=1)) as outcomes:
        _, outcome = next(iter(outcomes))
    if isinstance(outcome, Unreadable):
        raise UnreadableMedia(outcome.reason, hint=outcome.hint)
    picture = outcome.picture
    recogniser = recogniser_of(workspace)
    found = (
        each
        for likeness in picture.likenesses
        for each in recogniser.relatives(likeness, (picture.width_px, picture.height_px))
    )
    return told_of(workspace, surest(found))
