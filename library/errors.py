"""Every error photodesk raises, with a hint that tells a person what to do.

LibraryError
├── MediaError                what a file is or holds
│   ├── UnsupportedMedia          no kind of file that we read
│   ├── UnreadableMedia           a kind that we read, but damaged
│   ├── MediaRefused              harmful or too large to open safely
│   └── MetadataNotWritten        a copy that does not read back as it should
├── CatalogueError            the database
│   ├── CatalogueUnavailable      cannot be opened or reached
│   ├── CatalogueOutdated         a shared catalogue of an older program
│   ├── CatalogueTooNew           a catalogue of a newer program
│   ├── NotFound                  no such asset, gallery, article or agency
│   ├── EditConflict              somebody else saved in between
│   └── NothingToUndo             the step is unknown or already undone
├── StorageError              the bytes
│   ├── BlobMissing               a digest that the store does not hold
│   └── BlobDamaged               bytes that do not give their digest
├── InvalidInput              what a person or a program asked for makes no sense
├── RegistryError             the list of agencies does not hold together
├── ArticleUnreadable         a page or text that no article can be read from
├── PublishRefused            a gallery that must not go out as it is
├── JudgeUnusable             the shipped judge of likeness belongs to another version
└── SettingsError             the configuration
"""

from collections.abc import Mapping


class LibraryError(Exception):
    """Base of all errors of photodesk.

    Args:
        message: what happened, in one sentence.
        hint: what a person can do now, in one sentence.
    """

    default_hint = "Run the command again; if it fails the same way, send this message to whoever runs photodesk."

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint or self.default_hint


class MediaError(LibraryError):
    """A file is not what it should be."""

    default_hint = "Open the file in another program to see whether it is complete, or ask the agency to send it again."


class UnsupportedMedia(MediaError):
    """The file is of no kind that photodesk reads."""

    default_hint = (
        "Bring in JPEG, PNG, TIFF, WebP, GIF, HEIC or AVIF pictures, camera raw files, Photoshop documents, "
        "or MP4, MOV, WebM or MKV clips."
    )


class UnreadableMedia(MediaError):
    """The file is of a kind that photodesk reads, but damaged."""


class MediaRefused(MediaError):
    """The file is harmful or too large to open safely."""

    default_hint = "Ask the sender for a smaller or newly saved version of the picture."


class MetadataNotWritten(MediaError):
    """What was written into a copy does not read back as it should; no copy was made."""

    default_hint = "The source is as it was; send this message with the file to whoever runs photodesk."


class CatalogueError(LibraryError):
    """The database cannot do what was asked."""


class CatalogueUnavailable(CatalogueError):
    """The database cannot be opened or reached."""

    default_hint = "Check PHOTODESK_DATABASE_URL and PHOTODESK_HOME, and that the folder can be written to."


class CatalogueOutdated(CatalogueError):
    """A shared catalogue was made by an older program."""

    default_hint = "Make a backup, then run `photodesk database upgrade`."


class CatalogueTooNew(CatalogueError):
    """The catalogue was made by a newer program."""

    default_hint = "Install the newest photodesk, or restore the backup that lies beside the catalogue."


class NotFound(CatalogueError):
    """There is no such asset, gallery, article or agency."""

    default_hint = "Check the number; it may have been typed wrong, or belong to another catalogue."


class EditConflict(CatalogueError):
    """Somebody else saved in between."""

    default_hint = "Reload to see the newer version, then make the change again."


class NothingToUndo(CatalogueError):
    """The step is unknown or already undone."""

    default_hint = "Look at the history: only the steps listed there can be undone, once each."


class StorageError(LibraryError):
    """The bytes cannot be stored or fetched."""

    default_hint = "Check that the media folder exists, can be written to, and has room."


class BlobMissing(StorageError):
    """The store does not hold this digest."""

    default_hint = "Restore the media folder from the backup."


class BlobDamaged(StorageError):
    """Stored bytes do not give their digest."""

    default_hint = "Restore the file from the backup; photodesk never rewrites an original."


class InvalidInput(LibraryError):
    """What was asked for makes no sense."""

    default_hint = "Correct the value and try again."


class RegistryError(LibraryError):
    """The list of agencies does not hold together."""

    default_hint = "Correct the entry that the message names."


class ArticleUnreadable(LibraryError):
    """No article can be read from this page or text."""

    default_hint = "Save the page from the browser as HTML, or copy the visible article into a text file."


class PublishRefused(LibraryError):
    """The gallery must not go out as it is.

    Args:
        reasons: language -> the message, where it can be said in more than English.
    """

    default_hint = "Settle the findings of the gallery's checks, then publish again."

    def __init__(self, message: str, *, hint: str | None = None, reasons: Mapping[str, str] | None = None) -> None:
        super().__init__(message, hint=hint)
        self.reasons = dict(reasons or {})


class JudgeUnusable(LibraryError):
    """The data of the judge of likeness do not fit this program."""

    default_hint = "Install photodesk again: judge.json belongs to another version."


class SettingsError(LibraryError):
    """The configuration cannot be used."""

    default_hint = "Correct the setting that the message names; README lists them all."
