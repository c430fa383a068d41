"""Copy a clip for the public: its pictures and sound byte for byte, and none of the notes around them.

Position, owner, device and the like lie in boxes and tags of the container, in tracks of data beside the pictures, and
in pictures attached as covers; a new container holds none of them (standards.md §3).
"""

import hashlib
from pathlib import Path
from typing import Final

import av
import av.container
import av.stream

from library.errors import InvalidInput, MetadataNotWritten
from library.media import probe
from library.media.probe import MediaType

_CONTAINERS: Final = {probe.MP4: "mp4", probe.MOV: "mov", probe.WEBM: "webm", probe.MKV: "matroska"}
_KEPT: Final = frozenset({"video", "audio", "subtitle"})
_SAME_BYTES: Final = {"fflags": "bitexact"}
_PLAYS_AT_ONCE: Final = {"movflags": "faststart"}
"""The table of contents goes to the front, so that a clip begins to play before it is loaded."""


def copy_bare_clip(source: Path, target: Path, media: MediaType) -> tuple[str, ...]:
    """Copy pictures, sound and subtitles of a clip into a new container; returns what was left out, in words.

    Args:
        source: the clip; it is only read.
        target: the file to write.
        media: kind of the source, and of the copy.

    Raises:
        InvalidInput: this clip cannot be copied so.
        MetadataNotWritten: the copy would not hold the same pictures and sound.
    """
    try:
        left, wanted = _copy(source, target, _CONTAINERS[media])
        found = _digests(target)
    except (av.FFmpegError, ValueError, KeyError) as e:
        raise InvalidInput(
            f"{source.name} cannot be copied without what is not for the public ({getattr(e, 'strerror', None) or e}).",
            hint="Save it anew as MP4 in another program, or leave it out of what goes to readers.",
        ) from e
    if found != wanted:
        raise MetadataNotWritten(f"The pictures and sound of {source.name} would not have stayed the same.")
    return (f"left out of the clip: {', '.join(left)}",) if left else ()


def _copy(source: Path, target: Path, form: str) -> tuple[list[str], list[str]]:
    """Copy the packets; returns the kinds of streams left out, and a digest of each stream kept."""
    options = _SAME_BYTES | (_PLAYS_AT_ONCE if form in {"mp4", "mov"} else {})
    with (
        av.open(str(source), metadata_errors="replace") as before,
        av.open(str(target), "w", format=form, options=options) as after,
    ):
        kept = {stream.index: after.add_stream_from_template(stream) for stream in before.streams if _is_kept(stream)}
        for index, stream in kept.items():
            language = before.streams[index].metadata.get("language")
            stream.metadata.clear()
            if language:
                stream.metadata["language"] = language
        digests = {index: hashlib.sha256() for index in kept}
        for packet in before.demux([before.streams[index] for index in kept]):
            if packet.dts is None:
                continue
            digests[packet.stream.index].update(bytes(packet))
            packet.stream = kept[packet.stream.index]
            after.mux(packet)
        left: list[str] = [stream.type or "unknown" for stream in before.streams if stream.index not in kept]
    return left, [digest.hexdigest() for digest in digests.values()]


def _digests(path: Path) -> list[str]:
    """Digest the packets of each stream."""
    with av.open(str(path), metadata_errors="replace") as container:
        digests = [hashlib.sha256() for _ in container.streams]
        for packet in container.demux():
            if packet.dts is not None:
                digests[packet.stream.index].update(bytes(packet))
    return [digest.hexdigest() for digest in digests]


def _is_kept(stream: "av.stream.Stream") -> bool:
    """Tell whether a stream is part of what is seen and heard; a cover picture is not."""
    return stream.type in _KEPT and not stream.disposition & av.stream.Disposition.attached_pic
