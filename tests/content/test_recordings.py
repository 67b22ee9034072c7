"""Recordings are found beside their text, and say how long they last as far as the file tells."""

import struct
from pathlib import Path

import pytest

from directory.content.recordings import Recordings
from tests.content.test_page_films import box

OFFER = "0f3c6d7e-0000-4000-8000-000000000003"


def page_of_ogg(samples: int, body: bytes = b"") -> bytes:
    return b"OggS\x00\x00" + struct.pack("<q", samples) + bytes(12) + body


def opus(seconds: int, skipped: int = 312) -> bytes:
    head = b"OpusHead\x01\x01" + struct.pack("<HI", skipped, 16_000)
    return page_of_ogg(0, head) + bytes(100_000) + page_of_ogg(seconds * 48_000 + skipped)


def vorbis(seconds: int, rate: int = 44_100) -> bytes:
    head = b"\x01vorbis" + struct.pack("<IBI", 0, 1, rate)
    return page_of_ogg(0, head) + page_of_ogg(seconds * rate)


# MPEG 1, layer 3, 128 kilobits and 44,100 samples a second.
FRAME = b"\xff\xfb\x90\x00"
# MPEG 2, layer 3, 32 kilobits and 16,000 samples a second.
SMALL_FRAME = b"\xff\xf3\x48\x00"


def mp3(seconds: int) -> bytes:
    """With a title before the sound, so long that its length needs two bytes."""
    title = b"ID3\x04\x00\x00" + bytes([0, 0, 2, 44]) + bytes(300)
    return title + FRAME + bytes(seconds * 16_000 - 4)


def mp3_that_counts(seconds: int) -> bytes:
    frames = round(seconds * 44_100 / 1152)
    return FRAME + bytes(32) + b"Xing" + struct.pack(">II", 1, frames) + bytes(5000)


def m4a(seconds: int) -> bytes:
    header = box(b"mdhd", struct.pack(">12xII4x", 44_100, seconds * 44_100))
    track = box(b"trak", box(b"mdia", header, box(b"hdlr", bytes(8) + b"soun" + bytes(12))))
    return box(b"ftyp", b"M4A ") + box(b"mdat", bytes(40)) + box(b"moov", track)


def recordings(folder: Path) -> Recordings:
    return Recordings(folder / "pages", folder / "recordings")


def laid_down(folder: Path, name: str, body: bytes) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(body)


@pytest.mark.parametrize(
    ("ending", "body", "seconds"),
    [
        ("mp3", mp3(95), 95),
        ("mp3", mp3_that_counts(95), 95),
        ("mp3", SMALL_FRAME + bytes(4000 * 20), 20),
        ("ogg", vorbis(95), 95),
        ("ogg", opus(95), 95),
        ("opus", opus(7), 7),
        ("m4a", m4a(95), 95),
        ("mp3", b"", None),
        ("mp3", b"no sound at all", None),
        ("mp3", b"\xff\xfb", None),
        ("ogg", b"OggS", None),
        ("opus", b"", None),
        ("m4a", box(b"ftyp", b"M4A "), None),
        ("m4a", box(b"mdhd", bytes(20)), None),
    ],
)
def test_the_length_is_read_from_the_file_or_unknown(
    tmp_path: Path, ending: str, body: bytes, seconds: int | None
) -> None:
    laid_down(tmp_path, f"pages/hilfe/easy.{ending}", body)
    found = recordings(tmp_path).of_page("hilfe", "easy")
    assert found
    assert (found.seconds, found.size_bytes, found.ending) == (seconds, len(body), ending)


def test_a_recording_belongs_to_one_text_in_one_language(tmp_path: Path) -> None:
    laid_down(tmp_path, "pages/hilfe/easy.mp3", mp3(1))
    laid_down(tmp_path, f"recordings/{OFFER}.de.opus", opus(1))
    found = recordings(tmp_path)
    assert found.of_page("hilfe", "easy")
    assert found.of_page("hilfe", "en") is None
    assert found.of_page("kontakt", "easy") is None
    assert found.of_offer(OFFER, "easy") is None
    of_offer = found.of_offer(OFFER, "de")
    assert of_offer
    assert of_offer.kind == "audio/ogg"


@pytest.mark.parametrize("name", ["../hilfe", "..", "", "hilfe/../hilfe", "Hilfe\n", "a\0b"])
def test_a_name_never_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    laid_down(tmp_path, "pages/hilfe/easy.mp3", mp3(1))
    laid_down(tmp_path, "hilfe/easy.mp3", mp3(1))
    laid_down(tmp_path, "recordings/x.easy.mp3", mp3(1))
    found = recordings(tmp_path)
    assert found.of_page(name, "easy") is None
    assert found.of_offer(name, "easy") is None


def test_a_new_recording_changes_the_state(tmp_path: Path) -> None:
    found = recordings(tmp_path)
    before = found.state
    laid_down(tmp_path, f"recordings/{OFFER}.easy.mp3", mp3(1))
    assert found.state != before


def test_a_recording_that_was_made_anew_is_measured_anew(tmp_path: Path) -> None:
    found = recordings(tmp_path)
    lengths = []
    for seconds in (5, 6):
        laid_down(tmp_path, "pages/hilfe/easy.mp3", mp3(seconds))
        one = found.of_page("hilfe", "easy")
        lengths.append(one.seconds if one else None)
    assert lengths == [5, 6]
