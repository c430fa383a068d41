"""Read the editorial and technical fields of an EXIF block, with the repairs that real files need."""

import math
import re
from dataclasses import dataclass

from library.media.charset import clean_text, guess_text
from library.media.tiff import Directory, Entry, TiffDirectories

IMAGE_DESCRIPTION, MAKE, MODEL, ORIENTATION, ARTIST, COPYRIGHT = 0x010E, 0x010F, 0x0110, 0x0112, 0x013B, 0x8298
XP_TITLE, XP_COMMENT, XP_AUTHOR, XP_KEYWORDS, USER_COMMENT = 0x9C9B, 0x9C9C, 0x9C9D, 0x9C9E, 0x9286
DATE_ORIGINAL, DATE_DIGITIZED, SUBSEC_ORIGINAL, SUBSEC_DIGITIZED = 0x9003, 0x9004, 0x9291, 0x9292
OFFSET_ORIGINAL, OFFSET_DIGITIZED = 0x9011, 0x9012
EXPOSURE_TIME, F_NUMBER, ISO_SPEED, FOCAL_LENGTH = 0x829A, 0x829D, 0x8827, 0x920A
LENS_MAKE, LENS_MODEL, IMAGE_TITLE, PHOTOGRAPHER = 0xA433, 0xA434, 0xA436, 0xA437
GPS_LATITUDE_REF, GPS_LATITUDE, GPS_LONGITUDE_REF, GPS_LONGITUDE = 1, 2, 3, 4

_ASCII = 2
_DATE = re.compile(r"\s*(\d{4})\D(\d{1,2})\D(\d{1,2})(?:[T\s:]+(\d{1,2})\D(\d{1,2})(?:\D(\d{1,2})(?:\.(\d+))?)?)?")
_ZONE = re.compile(r"\s*(?:Z|([+-])(\d{1,2}):?(\d{2}))\s*$")


@dataclass(frozen=True, slots=True)
class ExifFields:
    """What an EXIF block says in our words; '' or None where it says nothing."""

    description: str = ""
    artist: str = ""
    copyright_notice: str = ""
    title: str = ""
    keywords: tuple[str, ...] = ()
    created: str = ""
    digitized: str = ""
    orientation: int | None = None
    camera: str = ""
    lens: str = ""
    exposure: str = ""
    gps: tuple[float, float] | None = None
    comment: str = ""


def read_exif_fields(directories: TiffDirectories) -> ExifFields:
    """Read the fields that concern a picture desk from EXIF directories."""
    main, exif = directories.main, directories.exif
    return ExifFields(
        description=_text(main, IMAGE_DESCRIPTION),
        artist=_text(main, ARTIST) or _text(exif, PHOTOGRAPHER) or _wide_text(main, XP_AUTHOR),
        copyright_notice=_copyright(main.get(COPYRIGHT)),
        title=_text(exif, IMAGE_TITLE) or _wide_text(main, XP_TITLE),
        keywords=tuple(word.strip() for word in _wide_text(main, XP_KEYWORDS).split(";") if word.strip()),
        created=_moment(exif, DATE_ORIGINAL, SUBSEC_ORIGINAL, OFFSET_ORIGINAL)
        or _moment(main, DATE_ORIGINAL, SUBSEC_ORIGINAL, OFFSET_ORIGINAL),
        digitized=_moment(exif, DATE_DIGITIZED, SUBSEC_DIGITIZED, OFFSET_DIGITIZED),
        orientation=_orientation(main.get(ORIENTATION)),
        camera=join_camera(_text(main, MAKE), _text(main, MODEL)),
        lens=_text(exif, LENS_MODEL),
        exposure=_exposure(exif),
        gps=_gps(directories.gps),
        comment=_comment(exif.get(USER_COMMENT)) or _wide_text(main, XP_COMMENT),
    )


def join_camera(make: str, model: str) -> str:
    """Join maker and model, naming the maker once ('NIKON CORPORATION', 'NIKON D5' -> 'NIKON D5')."""
    first = make.split(" ", maxsplit=1)[0].lower() if make else ""
    if not model or not first or model.lower().startswith(first):
        return model or make
    return f"{make} {model}"


def parse_moment(text: str, *, zone: str = "", fraction: str = "") -> str:
    """Turn '2024:05:03 10:20:30' and its variants into ISO 8601, '' when it is no date.

    Args:
        text: date, or date and time, with any separators, perhaps with a zone at its end.
        zone: '+02:00' from a field of its own.
        fraction: digits of a second from a field of its own.
    """
    found = _DATE.match(text)
    if not found:
        return ""
    year, month, day = (int(part) for part in found.group(1, 2, 3))
    if not (year and 1 <= month <= 12 and 1 <= day <= 31):
        return ""
    date = f"{year:04d}-{month:02d}-{day:02d}"
    if found.group(4) is None:
        return date
    hour, minute, second = (int(part or 0) for part in found.group(4, 5, 6))
    if hour > 23 or minute > 59 or second > 60:
        return date
    digits = (found.group(7) or fraction).rstrip("0")
    time = f"{hour:02d}:{minute:02d}:{second:02d}" + (f".{digits}" if digits.isdigit() else "")
    return f"{date}T{time}{parse_zone(zone) or parse_zone(text[found.end() :])}"


