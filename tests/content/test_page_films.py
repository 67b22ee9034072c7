"""A film in sign language is large and smooth enough to read hands, and has captions."""

import struct
from pathlib import Path

import pytest

from directory.content import ContentError
from directory.content.films import FOLDER, films


def box(kind: bytes, *inside: bytes) -> bytes:
    body = b"".join(inside)
    return struct.pack(">I4s", 8 + len(body), kind) + body


def track(kind: bytes, size: tuple[int, int], seconds: int, pictures: int) -> bytes:
    header = bytes(76) + struct.pack(">II", size[0] << 16, size[1] << 16)
    times = struct.pack(">4xIII", 1, pictures * seconds, 1)
    return box(
        b"trak",
        box(b"tkhd", header),
        box(
            b"mdia",
            box(b"mdhd", struct.pack(">12xII4x", 1000, seconds * 1000)),
            box(b"hdlr", bytes(8) + kind + bytes(12)),
            box(b"minf", box(b"stbl", box(b"stts", times))),
        ),
    )


def film(size: tuple[int, int] = (640, 480), seconds: int = 75, pictures: int = 25) -> bytes:
    """The smallest file in the format MP4 that says of itself what a film says."""
    sound = track(b"soun", (0, 0), seconds, 43)
    return (
        box(b"ftyp", b"isom")
        + struct.pack(">I4sQ", 1, b"mdat", 16 + 40)
        + bytes(40)
        + box(b"moov", sound, track(b"vide", size, seconds, pictures))
    )


def laid_down(folder: Path, body: bytes, key: str = "inhalt", captions: str = "WEBVTT\n") -> Path:
    (folder / FOLDER).mkdir(parents=True, exist_ok=True)
    (folder / FOLDER / f"{key}.mp4").write_bytes(body)
    if captions:
        (folder / FOLDER / f"{key}.vtt").write_text(captions)
    return folder


def test_there_may_be_no_films_yet(tmp_path: Path) -> None:
    assert films(tmp_path) == ()


def test_size_and_length_are_read_from_the_file(tmp_path: Path) -> None:
    (found,) = films(laid_down(tmp_path, film()))
    assert (found.key, found.width, found.height, found.seconds) == ("inhalt", 640, 480, 75)
    assert found.size_bytes == len(film())


def test_films_stand_in_the_order_of_the_law(tmp_path: Path) -> None:
    laid_down(tmp_path, film(), "barrierefreiheit")
    assert [one.key for one in films(laid_down(tmp_path, film()))] == [
        "inhalt",
        "barrierefreiheit",
    ]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (film((319, 240)), "319 x 240 is too small"),
        (film((320, 239)), "too small"),
        (film(pictures=24), "24 pictures a second are too few"),
        (b"", "no film in the format MP4"),
        (b"GIF89a" * 100, "no film in the format MP4"),
        (film()[:-30], "no film in the format MP4"),
        (film(seconds=0), "no film in the format MP4"),
    ],
)
def test_what_nobody_could_read_is_refused(tmp_path: Path, body: bytes, said: str) -> None:
    with pytest.raises(ContentError, match=said):
        films(laid_down(tmp_path, body))


def test_a_film_needs_captions(tmp_path: Path) -> None:
    """F5"""
    with pytest.raises(ContentError, match=r"put inhalt\.vtt beside it"):
        films(laid_down(tmp_path, film(), captions=""))
