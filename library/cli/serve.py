"""`photodesk serve`: open the desk in the browser."""

import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from library.cli.door import opened
from library.cli.sample import FOLDER, bring_in, tell
from library.errors import InvalidInput

if TYPE_CHECKING:
    from library.desk.workspace import Workspace

SCRIPT = Path(__file__).parents[2] / "app.py"
HIGHEST_PORT = 65535


def register(main: typer.Typer) -> None:
    """Add the command to the command line."""
    main.command()(serve)


def serve(
    port: Annotated[int, typer.Option(min=1, max=HIGHEST_PORT, help="Port of the address.")] = 8501,
    address: Annotated[
        str, typer.Option(help="Address to listen at; others than this computer: 0.0.0.0.")
    ] = "127.0.0.1",
    sample: Annotated[
        bool, typer.Option("--sample/--no-sample", help="Bring the sample newsroom in if the catalogue is empty.")
    ] = False,
    headless: Annotated[bool, typer.Option("--headless", help="Do not open a browser.")] = False,
) -> None:
    """Open the desk: catalogue, galleries and audit in the browser.

    Example: photodesk serve --sample --port 8600
    """
    if not SCRIPT.is_file():
        raise InvalidInput(f"{SCRIPT} is missing", hint="Install photodesk from its checkout: pip install -e .")
    must_be_free(port, address)
    with opened() as workspace:
        if sample:
            _fill(workspace)
        home = workspace.settings.home
    shown = "localhost" if address in {"127.0.0.1", "0.0.0.0"} else address  # noqa: S104  compared, not bound
    typer.secho(f"\n  The desk is open at http://{shown}:{port}", bold=True)
    typer.echo(f"  Catalogue and media: {home}\n  Ctrl+C closes it.\n")
    command = server_command(port, address, headless=headless)
    environment = os.environ | {"PHOTODESK_HOME": str(home)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as server:  # noqa: S603  our own script
        try:
            code = server.wait()
        except KeyboardInterrupt:  # the server has got it as well, and closes by itself
            server.wait()
            code = 0
    if code:
        raise typer.Exit(code)


def must_be_free(port: int, address: str) -> None:
    """Refuse a port that something listens at already.

    Raises:
        InvalidInput: it is taken, or the address is not this computer's.
    """
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server does
        try:
            probe.bind((address, port))
        except OSError as error:
            raise InvalidInput(
                f"Nothing can listen at {address}:{port}: {error.strerror}",
                hint="Close the desk that is open there, or choose another port: photodesk serve --port 8502",
            ) from error


def server_command(port: int, address: str, *, headless: bool) -> list[str]:
    """Give the command that runs the server; it takes uvloop by itself where that is installed."""
    command = [sys.executable, "-m", "streamlit", "run", str(SCRIPT), "--server.port", str(port)]
    # On a machine's first start Streamlit asks for an e-mail address, where nobody sees it, and gives up without one.
    command += ["--server.showEmailPrompt", "false"]
    return [*command, "--server.address", address, "--server.headless", str(headless).lower()]


def _fill(workspace: "Workspace") -> None:
    """Bring the sample newsroom in, but never beside somebody's own pictures."""
    from library.desk.sample import is_empty  # noqa: PLC0415  keeps `credit parse` quick

    if is_empty(workspace):
        typer.echo(tell(bring_in(workspace, FOLDER, shown=True)))
