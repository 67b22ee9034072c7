"""Starts the site: sets up what is missing, then serves pages and keeps the index up to date."""

import gc
import os
import sys
import threading
import time
from contextlib import suppress
from typing import Any

import click
from gunicorn.app.base import BaseApplication

from directory.cli.checking import missing_facts
from directory.cli.logs import ServersLog, say, set_up_log
from directory.cli.opening import kindly, read_settings
from directory.cli.patient_worker import PatientWorker
from directory.cli.starting import MARK, fill, make_ready
from directory.cli.ticking import require_mail_settings
from directory.config import Settings
from directory.content.generator import generated_listings
from directory.watching import Event, tell

RESTART_PAUSE_SECONDS = 2
# Gunicorn ends a worker that says nothing for thirty.
LONGEST_WARM_UP_SECONDS = 15


@click.command()
@kindly
def serve() -> None:
    """Start the site; the first start sets everything up."""
    settings = read_settings()
    make_ready(settings)
    run_server(settings)


def run_server(settings: Settings) -> None:
    """Serves until it is stopped; a follower beside it keeps the index up to date."""
    set_up_log(settings, for_long=True)
    # The follower would say so too, but again and again, and in the log.
    require_mail_settings(settings)
    for warning in missing_facts(settings):
        say(warning, is_fault=True)
    _Server(settings).run()


def _shown(host: str) -> str:
    return "127.0.0.1" if host in ("0.0.0.0", "::", "") else host  # noqa: S104


class _Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """Gunicorn with workers of ours, set up by our settings instead of a file."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        super().__init__()

    def load_config(self) -> None:
        options = {
            "bind": f"{self._settings.host}:{self._settings.port}",
            "workers": self._settings.workers,
            "threads": self._settings.threads,
            "worker_class": PatientWorker,
            "preload_app": True,
            "timeout": 30,
            "graceful_timeout": 30,
            "max_requests": 5000,
            # Wide, so that two do not end in the same moment.
            "max_requests_jitter": 2500,
            "loglevel": "warning",
            "logger_class": ServersLog,
            "proc_name": "directory",
            # Its place is one for the whole machine; two sites would share it.
            "control_socket_disable": True,
            "when_ready": self._begin,
            "post_worker_init": _warm_up,
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def _begin(self, _server: Any) -> None:
        """Only now, when nothing hindered the start and the door is open."""
        address = f"http://{_shown(self._settings.host)}:{self._settings.port}/"
        say(f"Open {address} in a browser. Ctrl+C stops.")
        if self._settings.readable_mails:
            say(f"No mail server is set: read all mails at {address}betrieb/mails.")
        tell(Event.SITE_STARTED, workers=self._settings.workers, threads=self._settings.threads)
        _keep_following()
        # What all workers have in common stays one in memory: looking it over would write to it.
        _never_looked_over_again()

    def load(self) -> Any:
        # cli stands below app in the house, so the application is named, not imported.
        from gunicorn.util import import_app

        return import_app("directory.app:create_app()")


def _warm_up(worker: Any) -> None:
    """Loads index and word lists, of which a visitor would feel a second.

    At the start the door is open meanwhile, because nobody else could serve. Whoever takes the
    place of another worker opens it only afterwards: the others serve so long.
    """

    def ask() -> None:
        for address in ("/", "/suche?q=schwimen+in+haale"):
            worker.wsgi.test_client().get(address, base_url="http://127.0.0.1")
        _never_looked_over_again()

    warming = threading.Thread(target=ask, name="warm-up", daemon=True)
    warming.start()
    if worker.age > worker.cfg.workers:
        warming.join(LONGEST_WARM_UP_SECONDS)


def _never_looked_over_again() -> None:
    """What lives now lives as long as the process: texts, templates, lists of words. Looking all of
    it over for what is forgotten takes 0.2 s, in which nobody is answered, every 500 pages."""
    gc.collect()
    gc.freeze()


def _keep_following() -> None:
    """Runs the follower beside the workers, and again when it ends."""
    words = ["-m", "directory", "follow", "--with-server", str(os.getpid())]

    def watch() -> None:
        while True:
            # Not subprocess: a worker that gunicorn forks meanwhile would inherit the pipe by
            # which Popen waits for the new program, and Popen would wait for ever.
            follower = os.posix_spawn(sys.executable, [sys.executable, *words], os.environ)
            with suppress(ChildProcessError):  # gunicorn has taken note of its end
                os.waitpid(follower, 0)
            tell(Event.FOLLOWER_ENDED)
            time.sleep(RESTART_PAUSE_SECONDS)

    threading.Thread(target=watch, name="follower", daemon=True).start()


@click.command()
@click.option("--count", default=2000, show_default=True, help="How many offers to generate.")
@click.option("--seed", default=1, show_default=True, help="The same seed gives the same offers.")
@kindly
def demo(count: int, seed: int) -> None:
    """Start a site with generated example offers, in an instance folder of its own."""
    settings = read_settings()
    new = not (settings.instance / MARK).exists()
    make_ready(settings)
    if new:
        fill(settings, generated_listings(settings.content, count, seed))
    run_server(settings)
