"""Three machines, and a fourth whose line to the database can be cut; all over one PostgreSQL."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pytest
from sqlalchemy import make_url

from directory.config import CHECKOUT
from directory.content import example_listings
from directory.submissions import Store
from tests.databases import new_database
from tests.hosts.machines import Machine
from tests.line import Line
from tests.mailing.servers import Postbox, mail_server
from tests.submissions.conftest import NOW


@dataclass
class House:
    url: str
    store: Store
    near: list[Machine]
    far: Machine
    line: Line
    postbox: Postbox

    @property
    def machines(self) -> list[Machine]:
        return [*self.near, self.far]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("hosts")
    url = new_database(folder, NOW)
    store = Store(url)
    store.publish_many(islice(example_listings(CHECKOUT / "content"), 60))
    postbox = Postbox()
    with ExitStack() as stack:
        stack.callback(store.close)
        line = stack.enter_context(Line(make_url(url).port or 5432))
        mails = stack.enter_context(mail_server(postbox))
        house = House(
            url, store, [], _machine(folder, "far", _along(url, line), mails), line, postbox
        )
        house.near += [_machine(folder, f"near{n}", url, mails) for n in range(3)]
        for machine in house.machines:
            machine.start()
            stack.callback(machine.stop)
        for machine in house.machines:
            machine.wait()
        yield house


def _machine(folder: Path, name: str, url: str, mails: int) -> Machine:
    mail = {"DIRECTORY_MAIL_SERVER": f"smtp://127.0.0.1:{mails}", "DIRECTORY_HELP_PHONE": "0345 1"}
    return Machine(folder / name, url, mail)


def _along(url: str, line: Line) -> str:
    return make_url(url).set(port=line.port).render_as_string(hide_password=False)
