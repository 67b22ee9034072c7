"""Files as people and attackers upload them, made here; nothing of them lies in the repository."""

import io
import struct
import zlib
from collections.abc import Callable
from typing import Any

from PIL import Image, ImageCms, ImageDraw
from PIL.ExifTags import GPS, IFD, Base

SECRET = "Geheimer Ort"  # stands in every block in which a file may hide something


def scene(width: int = 1200, height: int = 900, mode: str = "RGB") -> Image.Image:
    """A hall with a blue floor and a sun at the left top: one sees which side is up."""
    picture = Image.new("RGB", (width, height), "#e8e0d0")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, height * 2 // 3, width, height), fill="#1c5a8c")
    draw.ellipse((0, 0, width // 4, height // 4), fill="#c02010")
    return picture.convert(mode)


def written(picture: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def jpeg(width: int = 1200, height: int = 900, **options: Any) -> bytes:
    return written(scene(width, height), **options)


def exif(orientation: int = 1) -> bytes:
    """With a place, a name and a remark, as telephones write them."""
    found = Image.Exif()
    found[Base.Orientation] = orientation
    found[Base.ImageDescription] = SECRET
    found[Base.Artist] = SECRET
    place = found.get_ifd(IFD.GPSInfo)
    place[GPS.GPSLatitudeRef], place[GPS.GPSLatitude] = "N", (51.0, 28.0, 55.0)
    place[GPS.GPSLongitudeRef], place[GPS.GPSLongitude] = "E", (11.0, 58.0, 11.0)
    place[GPS.GPSAreaInformation] = SECRET.encode()
    return found.tobytes()


def with_everything(kind: str = "JPEG") -> bytes:
    """EXIF, GPS, XMP, remark and colour profile."""
    options: dict[str, Any] = {"exif": exif(), "icc_profile": profile()}
    xmp = f'<x:xmpmeta xmlns:x="adobe:ns:meta/">{SECRET}</x:xmpmeta>'.encode()
    options["xmp"] = xmp
    if kind == "JPEG":
        options["comment"] = SECRET.encode()
    if kind == "PNG":
        from PIL.PngImagePlugin import PngInfo

        words = PngInfo()
        words.add_text("Comment", SECRET)
        words.add_itxt("XML:com.adobe.xmp", xmp.decode())
        options = {"exif": exif(), "icc_profile": profile(), "pnginfo": words}
    return written(scene(), kind, **options)


def profile() -> bytes:
    made = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    return made.tobytes()


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png_of(width: int, height: int, body: bytes, *more: bytes) -> bytes:
    """A PNG that says these sizes, whatever is in it."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    inner = (chunk(b"IHDR", head), *more, chunk(b"IDAT", body), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(inner)


def pixel_bomb() -> bytes:
    """13,000 times 13,000 white dots in half a megabyte; unpacked they take 662 MB."""
    press = zlib.compressobj(9)
    row = b"\0" + b"\xff" * 13_000 * 3
    body = b"".join(press.compress(row) for _ in range(13_000)) + press.flush()
    return png_of(13_000, 13_000, body)


def zip_bomb() -> bytes:
    """A small picture whose remark and profile unpack to 300 MB each."""
    press = zlib.compressobj(9)
    piece = b"\0" * 1_000_000
    big = b"".join(press.compress(piece) for _ in range(300)) + press.flush()
    rows = (b"\0" + b"\x80" * 600) * 200
    words = chunk(b"zTXt", b"Comment\0\0" + big)
    colours = chunk(b"iCCP", b"sRGB\0\0" + big)
    return png_of(200, 200, zlib.compress(rows), colours, words)


def huge_head() -> bytes:
    """Says that it is 2 thousand million dots wide, and holds nothing."""
    return png_of(2_000_000_000, 2_000_000_000, zlib.compress(b"\0"))


def huge_jpeg_head() -> bytes:
    """A JPEG whose head says 65,500 times 65,500."""
    whole = bytearray(jpeg(400, 300))
    place = whole.index(b"\xff\xc0")
    whole[place + 5 : place + 9] = struct.pack(">HH", 65_500, 65_500)
    return bytes(whole)


def idat_bomb() -> bytes:
    """Says 400 times 300, but its dots unpack to 500 MB."""
    press = zlib.compressobj(9)
    piece = b"\0" * 1_000_000
    big = b"".join(press.compress(piece) for _ in range(500)) + press.flush()
    return png_of(400, 300, big)


def many_scans() -> bytes:
    """A JPEG that draws the whole picture again and again."""
    whole = written(scene(3000, 2250), progressive=True)
    last = whole.rindex(b"\xff\xda")
    end = whole.rindex(b"\xff\xd9")
    return whole[:end] + whole[last:end] * 2000 + whole[end:]


def svg() -> bytes:
    return b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def polyglot() -> bytes:
    """A photo that is a web page and a ZIP file at the same time."""
    page = b"<html><script>alert(document.domain)</script></html>"
    whole = written(scene(), comment=page)
    return whole + page + b"PK\x03\x04" + page + b"PK\x05\x06" + b"\0" * 18


def cut() -> bytes:
    whole = jpeg()
    return whole[: len(whole) // 3]


def cut_png() -> bytes:
    whole = written(scene(), "PNG")
    return whole[: len(whole) // 2]


def cmyk() -> bytes:
    return written(scene(mode="CMYK"))


def sixteen_bit() -> bytes:
    """Grey from black to white in 65,536 steps."""
    row = bytes(b for x in range(600) for b in struct.pack("<H", x * 65_535 // 599))
    return written(Image.frombytes("I;16", (600, 400), row * 400), "PNG")


def animated() -> bytes:
    first, *others = (Image.new("RGB", (600, 400), colour) for colour in ("red", "green", "blue"))
    return written(first, "WEBP", save_all=True, append_images=others, duration=100, lossless=True)


def animated_png() -> bytes:
    first, *others = (Image.new("RGB", (600, 400), colour) for colour in ("red", "green", "blue"))
    return written(first, "PNG", save_all=True, append_images=others, duration=100)


def transparent() -> bytes:
    picture = Image.new("RGBA", (600, 400), (200, 0, 0, 0))
    ImageDraw.Draw(picture).rectangle((0, 0, 300, 400), fill=(0, 0, 200, 255))
    return written(picture, "PNG")


def heic() -> bytes:
    return b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 200


def gif() -> bytes:
    return written(scene(), "GIF")


def tiff() -> bytes:
    return written(scene(), "TIFF")


def phone() -> bytes:
    """12 million dots, as telephones take them."""
    return written(noisy(4032, 3024), quality=90, exif=exif(6))


def best_phone() -> bytes:
    """50 million dots: the most that we take."""
    return written(noisy(8160, 6120), quality=80)


def progressive_phone() -> bytes:
    """As large as we take one that is drawn in many passes."""
    return written(noisy(5760, 4320), quality=80, progressive=True)


def noisy(width: int, height: int) -> Image.Image:
    small = Image.effect_noise((width // 8, height // 8), 60).resize((width, height))
    grain = small.point(lambda value: value // 3)
    return Image.composite(scene(width, height), Image.merge("RGB", (grain,) * 3), small)


Maker = Callable[[], bytes]
HOSTILE: dict[str, Maker] = {
    "pixel bomb": pixel_bomb,
    "zip bomb": zip_bomb,
    "dots without end": idat_bomb,
    "huge head": huge_head,
    "huge head of a JPEG": huge_jpeg_head,
    "too many scans": many_scans,
    "SVG": svg,
    "GIF": gif,
    "TIFF": tiff,
    "web page in a photo": polyglot,
    "cut JPEG": cut,
    "cut PNG": cut_png,
    "hidden words": with_everything,
    "CMYK": cmyk,
    "16 bit": sixteen_bit,
    "animated": animated,
    "animated PNG": animated_png,
    "transparent": transparent,
}


def largest_png() -> bytes:
    """24 million dots with transparent ones among them."""
    return written(scene(6000, 4000, "RGBA"), "PNG", compress_level=1)


def largest_png_with_few_colours() -> bytes:
    return written(noisy(6000, 4000).convert("P"), "PNG", compress_level=1)


def largest_webp() -> bytes:
    return written(noisy(3520, 2640), "WEBP", quality=70, method=0)
