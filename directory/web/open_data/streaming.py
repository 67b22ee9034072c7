"""Sends a long file bit by bit, so that memory stays the same however long it is."""

import zlib
from collections.abc import Iterable, Iterator

import msgspec
from flask import Response, request, stream_with_context

from directory.web.parts import parts
from directory.web.unchanged import STREAMED

_LEVEL = 4


def file_answer(body: bytes, media_type: str, name: str = "") -> Response:
    """A short file; with a name it is saved and not shown."""
    return named(Response(body, content_type=media_type), name)


def streamed(chunks: Iterable[bytes], media_type: str, name: str = "") -> Response:
    """A long one, pressed where that is taken."""
    is_pressed = request.accept_encodings["gzip"] > 0
    body = _pressed(chunks) if is_pressed else iter(chunks)
    answer = Response(stream_with_context(body), content_type=media_type)
    if is_pressed:
        answer.headers["Content-Encoding"] = "gzip"
    answer.vary.add("Accept-Encoding")
    request.environ[STREAMED] = True
    return named(answer, name)


def json(document: object) -> bytes:
    return msgspec.json.encode(document)


def named(answer: Response, name: str) -> Response:
    if name:
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers.add("Link", f'<{parts().licence.url}>; rel="license"')
    return answer


def _pressed(chunks: Iterable[bytes]) -> Iterator[bytes]:
    press = zlib.compressobj(_LEVEL, wbits=31)
    for chunk in chunks:
        if pressed := press.compress(chunk):
            yield pressed
    yield press.flush()