def parse_zone(text: str) -> str:
    """Turn '+0200', '+02:00' or 'Z' into the ISO form, '' when it is no zone."""
    found = _ZONE.match(text)
    if not found:
        return ""
    if not found.group(1):
        return "Z"
    hours, minutes = int(found.group(2)), int(found.group(3))
    return f"{found.group(1)}{hours:02d}:{minutes:02d}" if hours <= 14 and minutes < 60 else ""


def valid_position(latitude: float, longitude: float) -> tuple[float, float] | None:
    """Return a position rounded to about 10 cm, None when it is no place on earth or the default 0/0."""
    if math.isnan(latitude) or math.isnan(longitude) or abs(latitude) > 90 or abs(longitude) > 180:
        return None
    if latitude == 0 and longitude == 0:
        return None
    return round(latitude, 6), round(longitude, 6)


def _raw_text(entry: Entry | None) -> bytes:
    """Return the bytes of a text up to its first NUL."""
    if entry is None or entry.type not in {1, 2, 7, 129}:
        return b""
    return entry.data.split(b"\x00", 1)[0]


def _text(directory: Directory, tag: int) -> str:
    """Read a text: UTF-8 if it is, else what it most likely is (EXIF says ASCII, and many do not keep to it)."""
    return guess_text(_raw_text(directory.get(tag))).text


def _wide_text(directory: Directory, tag: int) -> str:
    """Read one of Windows' own texts (UTF-16, little endian whatever the block is)."""
    entry = directory.get(tag)
    if entry is None or entry.type not in {1, 7}:
        return ""
    return clean_text(entry.data.decode("utf-16-le", "ignore").split("\x00", 1)[0])


def _comment(entry: Entry | None) -> str:
    """Read the user comment: eight bytes name its character set (Exif 3.0 §4.6.6), and not every camera fills them."""
    if entry is None or entry.type not in {2, 7}:
        return ""
    mark, rest = entry.data[:8], entry.data[8:]
    if mark.startswith(b"UNICODE"):
        byte_orders = ("utf-16-be", "utf-16-le") if entry.order == ">" else ("utf-16-le", "utf-16-be")
        texts = [rest.decode(byte_order, "ignore").split("\x00", 1)[0] for byte_order in byte_orders]
        # Most writers use the block's byte order, some the other one: there Western letters become Chinese signs.
        return clean_text(max(texts, key=lambda text: sum(char.isascii() for char in text)))
    if mark.startswith(b"JIS"):
        return clean_text(rest.decode("iso2022_jp", "ignore"))
    named = mark.startswith(b"ASCII") or not mark.strip(b"\x00 ")
    return guess_text((rest if named else entry.data).split(b"\x00", 1)[0]).text


def _copyright(entry: Entry | None) -> str:
    """Read the notice; the photographer's and the editor's part are two texts with a NUL between."""
    if entry is None or entry.type not in {1, 2, 7, 129}:
        return ""
    parts = [guess_text(part).text for part in entry.data.split(b"\x00")[:2]]
    return "\n".join(part for part in parts if part)


def _moment(directory: Directory, tag: int, fraction_tag: int, zone_tag: int) -> str:
    """Read a moment with its fraction and zone, each from a tag of its own."""
    return parse_moment(
        _text(directory, tag), zone=_text(directory, zone_tag), fraction=_text(directory, fraction_tag).strip()
    )


def _orientation(entry: Entry | None) -> int | None:
    """Read the orientation; outside 1 to 8 it is none."""
    if entry and entry.type == _ASCII and entry.data[:1].isdigit():
        number: float | None = int(entry.data[:1])
    else:
        number = entry.number() if entry else None
    return int(number) if number is not None and number in range(1, 9) else None


def _exposure(exif: Directory) -> str:
    """Write the exposure as photographers do: '1/250 s, f/2.8, ISO 400, 85 mm'."""

    def number(tag: int) -> float:
        return (exif[tag].number() if tag in exif else 0) or 0

    parts = []
    seconds = number(EXPOSURE_TIME)
    if 0 < seconds < 0.4:
        parts.append(f"1/{round(1 / seconds)} s")
    elif seconds > 0:
        parts.append(f"{seconds:g} s")
    if 0 < number(F_NUMBER) < 200:
        parts.append(f"f/{number(F_NUMBER):.3g}")
    if number(ISO_SPEED) > 0:
        parts.append(f"ISO {number(ISO_SPEED):.0f}")
    if 0 < number(FOCAL_LENGTH) < 10_000:
        parts.append(f"{number(FOCAL_LENGTH):.4g} mm")
    return ", ".join(parts)


def _gps(gps: Directory) -> tuple[float, float] | None:
    """Read the position in degrees, north and east positive."""
    degrees = []
    for tag, ref_tag, negative in ((GPS_LATITUDE, GPS_LATITUDE_REF, b"S"), (GPS_LONGITUDE, GPS_LONGITUDE_REF, b"W")):
        parts = gps[tag].numbers()[:3] if tag in gps else ()
        if not parts:
            return None
        # Whole degrees with zero denominators behind them are common; a missing first part is none.
        value = parts[0] + sum(0 if math.isnan(p) else p / 60**i for i, p in enumerate(parts) if i)
        degrees.append(-value if _raw_text(gps.get(ref_tag))[:1].upper() == negative else value)
    return valid_position(*degrees)
