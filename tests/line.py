"""A line to a server that can be cut like a cable: nothing is refused, nothing comes through."""

import socket
import threading
from contextlib import suppress
from typing import Self


class Line:
    """Listens on a port of its own and passes on what comes, until it is cut."""

    def __init__(self, port: int) -> None:
        self._target = port
        self._open = threading.Event()
        self._open.set()
        self._ends: list[socket.socket] = []
        self._one_at_a_time = threading.Lock()
        self._is_gone = False
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._door.getsockname()[1]

    def __enter__(self) -> Self:
        threading.Thread(target=self._let_in, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()
        self._open.set()
        self._hang_up(for_good=True)

    def cut(self) -> None:
        """From now on all silence; whoever calls is connected, as at a firewall that swallows."""
        self._open.clear()

    def mend(self) -> None:
        """New calls come through. What was under way is lost, as after a long time."""
        self._hang_up()
        self._open.set()

    def _hang_up(self, for_good: bool = False) -> None:
        with self._one_at_a_time:
            self._is_gone |= for_good
            for end in self._ends:
                with suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)
                end.close()
            self._ends.clear()

    def _keep(self, end: socket.socket, beside: socket.socket | None = None) -> None:
        """Kept until all is hung up; who comes just then is hung up too."""
        with self._one_at_a_time:
            if self._is_gone or (beside and beside.fileno() == -1):
                end.close()
            else:
                self._ends.append(end)

    def _let_in(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._door.accept()
                self._keep(near)
                threading.Thread(target=self._connect, args=(near,), daemon=True).start()

    def _connect(self, near: socket.socket) -> None:
        self._open.wait()
        if near.fileno() == -1:  # hung up meanwhile
            return
        with suppress(OSError):
            far = socket.create_connection(("127.0.0.1", self._target))
            self._keep(far, beside=near)
            for one, other in ((near, far), (far, near)):
                threading.Thread(target=self._pass_on, args=(one, other), daemon=True).start()

    def _pass_on(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while said := one.recv(65536):
                self._open.wait()
                other.sendall(said)
        for end in (one, other):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
