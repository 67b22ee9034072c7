"""A command of ours that takes long, in a process of its own."""

import os
import subprocess
import sys


class OwnProcess:
    """``command`` is one of ``directory``; whoever starts it asks first whether it still runs."""

    def __init__(self, command: str) -> None:
        self._words = [sys.executable, "-m", "directory", command]
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        self._process = subprocess.Popen(self._words, env=os.environ)  # noqa: S603 - our own program

    def wait(self) -> None:
        """Until what was started has ended; for a tick that is done once."""
        if self._process:
            self._process.wait()
