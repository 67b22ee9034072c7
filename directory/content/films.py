"""Finds the films in sign language and reads from each file how large, long and smooth it is."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from directory.content.errors import ContentError

KEYS = ("inhalt", "navigation", "barrierefreiheit")
"""BITV § 4 wants these three: contents, navigation, the declaration of accessibility."""

FOLDER = Path("pages") / "gebaerdensprache" / "films"

# BITV, annex 2, part 1.
LEAST_WIDTH, LEAST_HEIGHT, LEAST_PICTURES_PER_SECOND = 320, 240, 25

_CONTAINERS = {b"moov", b"trak", b"mdia", b"minf", b"stbl"}


@dataclass(frozen=True, slots=True)
class Film:
    """A film with its captions; ``size_bytes`` and ``seconds`` are said before it is loaded."""

    key: str
    file: Path
    captions: Path
    width: int
    height: int
    seconds: int
    size_bytes: int


def films(folder: Path) -> tuple[Film, ...]:
    """``folder`` is the content folder; a film that is not there is simply left out.

    Raises ``ContentError`` for a film without captions, or one that is smaller or less smooth than
    the regulation wants: people could not read the hands.
    """
    return tuple(
        _film(key, file) for key in KEYS if (file := folder / FOLDER / f"{key}.mp4").exists()
    )


def _film(key: str, file: Path) -> Film:
    shown_as = f"pages/gebaerdensprache/films/{file.name}"
    captions = file.with_suffix(".vtt")
    if not captions.exists():
        raise ContentError(f"{shown_as}: captions are missing; put {captions.name} beside it.")
    try:
        width, height, seconds, pictures = _look_into(file)
    except (struct.error, ValueError, ZeroDivisionError) as error:
        raise ContentError(f"{shown_as}: this is no film in the format MP4.") from error
    if width < LEAST_WIDTH or height < LEAST_HEIGHT:
        raise ContentError(
            f"{shown_as}: {width} x {height} is too small for hands; "
            f"it must be at least {LEAST_WIDTH} x {LEAST_HEIGHT}."
        )
    # 25 pictures are sometimes written as 24.99.
    if round(pictures) < LEAST_PICTURES_PER_SECOND:
        raise ContentError(
            f"{shown_as}: {pictures:.0f} pictures a second are too few for hands; "
            f"it must be at least {LEAST_PICTURES_PER_SECOND}."
        )
    return Film(key, file, captions, width, height, round(seconds), file.stat().st_size)


def _look_into(file: Path) -> tuple[int, int, float, float]:
    """Width, height, seconds and pictures a second of the track with pictures."""
    track: dict[bytes, bytes] = {}
    for kind, body in boxes(file):
        if kind == b"trak":
            track = {}
        track[kind] = body
        if kind == b"stts" and track.get(b"hdlr", b"")[8:12] == b"vide":
            seconds = seconds_of(track[b"mdhd"])
            width, height = struct.unpack(">II", track[b"tkhd"][-8:])
            return width >> 16, height >> 16, seconds, _pictures(body) / seconds
    raise ValueError("no track with pictures")


def boxes(file: Path) -> Iterator[tuple[bytes, bytes]]:
    """Each box with its content, parents before children; the pictures themselves are skipped."""
    with file.open("rb") as stream:
        while head := stream.read(8):
            size, kind = struct.unpack(">I4s", head)
            past_head = 8
            if size == 1:
                size, past_head = struct.unpack(">Q", stream.read(8))[0], 16
            if kind in _CONTAINERS:
                yield kind, b""
            elif kind in (b"tkhd", b"mdhd", b"hdlr", b"stts"):
                yield kind, stream.read(size - past_head)
            elif size < past_head:
                return  # 0 means: up to the end of the file
            else:
                stream.seek(size - past_head, 1)


def seconds_of(media_header: bytes) -> float:
    wide = media_header[0] == 1
    scale, duration = struct.unpack_from(">IQ" if wide else ">II", media_header, 20 if wide else 12)
    return float(duration / scale)


def _pictures(times: bytes) -> int:
    (count,) = struct.unpack_from(">I", times, 4)
    return sum(struct.unpack_from(">I", times, 8 + 8 * place)[0] for place in range(count))
