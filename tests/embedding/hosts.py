"""Pages of others on a machine of their own, and what WordPress makes of an oEmbed answer."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SECRET = "aB3dE6gH9j"
ALLOWED = {
    "a": ("href",),
    "blockquote": (),
    "iframe": (
        "src",
        "width",
        "height",
        "frameborder",
        "marginwidth",
        "marginheight",
        "scrolling",
        "title",
    ),
}
# The page of WordPress listens so; written anew after what it does.
LISTENER = """
addEventListener("message", (event) => {
    const { secret, message, value } = event.data ?? {};
    if (!secret || !message || value === undefined || /[^a-zA-Z0-9]/.test(secret)) return;
    for (const quote of document.querySelectorAll(`blockquote[data-secret="${secret}"]`)) {
        quote.style.display = "none";
    }
    for (const frame of document.querySelectorAll(`iframe[data-secret="${secret}"]`)) {
        if (event.source !== frame.contentWindow) continue;
        frame.removeAttribute("style");
        if (message === "height") {
            frame.height = Math.min(1000, Math.max(200, parseInt(value, 10)));
        }
        if (message === "link") {
            const to = new URL(value);
            const isSame = to.host === new URL(frame.getAttribute("src")).host;
            if (isSame && document.activeElement === frame) top.location.href = value;
        }
    }
});
"""


class _Kept(HTMLParser):
    """Only tags and attributes that WordPress keeps of sites which it does not know."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.html = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ALLOWED:
            kept = [f' {n}="{escape(v or "")}"' for n, v in attrs if n in ALLOWED[tag]]
            self.html += f"<{tag}{''.join(kept)}>"

    def handle_endtag(self, tag: str) -> None:
        if tag in ALLOWED:
            self.html += f"</{tag}>"

    def handle_data(self, data: str) -> None:
        self.html += escape(data)


def as_wordpress_shows(html: str) -> str:
    """Raises AssertionError where WordPress would show nothing."""
    kept = _Kept()
    kept.feed(html.replace("\n", ""))
    found = re.search(r"(<blockquote>.*?</blockquote>)?.*(<iframe.*?></iframe>)", kept.html, re.S)
    assert found, "no frame is left"
    quote, frame = found[1] or "", found[2]
    frame = re.sub(
        r' src="(.*?)"', rf' src="\1#?secret={SECRET}" data-secret="{SECRET}"', frame, count=1
    )
    hidden = ' style="position: absolute; visibility: hidden;"' if quote else ""
    locked = f'<iframe class="wp-embedded-content" sandbox="allow-scripts"{hidden}'
    marked = f'<blockquote class="wp-embedded-content" data-secret="{SECRET}"'
    return quote.replace("<blockquote", marked) + frame.replace("<iframe", locked)


def wordpress_page(html: str) -> str:
    return page_with(f"{as_wordpress_shows(html)}<script>{LISTENER}</script>")


def page_with(html: str) -> str:
    return (
        '<!doctype html><html lang="de"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><title>Stadt</title></head>'
        f"<body><h1>Sport in unserer Stadt</h1>{html}<p>Ende</p></body></html>"
    )


@dataclass
class Host:
    """A site of somebody else, which shows one page."""

    address: str
    pages: dict[str, str] = field(default_factory=dict)

    def show(self, html: str) -> str:
        """The address at which this page is now shown."""
        self.pages["/"] = html
        return self.address


@contextmanager
def hosting() -> Iterator[Host]:
    """Under another name than our site in tests, so that it is foreign to browsers too."""
    pages: dict[str, str] = {}

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = pages.get(self.path, "").encode()
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nobody reads it."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield Host(f"http://localhost:{server.server_port}/", pages)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
