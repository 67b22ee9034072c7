"""A process that builds and kills itself at one moment; run by test_index_kills."""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from directory.catalogue.builder import Builder
from tests.catalogue.index_cases import a_record, split

# What Python reports before it touches a file; fsync and write lie between these.
EVENTS = ("open", "os.", "shutil.", "fcntl.")


def changes(folder: Path) -> dict[str, Callable[[], None]]:
    builder = Builder(folder, split)
    return {
        "rebuild": lambda: builder.rebuild([a_record("new"), a_record("c")], "2"),
        "apply": lambda: builder.apply([a_record("new"), a_record("c")], {"a"}, "2"),
    }


def killed_at(moment: int, act: Callable[[], None]) -> bool:
    """Does it in a child that dies at this file event; False when it came to its end."""
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        return os.WIFSIGNALED(status)
    left = moment

    def count(event: str, _arguments: object) -> None:
        nonlocal left
        if event.startswith(EVENTS) and event != "os.kill":
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    try:
        act()
    finally:
        os._exit(0)


def endless_changes(folder: Path) -> None:
    """Until somebody kills it."""
    builder = Builder(folder, split)
    number = 0
    while True:
        number += 1
        if number % 7:
            builder.apply([a_record(f"n{number % 5}")], {f"n{(number + 2) % 5}"}, "busy")
        else:
            builder.rebuild([a_record(f"n{at}") for at in range(3)], "busy")
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    endless_changes(Path(sys.argv[1]))
