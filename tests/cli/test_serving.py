"""Workers load what they need before a visitor waits for it."""

import threading
import time
from types import SimpleNamespace

from flask import Flask, request

from directory.cli.serving import _warm_up

WORKERS = 2


def warmed(age: int) -> list[str]:
    """What a worker was asked by the moment at which it opens its door."""
    app, asked = Flask("slow"), list[str]()

    @app.get("/")
    @app.get("/suche")
    def answer() -> str:
        time.sleep(0.1)
        asked.append(request.path)
        return ""

    _warm_up(SimpleNamespace(wsgi=app, age=age, cfg=SimpleNamespace(workers=WORKERS)))
    found = list(asked)
    for thread in threading.enumerate():
        if thread.name == "warm-up":
            thread.join()
    assert asked == ["/", "/suche"]
    return found


def test_whoever_takes_the_place_of_another_is_ready_before_the_door_opens() -> None:
    assert warmed(age=WORKERS + 1) == ["/", "/suche"]


def test_at_the_start_nobody_waits_behind_a_closed_door() -> None:
    assert warmed(age=WORKERS) == []
