"""Turns the bytes of an upload into a clean photo: turned, shrunk, and with nothing hidden in it.

Everything is drawn anew on an empty sheet. So no EXIF, no GPS, no XMP, no colour profile and no
second file behind the picture comes through. What a file says of itself is never believed before
its size is known.
"""

import io
import warnings
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from threading import Lock
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final

from directory.photos.naming import SMALL_SIDE, PhotoName

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_BYTES: Final = 15_000_000
# A telephone of today takes 50 million; such a JPEG is read in a smaller size from the start. The
# others are unpacked as a whole, with 4 bytes for each pixel (PNG, JPEG in passes) or 15 (WebP).
MOST_PIXELS: Final = {"JPEG": 51_000_000, "MPO": 51_000_000, "PNG": 25_000_000, "WEBP": 9_300_000}
MOST_PIXELS_IN_PASSES: Final = 25_000_000
# A scan of a JPEG costs as much as the whole picture. Cameras make 1, good programs 10.
MOST_SCANS: Final = 30
SMALLEST_SIDE: Final = 100
LARGEST_SIDE: Final = 1600
# What is drawn is at most so many times longer than wide, else one side would vanish.
LONGEST_SHAPE: Final = 8
LARGE_BYTES: Final = 400_000
SMALL_BYTES: Final = 70_000
QUALITIES: Final = (80, 60, 40, 25)
_PROFILE_BYTES: Final = 2_000_000
_TURNED: Final = {
    2: ("FLIP_LEFT_RIGHT",),
    3: ("ROTATE_180",),
    4: ("FLIP_TOP_BOTTOM",),
    5: ("TRANSPOSE",),
    6: ("ROTATE_270",),
    7: ("TRANSVERSE",),
    8: ("ROTATE_90",),
}
_ORIENTATION: Final = 0x0112
_OF_APPLE: Final = (b"heic", b"heix", b"hevc", b"heim", b"mif1", b"msf1", b"avif", b"avis")


class Refusal(StrEnum):
    """Why an upload is no photo for us; each has a kind sentence of its own."""

    EMPTY = "empty"
    TOO_HEAVY = "too_heavy"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_SMALL = "too_small"
    TOO_LONG = "too_long"
    HEIC = "heic"
    NO_PHOTO = "no_photo"
    BROKEN = "broken"


class Refused(ValueError):
    """An upload that we do not take."""

    def __init__(self, why: Refusal) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True, slots=True)
class Made:
    """One photo as it is stored, in two sizes; ``small`` is empty when ``large`` is small."""

    width: int
    height: int
    large: bytes
    small: bytes = b""

    def named(self, stem: str) -> PhotoName:
        return PhotoName(stem, self.width, self.height)


# One at a time in each process: so memory stays bounded, whoever uploads at the same moment.
_one_at_a_time = Lock()


def made(upload: bytes) -> Made:
    """The photo, ready to be stored. Raises :class:`Refused`."""
    if not upload:
        raise Refused(Refusal.EMPTY)
    if len(upload) > MOST_BYTES:
        raise Refused(Refusal.TOO_HEAVY)
    if _is_of_apple(upload):
        raise Refused(Refusal.HEIC)
    with _one_at_a_time:
        _make_strict()
        return _made(upload)


def _is_of_apple(upload: bytes) -> bool:
    return upload[4:8] == b"ftyp" and upload[8:12] in _OF_APPLE


def _made(upload: bytes) -> Made:
    try:
        sheet = _drawn(upload)
        large = _pressed(sheet, LARGE_BYTES)
        if max(sheet.size) <= SMALL_SIDE:
            return Made(*sheet.size, large)
        small = sheet.resize(_small_size(sheet), _pillow().Image.Resampling.LANCZOS)
        return Made(*sheet.size, large, _pressed(small, SMALL_BYTES))
    except Refused:
        raise
    # A file that was made to hurt may raise anything; whatever it is, the file is no photo.
    except Exception as error:
        raise Refused(Refusal.BROKEN) from error


def _small_size(sheet: "Image") -> tuple[int, int]:
    small = PhotoName("", *sheet.size).small
    return small.width, small.height


def _drawn(upload: bytes) -> "Image":
    """The picture on an empty white sheet, at most 1600 pixels long, the right way up."""
    with _opened(upload) as opened:
        turn = _turn(opened)
        profile = opened.info.get("icc_profile", b"")
        # A JPEG is then read at a half, a quarter or an eighth, which saves most of the memory.
        opened.draft(None, (LARGEST_SIDE, LARGEST_SIDE))
        opened.load()
        picture = _reduced(opened)
    picture.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
    for step in turn:
        picture = picture.transpose(_pillow().Image.Transpose[step])
    sheet: Image = _pillow().Image.new("RGB", picture.size, "white")
    sheet.paste(_in_our_colours(picture, profile))
    return sheet


