"""Everything that an original says of itself, read again from its bytes when somebody asks."""

from library.desk.browse import get_asset
from library.desk.workspace import Workspace
from library.errors import UnreadableMedia
from library.media.tree import Branch
from library.media.workers import Unreadable, read_tree_apart


def read_file_tree(workspace: Workspace, asset_id: int) -> tuple[Branch, ...]:
    """Read the metadata blocks of an asset's original as trees.

    Raises:
        NotFound: there is no such asset.
        BlobMissing: its bytes are gone.
        UnreadableMedia: they cannot be read.
    """
    asset = get_asset(workspace, asset_id).asset
    with workspace.store.local_path("originals", asset.digest) as path:
        found = read_tree_apart(path)
    if isinstance(found, Unreadable):
        raise UnreadableMedia(found.reason.replace(path.name, asset.file_name), hint=found.hint)
    return found.blocks
