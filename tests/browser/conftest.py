"""A desk of its own in a real Chromium: started on a free port, watched for faults and for requests to elsewhere."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, Request, expect, sync_playwright

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "sample_media"
NAMES = ("chromium", "chromium-browser", "google-chrome")
# Chromium itself looks for updates and components; the desk must be the only one that is asked for anything.
QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
START_SECONDS = 60
PATIENCE_MS = 30_000


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the Chromium of this machine; skip where there is none."""
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip(f"none of {', '.join(NAMES)} is installed")
    # Chromium's own sandbox does not work for root, who runs the tests in a container.
    sandbox = ["--no-sandbox"] if hasattr(os, "getuid") and os.getuid() == 0 else []
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*QUIET, *sandbox])
        yield browser
        browser.close()


@pytest.fixture
def desk_url(tmp_path: Path) -> Iterator[str]:
    """Open the desk on a fresh home and a free port; give its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PHOTODESK_")}
    environment |= {"PHOTODESK_HOME": str(tmp_path / "desk"), "PHOTODESK_LANGUAGE": "en", "PHOTODESK_USER": "Mara"}
    command = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}"]
    with (tmp_path / "server.log").open("wb") as log:
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT)
        try:
            _await_health(f"http://127.0.0.1:{port}", server, tmp_path / "server.log")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(20)


def _await_health(url: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and server.poll() is None:
        try:
            with urlopen(f"{url}/api/health", timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.1)  # a process that starts has nothing to wait on but its port
    pytest.fail(f"The desk did not start: {log.read_text(errors='replace')[-2000:]}")


@pytest.fixture
def page(browser: Browser, desk_url: str) -> Iterator[Page]:
    """Give a page on the desk; faults in it and requests to elsewhere fail the test in the end."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, base_url=desk_url, accept_downloads=True)
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda request: faults.append(f"asked {request.url}") if _is_foreign(request) else None)
    yield page
    context.close()
    assert not faults, faults


def _is_foreign(request: Request) -> bool:
    return not request.url.startswith(("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:", "about:"))
