"""The server's own side: routes beside the screens, and what happens when the process starts."""

import gc
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

from starlette.routing import BaseRoute, Mount

from library.api import assets, pictures
from library.desk.background import Background
from library.desk.workspace import shared_workspace as workspace


def routes() -> list[BaseRoute]:
    """List all routes beside the screens: pictures, and /api for programs."""
    return [*pictures.routes(), Mount("/api", app=assets.interface())]


def lifespan(warm_up: Callable[[], None]) -> Callable[[Any], AbstractAsyncContextManager[dict[str, Any]]]:
    """Make the server's beginning and end.

    Args:
        warm_up: loads what the first visitor would otherwise wait for.
    """

    @asynccontextmanager
    async def around(_app: object) -> AsyncIterator[dict[str, Any]]:
        background = Background(workspace())
        warm_up()
        gc.collect()
        gc.freeze()  # what is loaded now stays: the collector need not look through it again after each run
        background.start()
        yield {}
        background.stop()

    return around
