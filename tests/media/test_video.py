"""Clips are opened with the one demuxer of their kind, and nothing that they point to is."""

import struct
from pathlib import Path

import av
import pytest

from library.errors import UnreadableMedia, UnsupportedMedia
from library.media import probe
from library.media.inspect import inspect_file
from library.media.probe import probe_file
from library.media.video import read_video
from tests.media.boxes import box, full
from tests.media.clips import moving_scene, write_clip


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    return write_clip(tmp_path / "secret.mp4", moving_scene(4))


SCRIPTS = {
    "concat script": "ffconcat version 1.0\nfile secret.mp4\n",
    "playlist": "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nsecret.mp4\n#EXT-X-ENDLIST\n",
    "playlist of the network": "#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:9/secret.ts\n",
    "DASH manifest": '<?xml version="1.0"?><MPD><Period><BaseURL>secret.mp4</BaseURL></Period></MPD>',
    "session description": "v=0\no=- 0 0 IN IP4 127.0.0.1\nc=IN IP4 127.0.0.1\nm=video 9 RTP/AVP 96\n",
}


@pytest.mark.parametrize("name", SCRIPTS)
@pytest.mark.parametrize("media", [probe.MP4, probe.MKV])
def test_scripts_and_playlists_are_no_clips_whatever_their_name(name: str, media, secret: Path) -> None:
    script = secret.with_name("script.mp4")
    script.write_text(SCRIPTS[name], encoding="ascii")
    with pytest.raises(UnsupportedMedia):
        inspect_file(script)
    with pytest.raises(UnreadableMedia):
        read_video(script, media)


def pointing_elsewhere(clip: bytes, name: bytes) -> bytes:
    """Replace the words 'the pictures lie in this file' by an alias of another file beside it."""
    path = b"/disk/" + name
    alias = b"\x00" * 10 + b"\x04disk".ljust(28, b"\x00") + b"\x00" * 12 + bytes([len(name)]) + name.ljust(63, b"\x00")
    alias += b"\x00" * 16 + struct.pack(">HH", 1, 1) + b"\x00" * 16
    alias += struct.pack(">HH", 2, len(path)) + path + b"\x00" * (len(path) & 1) + b"\xff\xff\x00\x00"
    old = full(b"dref", struct.pack(">I", 1), box(b"url ", b"\x00\x00\x00\x01"))
    new = full(b"dref", struct.pack(">I", 1), full(b"alis", alias))
    assert clip.count(old) == 1
    at = clip.index(old)
    # The boxes around it grow with it.
    whole = bytearray(clip)
    for kind in (b"moov", b"trak", b"mdia", b"minf", b"dinf"):
        length_at = clip.rindex(kind, 0, at) - 4
        (length,) = struct.unpack_from(">I", whole, length_at)
        struct.pack_into(">I", whole, length_at, length + len(new) - len(old))
    return bytes(whole[:at]) + new + bytes(whole[at + len(old) :])


def test_a_clip_whose_pictures_lie_in_another_file_does_not_show_them(secret: Path) -> None:
    clip = secret.with_name("clip.mp4")
    clip.write_bytes(pointing_elsewhere(secret.read_bytes(), b"secret.mp4"))
    assert probe_file(clip) == probe.MP4
    with av.open(str(clip), container_options={"enable_drefs": "1"}) as opened:
        assert next(opened.decode(video=0)), "it is true that the clip points there"
    with pytest.raises(UnreadableMedia, match="none of its frames"):
        read_video(clip, probe.MP4)


def test_a_name_with_a_colon_is_no_protocol(secret: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(secret.parent)
    for name in ("http:clip.mp4", "concat:secret.mp4", "clip %d?.mp4"):
        Path(name).write_bytes(secret.read_bytes())
        assert read_video(Path(name), probe.MP4).codec == "mpeg4"
