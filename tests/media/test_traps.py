"""Every trap of real metadata that we know is read right."""

from pathlib import Path

import pytest

from library.media.contract import to_contract
from library.media.metadata import read_file
from tests.media.traps import Trap
from tests.media.traps_containers import container_traps
from tests.media.traps_exif import exif_traps, moment_traps
from tests.media.traps_iptc import iim_traps, resource_traps
from tests.media.traps_xmp import packet_traps, shape_traps

FAMILIES = (iim_traps, resource_traps, shape_traps, packet_traps, exif_traps, moment_traps, container_traps)
TRAPS = [trap for family in FAMILIES for trap in family()]


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.name)
def test_a_trap_is_read_right(trap: Trap, tmp_path: Path) -> None:
    path = tmp_path / f"trap{trap.suffix}"
    path.write_bytes(trap.data)
    told = to_contract(path, read_file(path))
    assert {name: told[name] for name in trap.right} == trap.right


def test_no_trap_is_set_twice() -> None:
    assert len({trap.name for trap in TRAPS}) == len(TRAPS)
