"""A small net for tests: names with addresses, and servers of this machine behind them."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

PUBLIC = "93.184.216.34"
OTHER = "93.184.216.35"
Answering = Callable[[bytes, socket.socket], None]


class Net:
    """``names`` says what a name leads to now; ``opened`` lists every connection that was made."""

    def __init__(self) -> None:
        self.names: dict[str, list[list[str]]] = {}
        self.servers: dict[tuple[str, int], int] = {}
        self.opened: list[tuple[str, int]] = []
        self.asked: list[str] = []

    def resolve(self, host: str, port: int) -> tuple[str, ...]:
        """Each look-up takes the next answer of a name; the last one stays."""
        self.asked.append(host)
        answers = self.names.get(host)
        if answers is None:
            # Numbers in every spelling are read as the system reads them, without asking anybody.
            found = socket.getaddrinfo(
                host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST
            )
            return tuple(str(where[0]) for *_, where in found)
        return tuple(answers.pop(0) if len(answers) > 1 else answers[0])

    def connect(self, ip: str, port: int, seconds: float) -> socket.socket:
        self.opened.append((ip, port))
        if (ip, port) not in self.servers:
            raise ConnectionRefusedError
        return socket.create_connection(("127.0.0.1", self.servers[ip, port]), timeout=seconds)

    def name(self, host: str, *answers: list[str]) -> None:
        self.names[host] = list(answers) or [[PUBLIC]]


@contextmanager
def serving(answering: Answering) -> Iterator[int]:
    """A server that hands each question to ``answering``; its port."""
    listening = socket.create_server(("127.0.0.1", 0))
    listening.settimeout(0.1)
    stop = threading.Event()

    def answer(opened: socket.socket) -> None:
        with opened:
            try:
                asked = opened.recv(65_536)
                answering(asked, opened)
            except OSError:  # whoever asked has hung up
                return

    def serve() -> None:
        while not stop.is_set():
            try:
                opened, _ = listening.accept()
            except TimeoutError:
                continue
            threading.Thread(target=answer, args=(opened,), daemon=True).start()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield listening.getsockname()[1]
    finally:
        stop.set()
        thread.join()
        listening.close()


def saying(status: str, *headers: str) -> Answering:
    text = "\r\n".join((f"HTTP/1.1 {status}", *headers, "", "body"))
    return lambda _asked, opened: opened.sendall(text.encode())
