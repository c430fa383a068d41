"""Clips: duration, codec, upright size, a poster that shows something, and frames for fingerprints, by PyAV."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import av
import av.container
import av.video.stream
import numpy as np
from PIL import Image

from library.errors import UnreadableMedia
from library.media import probe
from library.media.probe import MediaType

FRAMES = 8
"""Frames that are hashed of a clip, evenly spread."""

FRAME_EDGE_PX = 1600
_MAX_STEPS = 600

_DEMUXERS: Final = {probe.MP4: "mov", probe.MOV: "mov", probe.WEBM: "matroska", probe.MKV: "matroska"}
_OPTIONS: Final = {"protocol_whitelist": "file", "enable_drefs": "0", "use_absolute_path": "0"}
"""A clip whose pictures lie in other files, or on the network, is not read from there."""


@dataclass(frozen=True, slots=True)
class VideoFrame:
    """One upright frame, at most `FRAME_EDGE_PX` long, and its moment."""

    at_seconds: float
    image: Image.Image


@dataclass(frozen=True, slots=True)
class VideoFacts:
    """What a clip is; width and height as it is shown."""

    duration_seconds: float | None
    codec: str
    width_px: int
    height_px: int
    frames: tuple[VideoFrame, ...]
    poster: Image.Image


@contextmanager
def open_clip(path: Path, media: MediaType) -> Iterator[av.container.InputContainer]:
    """Open a clip with the one demuxer that its content asks for; errors of FFmpeg become ours."""
    try:
        # A whole address, because FFmpeg takes words before a colon for a protocol.
        address = f"file:{path.absolute()}"
        with av.open(
            address, format=_DEMUXERS[media], container_options=_OPTIONS, metadata_errors="replace"
        ) as container:
            yield container
    except (av.FFmpegError, ValueError) as e:
        raise UnreadableMedia(f"{path.name} cannot be read as a clip: {getattr(e, 'strerror', None) or e}.") from e


def read_video(path: Path, media: MediaType) -> VideoFacts:
    """Open a clip, measure it, and decode frames evenly spread over it.

    Args:
        path: the file; nothing that it points to is opened.
        media: its kind by content; FFmpeg is not asked, for it would also take playlists and scripts.

    Raises:
        UnreadableMedia: it holds no pictures, or none of them can be decoded.
    """
    with open_clip(path, media) as container:
        if not container.streams.video:
            raise UnreadableMedia(f"{path.name} holds no pictures, only sound or data.")
        stream = container.streams.video[0]
        stream.thread_type = "SLICE"
        duration = _duration(container, stream)
        frames: list[VideoFrame] = []
        width = height = 0
        for frame in _spread(container, stream, duration):
            if not frames:
                width, height = _shown_size(frame, stream)
            frames.append(VideoFrame(round(frame.time or 0.0, 3), _upright(frame, width, height)))
    if not frames:
        raise UnreadableMedia(f"{path.name} is a clip, but none of its frames can be decoded.")
    return VideoFacts(duration, stream.codec_context.name, width, height, tuple(frames), choose_poster(frames))


def choose_poster(frames: list[VideoFrame]) -> Image.Image:
    """Return the first frame that is neither black nor white nor empty, else the one with the most structure."""
    scores = []
    for frame in frames:
        grey = np.asarray(frame.image.convert("L").resize((64, 64), Image.Resampling.BOX), dtype=np.float32)
        scores.append(float(grey.std()))
        if grey.std() >= 20 and 20 <= grey.mean() <= 235:
            return frame.image
    return frames[int(np.argmax(scores))].image


def _duration(container: av.container.InputContainer, stream: av.video.stream.VideoStream) -> float | None:
    """Return the duration in seconds, None when the file does not say."""
    if stream.duration and stream.time_base:
        return round(float(stream.duration * stream.time_base), 3)
    return round(container.duration / av.time_base, 3) if container.duration and container.duration > 0 else None


def _spread(
    container: av.container.InputContainer, stream: av.video.stream.VideoStream, duration: float | None
) -> Iterator[av.VideoFrame]:
    """Yield frames at the middle of equal parts of a clip, each frame once.

    Each part is sought, and decoded from its key frame on until the moment is near. Where key frames are so rare that
    seeking leads back to what was decoded already, the rest is decoded in one go.
    """
    parts = FRAMES if duration else 1
    tolerance = (duration or 0.0) / parts / 2
    last, straight_on = -1.0, False
    frames: Iterator[av.VideoFrame] = iter(())
    for part in range(parts):
        target = (2 * part + 1) * tolerance
        try:
            if not straight_on:
                if stream.time_base:
                    container.seek(int(target / stream.time_base), stream=stream)
                frames = container.decode(stream)
            found, went_back = _decode_until(frames, target - tolerance, last)
        except av.FFmpegError:
            # A damaged part: the other parts still count.
            continue
        straight_on = straight_on or went_back
        if found is not None and (found.time or 0.0) > last:
            last = found.time or 0.0
            yield found


def _decode_until(frames: Iterator[av.VideoFrame], moment: float, last: float) -> tuple[av.VideoFrame | None, bool]:
    """Decode until a moment; give the frame, or the last one there is, and whether the first lay before `last`."""
    found, went_back = None, False
    for step, frame in enumerate(frames):
        went_back = went_back or (step == 0 and (frame.time or 0.0) <= last)
        found = frame
        if (frame.time or 0.0) >= moment and (frame.time or 0.0) > last:
            break
        if step >= _MAX_STEPS:
            break
    return found, went_back


def _shown_size(frame: av.VideoFrame, stream: av.video.stream.VideoStream) -> tuple[int, int]:
    """Return width and height as shown: square pixels, rotation applied."""
    ratio = stream.sample_aspect_ratio
    width = round(frame.width * ratio) if ratio and ratio > 0 and ratio != 1 else frame.width
    return (frame.height, width) if frame.rotation % 180 else (width, frame.height)


def _upright(frame: av.VideoFrame, width: int, height: int) -> Image.Image:
    """Turn a frame into an upright picture of at most `FRAME_EDGE_PX`."""
    scale = min(1.0, FRAME_EDGE_PX / max(width, height))
    shown = max(1, round(width * scale)), max(1, round(height * scale))
    lying = shown[::-1] if frame.rotation % 180 else shown
    image = Image.fromarray(frame.to_ndarray(format="rgb24", width=lying[0], height=lying[1]))
    return image.rotate(frame.rotation, expand=True) if frame.rotation else image
