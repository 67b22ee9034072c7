"""Asks whether an address of the web still answers, and never an address inside a network.

What clubs write must not make this machine talk to itself or to its neighbours. So a name is
looked up first, each address that it has must be public, and the connection goes to the address
that was checked, not to the name again. A redirect is a new address, with the same checks. Only
the head of an answer is read.
"""

import ipaddress
import re
import socket
import ssl
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from time import monotonic
from typing import Final
from urllib.parse import quote, urljoin, urlsplit

from directory.submissions.link_checks import LinkState, Verdict, Why

SECONDS: Final = 5.0
MOST_BYTES: Final = 64_000
MOST_REDIRECTS: Final = 5
PORTS: Final = {"https": 443, "http": 80}

Resolver = Callable[[str, int], Sequence[str]]
Opener = Callable[[str, int, float], socket.socket]

_STATUS = re.compile(rb"HTTP/1\.[01] (\d{3})\b")
_LOCATION = re.compile(rb"\r\nlocation:[ \t]*([^\r\n]*)", re.IGNORECASE)
_MOVED = frozenset({301, 302, 303, 307, 308})
_GONE = frozenset({404, 410})
_KEPT = "/%:=&?~#+!$,;'@()*[]"
# IPv6 that stands for an address of IPv4, or that Python's list of its day did not know.
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
_NEVER = tuple(
    map(ipaddress.ip_network, ("::/96", "2002::/16", "2001::/23", "64:ff9b:1::/48", "fec0::/10"))
)


class _Refused(Exception):
    def __init__(self, why: Why) -> None:
        self.why = why


@dataclass(frozen=True, slots=True)
class _Target:
    """Where to connect to, and what to ask for."""

    is_secure: bool
    host: str
    port: int
    path: str


class Asker:
    """``resolve`` and ``connect`` are the only ways out."""

    def __init__(
        self,
        resolve: Resolver | None = None,
        connect: Opener | None = None,
        *,
        agent: str = "directory-links",
        trusted: ssl.SSLContext | None = None,
    ) -> None:
        self._resolve = resolve or _resolved
        self._connect = connect or _connected
        self._agent = agent
        self._given = trusted

    def ask(self, address: str) -> Verdict:
        """Never fails. Where only HTTP was written HTTPS is tried first, because it is better."""
        plain = address.strip()
        bare = re.sub(r"^http://", "", plain, flags=re.IGNORECASE)
        if re.match(r"[a-z][a-z0-9+.-]*://", bare, re.IGNORECASE):
            return self._follow(plain)
        better = self._follow(f"https://{bare}")
        if better.state is LinkState.OK or better.why in (Why.INSIDE, Why.WRONG):
            return better
        return self._follow(f"http://{bare}")

    def _follow(self, address: str) -> Verdict:
        until = monotonic() + SECONDS
        try:
            for _ in range(MOST_REDIRECTS + 1):
                status, location = self._head(_target(address), until)
                if status not in _MOVED or not location:
                    return _verdict(status)
                address = urljoin(address, location)
        except _Refused as refused:
            return Verdict(_STATES[refused.why], refused.why)
        except TimeoutError:
            return Verdict(LinkState.UNREACHABLE, Why.SLOW)
        except ssl.SSLCertVerificationError:
            return Verdict(LinkState.BROKEN, Why.CERTIFICATE)
        except (OSError, ValueError):
            return Verdict(LinkState.UNREACHABLE, Why.SILENT)
        return Verdict(LinkState.BROKEN, Why.CIRCLE)

    def _head(self, target: _Target, until: float) -> tuple[int, str]:
        """Status and where it moved to."""
        ip = self._checked(target)
        with self._connect(ip, target.port, _left(until)) as plain:
            plain.settimeout(_left(until))
            opened = self._secured(plain, target.host) if target.is_secure else plain
            with opened:
                opened.settimeout(_left(until))
                opened.sendall(self._question(target))
                return _read(opened, until)

    def _checked(self, target: _Target) -> str:
        """The address to connect to; all that the name has must be public."""
        try:
            found = self._resolve(target.host, target.port)
        except (OSError, UnicodeError) as error:
            raise _Refused(Why.NO_NAME) from error
        if not found:
            raise _Refused(Why.NO_NAME)
        if not all(map(is_public, found)):
            raise _Refused(Why.INSIDE)
        return found[0]

    def _secured(self, opened: socket.socket, host: str) -> ssl.SSLSocket:
        return self._trusted.wrap_socket(opened, server_hostname=host)

    @cached_property
    def _trusted(self) -> ssl.SSLContext:
        return self._given or ssl.create_default_context()

    def _question(self, target: _Target) -> bytes:
        host = f"[{target.host}]" if ":" in target.host else target.host
        return (
            f"GET {target.path} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: {self._agent}\r\n"
            "Accept: text/html,*/*\r\nConnection: close\r\n\r\n"
        ).encode("ascii")


def is_public(address: str) -> bool:
    """Whether this is a number of the public net: no loopback, no network of its own, no group."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if ip in _TRANSLATED:
        return is_public(str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)))
    if any(ip in network for network in _NEVER):
        return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


_STATES: Final = {
    Why.INSIDE: LinkState.BROKEN,
    Why.WRONG: LinkState.BROKEN,
    Why.NO_NAME: LinkState.UNREACHABLE,
}


def _target(address: str) -> _Target:
    try:
        pieces = urlsplit(address)
        host = (pieces.hostname or "").encode("idna").decode("ascii")
        port = pieces.port
    except ValueError as error:  # also what is no name in any script
        raise _Refused(Why.WRONG) from error
    usual = PORTS.get(pieces.scheme)
    if not host or usual is None or pieces.username is not None or port not in (None, usual):
        raise _Refused(Why.WRONG)
    if not re.fullmatch(r"[a-z0-9._:-]+", host):
        raise _Refused(Why.WRONG)
    path = quote(pieces.path or "/", safe=_KEPT)
    query = f"?{quote(pieces.query, safe=_KEPT)}" if pieces.query else ""
    return _Target(pieces.scheme == "https", host, usual, f"{path}{query}")


def _read(opened: socket.socket, until: float) -> tuple[int, str]:
    """Only the head; an answer that drips or never ends takes no longer than another."""
    head = b""
    while b"\r\n\r\n" not in head and len(head) < MOST_BYTES:
        opened.settimeout(_left(until))
        more = opened.recv(4096)
        if not more:
            break
        head += more
    head = head.partition(b"\r\n\r\n")[0]
    status = _STATUS.match(head)
    if not status:
        raise ValueError("no answer of the web")
    location = _LOCATION.search(head)
    return int(status[1]), location[1].decode("utf-8", "replace").strip() if location else ""


def _verdict(status: int) -> Verdict:
    """Who refuses programs (403, 429) is there; only who says "gone" or is ill is not."""
    if status in _GONE:
        return Verdict(LinkState.BROKEN, Why.GONE)
    if status >= 500:
        return Verdict(LinkState.UNREACHABLE, Why.ILL)
    return Verdict(LinkState.OK)


def _left(until: float) -> float:
    left = until - monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _resolved(host: str, port: int) -> Sequence[str]:
    return tuple(dict.fromkeys(_addresses(host, port)))


def _addresses(host: str, port: int) -> Iterator[str]:
    for *_, where in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        yield str(where[0])


def _connected(ip: str, port: int, seconds: float) -> socket.socket:
    return socket.create_connection((ip, port), timeout=seconds)
