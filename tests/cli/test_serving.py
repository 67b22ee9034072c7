"""Workers load what they need before a visitor waits for it."""

import subprocess
import sys
import threading
import time
from types import SimpleNamespace

import pytest
from flask import Flask, request

from directory.cli import serving

WORKERS = 2
DONE = ["/", "/suche", "kept for good"]


def warmed(patch: pytest.MonkeyPatch, age: int) -> list[str]:
    """What a worker has done by the moment at which it opens its door."""
    app, asked = Flask("slow"), list[str]()
    patch.setattr(serving, "_never_looked_over_again", lambda: asked.append("kept for good"))

    @app.get("/")
    @app.get("/suche")
    def answer() -> str:
        time.sleep(0.1)
        asked.append(request.path)
        return ""

    serving._warm_up(SimpleNamespace(wsgi=app, age=age, cfg=SimpleNamespace(workers=WORKERS)))
    found = list(asked)
    for thread in threading.enumerate():
        if thread.name == "warm-up":
            thread.join()
    assert asked == DONE
    return found


def test_whoever_takes_the_place_of_another_is_ready_before_the_door_opens(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert warmed(monkeypatch, age=WORKERS + 1) == DONE


def test_at_the_start_nobody_waits_behind_a_closed_door(monkeypatch: pytest.MonkeyPatch) -> None:
    assert warmed(monkeypatch, age=WORKERS) == []


def test_what_lives_from_the_start_is_not_looked_over_again() -> None:
    """In a process of its own: what this one forgets shall still be found."""
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "import gc; from directory.cli import serving; before = len(gc.get_objects());"
            "serving._never_looked_over_again(); print(len(gc.get_objects()) / before)",
        ],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert float(told.stdout) < 0.05
