"""Uploads become clean photos, or are refused for a reason; whatever a file says of itself."""

import io
import tracemalloc
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFile

from directory.photos import Made, PhotoName, Refusal, Refused, made
from directory.photos.making import LARGE_BYTES, LARGEST_SIDE, MOST_BYTES, SMALL_BYTES
from directory.photos.naming import SMALL_SIDE
from tests.photos import uploads

REFUSED = {
    "pixel bomb": Refusal.TOO_MANY_PIXELS,
    "zip bomb": Refusal.BROKEN,
    "huge head": Refusal.TOO_MANY_PIXELS,
    "huge head of a JPEG": Refusal.TOO_MANY_PIXELS,
    "too many scans": Refusal.BROKEN,
    "SVG": Refusal.NO_PHOTO,
    "GIF": Refusal.NO_PHOTO,
    "TIFF": Refusal.NO_PHOTO,
    "cut JPEG": Refusal.BROKEN,
    "cut PNG": Refusal.BROKEN,
}
TAKEN = sorted(uploads.HOSTILE.keys() - REFUSED)


def opened(photo: bytes) -> Image.Image:
    found = Image.open(io.BytesIO(photo))
    found.load()
    return found


def dot(photo: bytes, across: float, down: float) -> tuple[int, ...]:
    picture = opened(photo).convert("RGB")
    found = picture.getpixel((int(picture.width * across), int(picture.height * down)))
    assert isinstance(found, tuple)
    return found


def near(found: tuple[int, ...], wanted: tuple[int, ...], by: int = 12) -> bool:
    return all(abs(a - b) <= by for a, b in zip(found, wanted, strict=True))


@pytest.mark.parametrize("name", REFUSED)
def test_what_would_hurt_is_refused_for_its_reason(name: str) -> None:
    with pytest.raises(Refused) as refused:
        made(uploads.HOSTILE[name]())
    assert refused.value.why is REFUSED[name]


