"""Reads from a sound file how many seconds it lasts, without playing it."""

import struct
from pathlib import Path

from directory.content.films import boxes, seconds_of

# By the two bits of a frame: which MPEG; by its rates: kilobits and samples a second.
_BITRATES_1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_BITRATES_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_SAMPLES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}
_LAYER_3 = 1
_SEARCHED_BYTES = 65_536
_OPUS_RATE = 48_000
"""Opus counts its samples at this rate, whatever was recorded (RFC 7845)."""


def seconds(file: Path) -> int | None:
    """None for a file that we do not understand; browsers may play it all the same."""
    readers = {".mp3": _mp3, ".ogg": _ogg, ".opus": _ogg, ".m4a": _m4a}
    try:
        return round(readers[file.suffix](file))
    except (ValueError, LookupError, struct.error, ZeroDivisionError):
        return None


def _m4a(file: Path) -> float:
    return seconds_of(dict(boxes(file))[b"mdhd"])


def _ogg(file: Path) -> float:
    """The last page says how many samples there were until its end."""
    with file.open("rb") as stream:
        head = stream.read(_SEARCHED_BYTES)
        stream.seek(max(0, file.stat().st_size - _SEARCHED_BYTES))
        tail = stream.read()
    last = tail.rindex(b"OggS")
    (samples,) = struct.unpack_from("<q", tail, last + 6)
    if b"OpusHead" in head:
        (skipped,) = struct.unpack_from("<H", head, head.index(b"OpusHead") + 10)
        return float((samples - skipped) / _OPUS_RATE)
    (rate,) = struct.unpack_from("<I", head, head.index(b"\x01vorbis") + 12)
    return float(samples / rate)


def _mp3(file: Path) -> float:
    """By the number of frames where it is told, else by the rate of the first frame."""
    size = file.stat().st_size
    with file.open("rb") as stream:
        start = _after_tag(stream.read(10))
        stream.seek(start)
        head = stream.read(_SEARCHED_BYTES)
    first = _first_frame(head)
    version, rate = _version(head[first + 1]), head[first + 2]
    samples_per_second = _SAMPLES[version][rate >> 2 & 3]
    samples = 1152 if version == 3 else 576
    for name in (b"Xing", b"Info"):
        place = head.find(name, first, first + 200)
        if place > 0 and head[place + 7] & 1:
            (frames,) = struct.unpack_from(">I", head, place + 8)
            return float(frames * samples / samples_per_second)
    bitrates = _BITRATES_1 if version == 3 else _BITRATES_2
    return (size - start - first) * 8 / (bitrates[rate >> 4] * 1000)


def _after_tag(head: bytes) -> int:
    """Title and picture stand before the sound; their length is written in 7 bits a byte."""
    if head[:3] != b"ID3":
        return 0
    return 10 + sum(byte << 7 * (3 - place) for place, byte in enumerate(head[6:10]))


def _first_frame(head: bytes) -> int:
    place = head.find(b"\xff")
    while place >= 0 and len(head) > place + 2:
        is_frame = head[place + 1] & 0xE0 == 0xE0 and head[place + 1] >> 1 & 3 == _LAYER_3
        if (
            is_frame
            and _version(head[place + 1]) in _SAMPLES
            and head[place + 2] >> 4 not in (0, 15)
        ):
            return place
        place = head.find(b"\xff", place + 1)
    raise ValueError("no frame of sound")


def _version(byte: int) -> int:
    return byte >> 3 & 3
