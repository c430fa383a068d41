"""Exports of a gallery in every format that there is, and a page with its pictures beside it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from urllib.parse import quote

from library.desk.copies import read_rendition
from library.desk.gallery_view import get_gallery
from library.desk.publish import read_published
from library.desk.workspace import Workspace
from library.errors import InvalidInput
from library.galleries import document as documents
from library.galleries.document import DocumentItem, DocumentRendition, GalleryDocument
from library.galleries.formats import get_format
from library.galleries.html import render_page
from library.galleries.sources import SUFFIXES, Sources, checked_base, clip_of, picture_of
from library.media.writer import Writer

_Choice = Callable[[DocumentItem], DocumentRendition | None]


def read_document(workspace: Workspace, gallery_id: int, *, published: bool = False) -> GalleryDocument:
    """Read a gallery's document: as it stands now, or as it was last published.

    Raises:
        NotFound: there is no such gallery, or it was never published.
    """
    return read_published(workspace, gallery_id) if published else get_gallery(workspace, gallery_id).document


def export_document(
    workspace: Workspace,
    document: GalleryDocument,
    name: str,
    *,
    language: str | None = None,
    base_url: str | None = None,
) -> bytes:
    """Write a document in a format; the same document gives the same bytes, whatever became of its pictures.

    Args:
        name: of one of `library.galleries.formats.FORMATS`.
        language: of the captions, where the format has one language; None: the gallery's own.
        base_url: address under which the pictures will lie; None: that of the settings.

    Raises:
        InvalidInput: no such format, no address, or the gallery has no caption in that language.
        BlobMissing: the store lost a picture that the format carries.
    """
    form = get_format(name)
    _must_have(document, language)
    base = checked_base(base_url or workspace.settings.public_url)
    with Writer() as writer:
        return form.write(document, Sources(base, partial(_read, workspace, language, writer), language))


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

    def beside(choose: _Choice, writer: Writer) -> Callable[[DocumentItem], str | None]:
        def source(item: DocumentItem) -> str | None:
            rendition = choose(item)
            if rendition is None:
                return None
            name = f"{item.position:03d}-{item.uid[:8]}{SUFFIXES.get(rendition.mime, '')}"
            written.append(folder / name)
            written[-1].write_bytes(_read(workspace, language, writer, item, rendition))
            return f"{quote(folder.name)}/{name}"

        return source

    try:
        folder.mkdir(parents=True, exist_ok=True)
        with Writer() as writer:
            page = render_page(
                document, beside(picture_of, writer), video_src=beside(clip_of, writer), language=language
            )
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


def _read(
    workspace: Workspace, language: str | None, writer: Writer, item: DocumentItem, rendition: DocumentRendition
) -> bytes:
    """Read a file of an item for readers: a picture with its words inside, a clip without its notes."""
    return read_rendition(workspace, item, rendition, language, writer)
