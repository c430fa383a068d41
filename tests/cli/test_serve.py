import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest

from library.cli.serve import must_be_free, server_command
from library.errors import InvalidInput


def test_desk_listens_where_it_is_told() -> None:
    command = server_command(8765, "127.0.0.1", headless=True)
    assert command[command.index("--server.address") + 1] == "127.0.0.1"
    assert command[command.index("--server.port") + 1] == "8765"
    assert Path(command[4]).name == "app.py"


def test_taken_port_is_told_before_anything_starts() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(InvalidInput) as told:
            must_be_free(taken.getsockname()[1], "127.0.0.1")
    assert "--port" in told.value.hint


def test_command_line_is_quick_because_it_loads_no_screens() -> None:
    code = "import sys, library.cli.main; sys.exit('streamlit' in sys.modules or 'sqlmodel' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.slow
@pytest.mark.parametrize("headless", [["--headless"], []], ids=["headless", "with a browser"])
def test_serve_opens_the_desk_on_a_new_machine_and_closes_it(tmp_path: Path, headless: list[str]) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable,
        "-c",
        "from library.cli.main import main; main()",
        "serve",
        "--port",
        str(port),
        *headless,
    ]
    # A home of its own: Streamlit has never run there, and the browser that is opened does nothing.
    environment = os.environ | {"PHOTODESK_HOME": str(tmp_path / "home"), "HOME": str(tmp_path), "BROWSER": "true"}
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as server:
        try:
            assert _answers(port)
        finally:
            os.killpg(server.pid, signal.SIGINT)
            said = server.communicate(timeout=30)[0]
    assert f"http://localhost:{port}" in said


def _answers(port: int) -> bool:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            with closing(HTTPConnection("127.0.0.1", port, timeout=5)) as connection:
                connection.request("GET", "/api/health")
                return connection.getresponse().status == 200
        except OSError:
            time.sleep(0.2)
    return False
