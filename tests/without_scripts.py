"""Takes the scripts out of pages for browsers that ask for it.

axe and our walks are scripts themselves, so a browser that runs none cannot be looked into.
"""

import gzip
import re
from collections.abc import Iterable
from typing import Any

HEADER = "Without-Scripts"
_SCRIPT = re.compile(rb"<script\b.*?</script>", re.DOTALL)


class WithoutScripts:
    """Around a site; whoever does not send the header gets what the site says."""

    def __init__(self, site: Any) -> None:
        self._site = site

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if "HTTP_WITHOUT_SCRIPTS" not in environ:
            answer: Iterable[bytes] = self._site(environ, start_response)
            return answer
        said: list[Any] = []
        chunks = self._site(environ, lambda *line: said.append(line))
        try:
            body = b"".join(chunks)
        finally:
            if hasattr(chunks, "close"):
                chunks.close()
        status, headers, *fault = said[-1]
        told = {name.lower(): value for name, value in headers}
        if body and told.get("content-type", "").startswith("text/html"):
            body = _stripped(body, pressed=told.get("content-encoding") == "gzip")
            headers = [(n, v) for n, v in headers if n.lower() != "content-length"]
            headers.append(("Content-Length", str(len(body))))
        start_response(status, headers, *fault)
        return [body]


def _stripped(body: bytes, pressed: bool) -> bytes:
    if pressed:
        return gzip.compress(_SCRIPT.sub(b"", gzip.decompress(body)))
    return _SCRIPT.sub(b"", body)
