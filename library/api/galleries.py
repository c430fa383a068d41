"""Galleries for programs: what they can be exported as, and each export."""

from typing import Any
from urllib.parse import quote

from fastapi import FastAPI
from fastapi.responses import Response

from library.desk.workspace import shared_workspace as workspace


def add_galleries(api: FastAPI) -> None:
    """Add the routes of galleries to the interface."""
    api.get("/galleries/formats")(list_formats)
    api.get("/galleries/schema")(get_schema)
    api.get("/galleries/{gallery_id}/export/{name}")(get_export)


def list_formats() -> list[dict[str, str]]:
    """List the formats that galleries are exported in."""
    from library.galleries.formats import FORMATS  # noqa: PLC0415  the server answers before the rules are loaded

    return [
        {"name": form.name, "title": form.title, "suffix": form.suffix, "mime": form.mime} for form in FORMATS.values()
    ]


def get_schema() -> dict[str, Any]:
    """Give the published schema of photodesk's own JSON."""
    from library.galleries.document import read_schema  # noqa: PLC0415

    return read_schema()


def get_export(
    gallery_id: int, name: str, published: bool = False, language: str | None = None, base_url: str | None = None
) -> Response:
    """Give a gallery in a format: as it is now, or as it was last published."""
    from library.desk.export import export_document, read_document  # noqa: PLC0415
    from library.galleries.formats import get_format  # noqa: PLC0415

    desk, form = workspace(), get_format(name)
    document = read_document(desk, gallery_id, published=published)
    data = export_document(desk, document, name, language=language, base_url=base_url)
    file_name = quote(f"gallery-{gallery_id}{form.suffix}")
    # Always a file: a page with words of strangers is not to open among the desk's own.
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{file_name}",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    return Response(data, media_type=form.mime, headers=headers)