def _opened(upload: bytes) -> "Image":
    """A picture of which only the head was read, and whose size we can bear."""
    image = _pillow().Image
    try:
        opened: Image = image.open(io.BytesIO(upload), formats=["JPEG", "PNG", "WEBP"])
    except image.UnidentifiedImageError as error:
        looks_like_one = upload[:3] == b"\xff\xd8\xff" or upload[:8] == b"\x89PNG\r\n\x1a\n"
        raise Refused(Refusal.BROKEN if looks_like_one else Refusal.NO_PHOTO) from error
    except (image.DecompressionBombError, image.DecompressionBombWarning) as error:
        raise Refused(Refusal.TOO_MANY_PIXELS) from error
    width, height = opened.size
    most = MOST_PIXELS[opened.format or ""]
    if opened.info.get("progressive"):
        most = MOST_PIXELS_IN_PASSES
    if width * height > most:
        raise Refused(Refusal.TOO_MANY_PIXELS)
    if min(width, height) < SMALLEST_SIDE:
        raise Refused(Refusal.TOO_SMALL)
    if max(width, height) > LONGEST_SHAPE * min(width, height):
        raise Refused(Refusal.TOO_LONG)
    if opened.format in ("JPEG", "MPO") and upload.count(b"\xff\xda") > MOST_SCANS:
        raise Refused(Refusal.BROKEN)
    return opened


def _turn(opened: "Image") -> tuple[str, ...]:
    """How a camera was held; what makes no sense turns nothing."""
    try:
        return _TURNED.get(opened.getexif().get(_ORIENTATION, 1), ())
    except Exception:  # a broken EXIF block does not make a broken photo
        return ()


def _reduced(opened: "Image") -> "Image":
    """Nothing is transparent any more, and it is not much larger than it will be.

    Strip by strip, because a second copy of all pixels would take as much memory again.
    """
    factor = max(opened.size) // (LARGEST_SIDE * 5 // 4)
    if factor < 2:
        return _on_white(opened)
    width, height = opened.size
    rows = 64 * factor
    sheet: Image | None = None
    for top in range(0, height, rows):
        strip = _on_white(opened.crop((0, top, width, min(height, top + rows)))).reduce(factor)
        if sheet is None:
            size = (strip.width, -(-height // factor))
            sheet = _pillow().Image.new(strip.mode, size)
        sheet.paste(strip, (0, top // factor))
    if sheet is None:
        raise Refused(Refusal.BROKEN)
    return sheet


def _on_white(strip: "Image") -> "Image":
    """In one of the few modes that can be shrunk well, in the colours of the file."""
    if strip.mode in ("I;16", "I;16B", "I;16L", "I;16N", "I"):
        return strip.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if strip.mode in ("RGB", "L", "CMYK") and "transparency" not in strip.info:
        return strip
    if strip.mode not in ("RGBA", "LA", "PA", "La", "RGBa") and "transparency" not in strip.info:
        return strip.convert("RGB")
    clear = strip.convert("RGBA")
    white: Image = _pillow().Image.new("RGB", clear.size, "white")
    white.paste(clear, mask=clear.getchannel("A"))
    return white


def _in_our_colours(picture: "Image", profile: bytes) -> "Image":
    """In sRGB, which all screens understand; a profile that makes no sense is left out."""
    if profile and len(profile) <= _PROFILE_BYTES:
        cms = _pillow().ImageCms
        try:
            found: Image | None = cms.profileToProfile(
                picture, io.BytesIO(profile), cms.createProfile("sRGB"), outputMode="RGB"
            )
            if found is not None:
                return found
        except (cms.PyCMSError, OSError, ValueError, TypeError):
            pass
    return picture.convert("RGB")


def _pressed(sheet: "Image", most: int) -> bytes:
    """As WebP, as good as fits; a picture that is nearly noise becomes the coarsest one."""
    body = b""
    # More effort saves a twentieth of the bytes and takes three times as long.
    effort = 1 if max(sheet.size) > SMALL_SIDE else 4
    for quality in QUALITIES:
        out = io.BytesIO()
        sheet.save(out, "WEBP", quality=quality, method=effort, exif=b"", xmp=b"", icc_profile=b"")
        body = out.getvalue()
        if len(body) <= most:
            break
    return body


def _make_strict() -> None:
    """A cut file is refused, and so is what Pillow would only warn of and unpack all the same.

    Said before each photo: these settings hold for the whole process, and the library that makes
    our papers switches cut files on when it is loaded, whenever that is.
    """
    pillow = _pillow()
    pillow.ImageFile.LOAD_TRUNCATED_IMAGES = False
    pillow.Image.MAX_IMAGE_PIXELS = max(MOST_PIXELS.values())
    warnings.filterwarnings("error", category=pillow.Image.DecompressionBombWarning)


@cache
def _pillow() -> Any:
    """Pillow takes 60 ms to load, and most processes never see a photo."""
    from PIL import Image, ImageCms, ImageFile

    return SimpleNamespace(Image=Image, ImageCms=ImageCms, ImageFile=ImageFile)
