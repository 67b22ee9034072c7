"""Asks as many visitors do who have seen the same report: each at their moment, whatever the site
does meanwhile.

In a process of its own: ``python -m tests.bench.television_load PLAN`` reads what is to be asked
and prints one line of JSON for each answer. The time of an answer counts from the moment at which
it was wanted, so a site that stops answering is not asked less (coordinated omission), and how
late we were ourselves stands beside it.
"""

import asyncio
import json
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from ssl import CERT_NONE, SSLContext, create_default_context

TIMEOUT_SECONDS = 30.0
# A browser takes a page and what belongs to it over one line, and then goes.
ASKED_OVER_ONE_LINE = 8


@dataclass(frozen=True, slots=True)
class Wish:
    """``at``: seconds after the beginning."""

    at: float
    kind: str
    path: str
    body: str = ""
    visitor: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    host: str
    port: int
    is_secure: bool
    host_header: str
    wishes: tuple[Wish, ...]

    def write(self, file: Path) -> None:
        file.write_text(json.dumps(asdict(self)), encoding="utf-8")

    @classmethod
    def read(cls, file: Path) -> "Plan":
        found = json.loads(file.read_text(encoding="utf-8"))
        wishes = tuple(Wish(**wish) for wish in found.pop("wishes"))
        return cls(**found, wishes=wishes)


@dataclass(frozen=True, slots=True)
class Got:
    """``seconds`` from when it was wanted; ``late`` is our own fault; status 0: no answer."""

    at: float
    kind: str
    status: int
    seconds: float
    late: float
    count: int


class Visitors:
    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._free: list[tuple[asyncio.StreamReader, asyncio.StreamWriter, int]] = []
        self._trust = _trusting() if plan.is_secure else None
        self.got: list[Got] = []

    async def ask_all(self) -> None:
        begun = time.perf_counter() + 0.2
        tasks = []
        for wish in self._plan.wishes:
            pause = begun + wish.at - time.perf_counter()
            if pause > 0:
                await asyncio.sleep(pause)
            tasks.append(asyncio.create_task(self._ask(wish, begun + wish.at)))
        await asyncio.gather(*tasks)

    async def _ask(self, wish: Wish, wanted: float) -> None:
        late = time.perf_counter() - wanted
        status, count = 0, 0
        try:
            async with asyncio.timeout(TIMEOUT_SECONDS):
                status, count = await self._answer(wish)
        except (OSError, EOFError, TimeoutError, ValueError) as error:
            print(f"{wish.kind}: {error!r}", file=sys.stderr)
        seconds = time.perf_counter() - wanted
        self.got.append(Got(wish.at, wish.kind, status, seconds, late, count))

    async def _answer(self, wish: Wish) -> tuple[int, int]:
        reader, writer, used = await self._line()
        writer.write(self._request(wish))
        await writer.drain()
        status, count, may_go_on = await _read(reader)
        if may_go_on and used < ASKED_OVER_ONE_LINE:
            self._free.append((reader, writer, used + 1))
        else:
            writer.close()
        return status, count

    async def _line(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter, int]:
        while self._free:
            reader, writer, used = self._free.pop()
            if not reader.at_eof() and not writer.is_closing():
                return reader, writer, used
        plan = self._plan
        opened = await asyncio.open_connection(plan.host, plan.port, ssl=self._trust)
        return *opened, 1

    def _request(self, wish: Wish) -> bytes:
        body = wish.body.encode()
        lines = [
            f"{'POST' if body else 'GET'} {wish.path} HTTP/1.1",
            f"Host: {self._plan.host_header}",
            "User-Agent: Mozilla/5.0 (X11; Linux x86_64) Firefox/128.0",
            "Accept-Language: de",
            "Accept-Encoding: gzip",
            f"X-Forwarded-For: {wish.visitor}",
        ]
        if body:
            lines += [
                "Content-Type: application/x-www-form-urlencoded",
                f"Content-Length: {len(body)}",
                "Sec-Fetch-Site: same-origin",
            ]
        return "\r\n".join([*lines, "", ""]).encode() + body


async def _read(reader: asyncio.StreamReader) -> tuple[int, int, bool]:
    """Status, bytes of the body, and whether the line stays open."""
    first = (await reader.readuntil(b"\r\n")).split()
    headers: dict[str, str] = {}
    while (line := await reader.readuntil(b"\r\n")) != b"\r\n":
        name, _, value = line.decode("latin-1").partition(":")
        headers[name.strip().lower()] = value.strip()
    status = int(first[1])
    count = await _body(reader, status, headers)
    is_kept = headers.get("connection", "").lower() != "close"
    return status, count, is_kept


async def _body(reader: asyncio.StreamReader, status: int, headers: dict[str, str]) -> int:
    if status in (204, 304):
        return 0
    if headers.get("transfer-encoding", "").lower() == "chunked":
        count = 0
        while size := int(await reader.readuntil(b"\r\n"), 16):
            await reader.readexactly(size + 2)
            count += size
        await reader.readuntil(b"\r\n")
        return count
    if "content-length" in headers:
        return len(await reader.readexactly(int(headers["content-length"])))
    headers["connection"] = "close"
    return len(await reader.read())


def _trusting() -> SSLContext:
    """The certificate was made for this measurement."""
    found = create_default_context()
    found.check_hostname, found.verify_mode = False, CERT_NONE
    return found


def main(file: Path) -> None:
    visitors = Visitors(Plan.read(file))
    asyncio.run(visitors.ask_all())
    for got in visitors.got:
        print(json.dumps(asdict(got)))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