def test_a_library_that_takes_cut_files_changes_nothing_for_us(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made(uploads.jpeg(300, 300))
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    with pytest.raises(Refused):
        made(uploads.HOSTILE["cut PNG"]())


@pytest.mark.parametrize("name", TAKEN)
def test_what_can_be_cleaned_becomes_a_plain_webp(name: str) -> None:
    photo = made(uploads.HOSTILE[name]())
    found = opened(photo.large)
    assert (found.format, found.mode, found.size) == ("WEBP", "RGB", (photo.width, photo.height))
    assert getattr(found, "n_frames", 1) == 1
    assert set(found.info) <= {"loop", "background", "timestamp", "duration"}


@pytest.mark.parametrize(
    ("upload", "why"),
    [
        (b"", Refusal.EMPTY),
        (b"\xff\xd8\xff" + b"\0" * MOST_BYTES, Refusal.TOO_HEAVY),
        (uploads.heic(), Refusal.HEIC),
        (uploads.jpeg(99, 300), Refusal.TOO_SMALL),
        (uploads.jpeg(1700, 200), Refusal.TOO_LONG),
        (b"\xff\xd8\xff\xe0", Refusal.BROKEN),
        (b"MZ\x90\0" + b"\0" * 500, Refusal.NO_PHOTO),
        (b"%PDF-1.7", Refusal.NO_PHOTO),
    ],
)
def test_everything_else_is_refused_for_its_reason(upload: bytes, why: Refusal) -> None:
    with pytest.raises(Refused) as refused:
        made(upload)
    assert refused.value.why is why


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = uploads.pixel_bomb()
    tracemalloc.start()
    with pytest.raises(Refused):
        made(bomb)
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()


@pytest.mark.parametrize(
    ("kind", "size", "options"),
    [
        ("PNG", (5_100, 5_000), {"compress_level": 1}),
        ("WEBP", (3_600, 2_700), {"method": 0}),
        ("JPEG", (5_100, 5_000), {"progressive": True}),
    ],
)
def test_what_takes_more_memory_may_have_fewer_pixels(
    kind: str, size: tuple[int, int], options: dict[str, Any]
) -> None:
    upload = uploads.written(Image.new("RGB", size, "white"), kind, **options)
    with pytest.raises(Refused) as refused:
        made(upload)
    assert refused.value.why is Refusal.TOO_MANY_PIXELS


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_nothing_hidden_comes_through(kind: str) -> None:
    upload = uploads.with_everything(kind)
    assert uploads.SECRET.encode() in upload, "the test would prove nothing"
    photo = made(upload)
    for body in (photo.large, photo.small):
        assert uploads.SECRET.encode() not in body
        for sign in (b"Exif", b"EXIF", b"GPS", b"XMP", b"xmp", b"ICCP", b"Adobe", b"adobe"):
            assert sign not in body, sign
        # RIFF, its length, WEBP, and then nothing but the picture itself.
        assert (body[:4], body[8:16]) == (b"RIFF", b"WEBPVP8 ")
        length = int.from_bytes(body[16:20], "little")
        assert len(body) == 20 + length + length % 2


def test_a_second_file_behind_the_photo_is_gone() -> None:
    upload = uploads.polyglot()
    assert b"<script>" in upload
    photo = made(upload)
    for body in (photo.large, photo.small):
        assert b"<script>" not in body
        assert b"PK\x03\x04" not in body


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_right_side_is_up_however_the_camera_was_held(orientation: int, kind: str) -> None:
    """The sun is red and at the left top, the floor is blue and below."""
    back = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    held = uploads.scene()
    if orientation in back:
        held = held.transpose(back[orientation])
    photo = made(uploads.written(held, kind, exif=uploads.exif(orientation)))
    assert (photo.width, photo.height) == (1200, 900)
    assert near(dot(photo.large, 0.125, 0.125), (0xC0, 0x20, 0x10))
    assert near(dot(photo.large, 0.5, 0.9), (0x1C, 0x5A, 0x8C))
    assert near(dot(photo.small, 0.125, 0.125), (0xC0, 0x20, 0x10))


def test_a_big_photo_is_shrunk_twice() -> None:
    photo = made(uploads.phone())
    assert max(opened(photo.large).size) == LARGEST_SIDE
    assert max(opened(photo.small).size) == SMALL_SIDE
    assert len(photo.large) <= LARGE_BYTES
    assert len(photo.small) <= SMALL_BYTES


def test_a_small_photo_stays_as_it_is() -> None:
    photo = made(uploads.jpeg(400, 300))
    assert (photo.width, photo.height, photo.small) == (400, 300, b"")


@pytest.mark.parametrize("size", [(1200, 900), (4100, 3000), (3000, 4100), (101, 800)])
def test_the_name_says_the_sizes(size: tuple[int, int]) -> None:
    photo = made(uploads.jpeg(*size))
    name = photo.named("0" * 32)
    assert opened(photo.large).size == (name.width, name.height)
    assert opened(photo.small or photo.large).size == (name.small.width, name.small.height)
    assert PhotoName.of(name.file) == name
    assert PhotoName.of(name.small.file) == name.small


@pytest.mark.parametrize(
    "file",
    [
        "",
        "a.webp",
        "../x",
        "0" * 32 + "-0x1.webp",
        "0" * 32 + "-1x1.webp\n",
        "G" * 32 + "-1x1.webp",
    ],
)
def test_what_is_no_name_of_ours_is_none(file: str) -> None:
    assert PhotoName.of(file) is None


def test_what_is_transparent_becomes_white() -> None:
    photo = made(uploads.transparent())
    assert near(dot(photo.large, 0.9, 0.5), (255, 255, 255))
    assert near(dot(photo.large, 0.2, 0.5), (0, 0, 200))


def test_of_what_moves_the_first_picture_stays() -> None:
    for upload in (uploads.animated(), uploads.animated_png()):
        assert near(dot(made(upload).large, 0.5, 0.5), (255, 0, 0))


def test_sixteen_bits_keep_their_greys() -> None:
    photo = made(uploads.sixteen_bit())
    for across in (0.1, 0.5, 0.9):
        assert near(dot(photo.large, across, 0.5), (round(255 * across),) * 3)


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGBA", "LA", "CMYK", "I;16"])
def test_every_kind_of_colours_is_understood(mode: str) -> None:
    picture = uploads.scene().convert("L" if mode in ("1", "I;16") else "RGB").convert(mode)
    photo = made(uploads.written(picture, "JPEG" if mode == "CMYK" else "PNG"))
    assert opened(photo.large).mode == "RGB"


def test_foreign_colours_become_ours() -> None:
    """A profile that swaps red and green: without it a screen would show the wrong colours."""
    from PIL import ImageCms

    swapped = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    red, green = swapped.index(b"rXYZ"), swapped.index(b"gXYZ")
    whole = bytearray(swapped)
    whole[red : red + 4], whole[green : green + 4] = b"gXYZ", b"rXYZ"
    picture = Image.new("RGB", (300, 300), (220, 20, 20))
    photo = made(uploads.written(picture, "PNG", icc_profile=bytes(whole)))
    found = dot(photo.large, 0.5, 0.5)
    assert found[1] > found[0] + 60, found


@pytest.mark.parametrize("profile", [b"no profile", b"\0" * 200, b"x" * 3_000_000])
def test_a_broken_profile_breaks_no_photo(profile: bytes) -> None:
    assert made(uploads.written(uploads.scene(), "JPEG", icc_profile=profile)).width == 1200


def test_a_photo_of_a_telephone_with_more_pictures_inside_is_taken() -> None:
    """Telephones put a second one behind the first (MPO)."""
    upload = uploads.written(uploads.scene(), "MPO", save_all=True, append_images=[uploads.scene()])
    assert made(upload).width == 1200


_GOOD = {kind: uploads.written(uploads.scene(300, 200), kind) for kind in ("JPEG", "PNG", "WEBP")}


@settings(max_examples=150, deadline=None)
@given(
    kind=st.sampled_from(sorted(_GOOD)),
    changes=st.lists(st.tuples(st.integers(0, 2_000), st.integers(0, 255)), max_size=8),
    end=st.integers(0, 3_000),
)
def test_no_damage_leads_to_another_error(
    kind: str, changes: list[tuple[int, int]], end: int
) -> None:
    whole = bytearray(_GOOD[kind][:end] if end < 2_500 else _GOOD[kind])
    for place, value in changes:
        if place < len(whole):
            whole[place] = value
    try:
        assert isinstance(made(bytes(whole)), Made)
    except Refused as refused:
        assert refused.why in Refusal
