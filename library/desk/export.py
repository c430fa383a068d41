"""Exports of a gallery: JSON of our own, and a page with its pictures beside it or inside it."""

from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from library.desk.copies import read_rendition
from library.desk.gallery_view import get_gallery
from library.desk.publish import read_published
from library.desk.workspace import Workspace
from library.errors import InvalidInput
from library.galleries import document as documents
from library.galleries.document import DocumentItem, DocumentRendition, GalleryDocument
from library.galleries.html import render_page
from library.media.writer import Writer

_SUFFIXES = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "image/gif": ".gif",
    "video/mp4": ".mp4",
    "video/quicktime": ".mov",
    "video/webm": ".webm",
    "video/x-matroska": ".mkv",
}


_Choice = Callable[[DocumentItem], DocumentRendition | None]


def read_document(workspace: Workspace, gallery_id: int, *, published: bool = False) -> GalleryDocument:
    """Read a gallery's document: as it stands now, or as it was last published.

    Raises:
        NotFound: there is no such gallery, or it was never published.
    """
    return read_published(workspace, gallery_id) if published else get_gallery(workspace, gallery_id).document


def export_json(document: GalleryDocument) -> bytes:
    """Write a document as JSON that keeps to the published schema."""
    return documents.dump(document)


def export_html(workspace: Workspace, document: GalleryDocument, language: str | None = None) -> bytes:
    """Write a document as one page that carries its pictures inside; clips show their poster.

    Args:
        language: of the captions; None: the gallery's own.

    Raises:
        InvalidInput: the gallery has no caption in that language.
    """
    _must_have(document, language)

    def embedded(item: DocumentItem) -> str | None:
        rendition = preview_of(item)
        if rendition is None:
            return None
        data = read_rendition(workspace, item, rendition, language, writer)
        return f"data:{rendition.mime};base64,{b64encode(data).decode('ascii')}"

    with Writer() as writer:
        return render_page(document, embedded, language=language).encode()


def export_html_folder(
    workspace: Workspace, document: GalleryDocument, path: Path, language: str | None = None
) -> tuple[Path, ...]:
    """Write a document as a page with a folder of previews and clips beside it.

    Args:
        path: the page to write, as "story.html"; the folder is then "story_files".
        language: of the captions; None: the gallery's own.

    Returns:
        The files written, the page first.

    Raises:
        InvalidInput: the place cannot be written to, or the gallery has no caption in that language.
        BlobMissing: the store lost a picture.
    """
    _must_have(document, language)
    folder = path.with_name(f"{path.stem}_files")
    written: list[Path] = []

    def read(item: DocumentItem, rendition: DocumentRendition) -> bytes:
        return read_rendition(workspace, item, rendition, language, writer)

    def clip(_item: DocumentItem, rendition: DocumentRendition) -> bytes:
        with workspace.store.local_path("originals", rendition.digest) as blob:
            return blob.read_bytes()

    def beside(choose: _Choice, read: Callable[[DocumentItem, DocumentRendition], bytes]) -> Callable[..., str | None]:
        def source(item: DocumentItem) -> str | None:
            rendition = choose(item)
            if rendition is None:
                return None
            name = f"{item.position:03d}-{item.uid[:8]}{_SUFFIXES.get(rendition.mime, '')}"
            written.append(folder / name)
            written[-1].write_bytes(read(item, rendition))
            return f"{quote(folder.name)}/{name}"

        return source

    try:
        folder.mkdir(parents=True, exist_ok=True)
        pictures, clips = beside(preview_of, read), beside(_clip_of, clip)
        with Writer() as writer:
            page = render_page(document, pictures, video_src=clips, language=language)
        path.write_text(page, encoding="utf-8")
    except OSError as error:
        raise InvalidInput(
            f"{path} cannot be written: {error.strerror}", hint="Choose a folder that you may write to, with room."
        ) from error
    return (path, *written)


def _must_have(document: GalleryDocument, language: str | None) -> None:
    known = documents.languages_of(document)
    if language is not None and language not in {*known, documents.short_tag(document.language)}:
        raise InvalidInput(
            f"Gallery {document.gallery_id} has no captions in {language!r}", hint=f"It has {', '.join(known)}."
        )


def preview_of(item: DocumentItem) -> DocumentRendition | None:
    """Choose the rendition that a page shows: the preview, else the thumbnail; None when there is neither."""
    by_name = {rendition.name: rendition for rendition in item.renditions}
    return by_name.get("preview") or by_name.get("thumbnail")


def _clip_of(item: DocumentItem) -> DocumentRendition | None:
    if item.kind != "video":
        return None
    return next((rendition for rendition in item.renditions if rendition.name == "original"), None)
