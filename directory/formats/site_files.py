"""What machines ask of a whole site: its map, who may walk it, how to search it, whom to warn."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from directory.formats.house import House
from directory.formats.signs import clean, one_line

SITEMAP: Final = "application/xml; charset=utf-8"
OPENSEARCH: Final = "application/opensearchdescription+xml"
_SITEMAPS: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
_BEGIN: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
# Browsers cut longer names.
_LONGEST_SHORT_NAME: Final = 16


@dataclass(frozen=True, slots=True)
class Page:
    """One address and the day of its last change, where anybody knows it."""

    address: str
    changed_on: date | None = None


def sitemap(pages: Iterable[Page]) -> Iterator[bytes]:
    yield f'{_BEGIN}<urlset xmlns="{_SITEMAPS}">\n'.encode()
    yield from (_located("url", page) for page in pages)
    yield b"</urlset>\n"


def sitemap_index(pages: Iterable[Page]) -> bytes:
    """The addresses of the parts."""
    inside = b"".join(_located("sitemap", page) for page in pages)
    begin = f'{_BEGIN}<sitemapindex xmlns="{_SITEMAPS}">\n'.encode()
    return begin + inside + b"</sitemapindex>\n"


def _located(kind: str, page: Page) -> bytes:
    changed = f"<lastmod>{page.changed_on.isoformat()}</lastmod>" if page.changed_on else ""
    return f"<{kind}><loc>{escape(page.address)}</loc>{changed}</{kind}>\n".encode()


def robots(closed: Sequence[str], sitemap_address: str) -> str:
    """``closed`` are beginnings of paths that are for people alone."""
    lines = ("User-agent: *", *(f"Disallow: {path}" for path in closed), "")
    return "\n".join((*lines, f"Sitemap: {sitemap_address}", ""))


def opensearch(house: House, search: str, icon: str, description: str, itself: str) -> bytes:
    """``search`` is the address of the search with ``{searchTerms}`` in it."""
    short = one_line(house.name)[:_LONGEST_SHORT_NAME].rstrip()
    return (
        f"{_BEGIN}"
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{escape(short)}</ShortName>\n"
        f"<Description>{escape(one_line(description)[:1024])}</Description>\n"
        f"<LongName>{escape(one_line(house.name)[:48])}</LongName>\n"
        f"<Language>{escape(house.voice.locale.language)}</Language>\n"
        "<InputEncoding>UTF-8</InputEncoding>\n<OutputEncoding>UTF-8</OutputEncoding>\n"
        f'<Image width="64" height="64" type="image/svg+xml">{escape(icon)}</Image>\n'
        f'<Url type="text/html" template={quoteattr(search)}/>\n'
        f'<Url type="{OPENSEARCH}" rel="self" template={quoteattr(itself)}/>\n'
        f"<Attribution>{escape(clean(' '.join(house.attribution()))[:256])}</Attribution>\n"
        "</OpenSearchDescription>\n"
    ).encode()


def security(contact: str, itself: str, now: datetime) -> str:
    """RFC 9116. It ends on the first day of a month, so that it is the same file for weeks."""
    later = (now + timedelta(days=180)).astimezone(UTC).date().replace(day=1)
    ends = datetime.combine(later, time(), UTC).isoformat().replace("+00:00", "Z")
    address = contact if "://" in contact else f"mailto:{contact}"
    lines = (f"Contact: {address}", f"Expires: {ends}", "Preferred-Languages: de, en")
    return "\n".join((*lines, f"Canonical: {itself}", ""))
