"""Pictures over HTTP: thumbnails, previews and originals under addresses that never change their bytes."""

from collections import OrderedDict
from collections.abc import Iterator
from functools import cache
from typing import BinaryIO
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from library.desk.pictures import FIRST_LOOK, draw_placeholder, find_original, read_picture
from library.desk.workspace import shared_workspace as workspace
from library.storage.store import CHUNK_BYTES

CACHE_BYTES = 96 << 20
FOR_EVER = {"Cache-Control": "private, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"}
FOR_A_MOMENT = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
_RENDITIONS = {"thumb": "thumbnail", "preview": "preview"}


class RecentBytes:
    """Keep what was asked for last, up to a number of bytes.

    Args:
        limit_bytes: how much may be kept.
    """

    def __init__(self, limit_bytes: int) -> None:
        self._limit = limit_bytes
        self._size = 0
        self._kept: OrderedDict[str, tuple[bytes, str]] = OrderedDict()

    def get(self, key: str) -> tuple[bytes, str] | None:
        """Give bytes and media type; None where they are not kept."""
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        return found

    def put(self, key: str, value: tuple[bytes, str]) -> None:
        """Keep bytes and media type, and let the oldest go where there is no room."""
        if key in self._kept or len(value[0]) > self._limit // 4:
            return
        self._kept[key] = value
        self._size += len(value[0])
        while self._size > self._limit:
            _, (data, _) = self._kept.popitem(last=False)
            self._size -= len(data)


@cache
def recent() -> RecentBytes:
    """Give the process's memory of recent renditions."""
    return RecentBytes(CACHE_BYTES)


def routes() -> list[Route]:
    """List the routes of pictures."""
    return [
        Route("/thumb/{asset_id:int}/{version}.jpg", _rendition, name="thumb"),
        Route("/preview/{asset_id:int}/{version}.jpg", _rendition, name="preview"),
        Route("/original/{asset_id:int}/{file}", _original, name="original"),
    ]


async def _rendition(request: Request) -> Response:
    """Answer with a rendition, from memory if it was asked for lately."""
    asset_id, version = int(request.path_params["asset_id"]), str(request.path_params["version"])
    name = _RENDITIONS[request.url.path.split("/")[1]]
    is_first_look = version.endswith(FIRST_LOOK)
    key = f"{workspace().settings.home}|{name}|{asset_id}|{version}"
    found = None if is_first_look else recent().get(key)
    if found is None:
        found = await run_in_threadpool(read_picture, workspace(), asset_id, version, name)
        if found is None:
            plate = await run_in_threadpool(draw_placeholder, workspace(), asset_id, version)
            return Response(plate, media_type="image/svg+xml", headers=FOR_A_MOMENT) if plate else _missing()
        if is_first_look:
            return Response(found[0], media_type=found[1], headers=FOR_A_MOMENT)
        recent().put(key, found)
    data, mime = found
    tag = f'"{version}-{name}"'
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers={**FOR_EVER, "ETag": tag})
    return Response(data, media_type=mime, headers={**FOR_EVER, "ETag": tag})


def _original(request: Request) -> Response:
    """Answer with the bytes as delivered, or the part of them that a player asks for."""
    version, _, _ = str(request.path_params["file"]).partition(".")
    asset = find_original(workspace(), int(request.path_params["asset_id"]), version)
    if asset is None:
        return _missing()
    kind = "attachment" if "download" in request.query_params else "inline"
    headers = {
        **FOR_EVER,
        "ETag": f'"{version}"',
        "Accept-Ranges": "bytes",
        "Content-Disposition": f"{kind}; filename*=UTF-8''{quote(asset.file_name)}",
    }
    span = byte_range(request.headers.get("range"), asset.size_bytes)
    if span is None:
        headers["Content-Range"] = f"bytes */{asset.size_bytes}"
        return Response(status_code=416, headers=headers)
    first, last = span
    headers["Content-Length"] = str(last - first + 1)
    is_part = "range" in request.headers
    if is_part:
        headers["Content-Range"] = f"bytes {first}-{last}/{asset.size_bytes}"
    source = workspace().store.open("originals", asset.digest)
    return StreamingResponse(
        _chunks(source, first, last), 206 if is_part else 200, headers=headers, media_type=asset.mime
    )


def byte_range(header: str | None, size_bytes: int) -> tuple[int, int] | None:
    """Read a Range header of one range (RFC 9110 §14.2).

    Returns:
        first and last byte, all of them where nothing was asked; None where the range lies outside.
    """
    if not header or not header.startswith("bytes=") or "," in header:
        return 0, size_bytes - 1
    start, _, end = header.removeprefix("bytes=").partition("-")
    if not all(part.isdigit() or not part for part in (start, end)) or not start + end:
        return None
    if not start:
        first, last = max(size_bytes - int(end), 0), size_bytes - 1
    else:
        first, last = int(start), min(int(end), size_bytes - 1) if end else size_bytes - 1
    return (first, last) if first <= last else None


def _chunks(source: BinaryIO, first: int, last: int) -> Iterator[bytes]:
    with source:
        source.seek(first)
        left = last - first + 1
        while left > 0:
            data = source.read(min(CHUNK_BYTES, left))
            if not data:
                return
            left -= len(data)
            yield data


def _missing() -> Response:
    return PlainTextResponse("There is no such picture.", 404, headers={"Cache-Control": "no-store"})
