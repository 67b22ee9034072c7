"""Pages about papers in their states, for tests in a real browser."""

from flask import Flask
from sqlalchemy import update

from directory.model.paper import JobState, PaperOrder
from directory.submissions.tables import PaperJobRow
from directory.web.parts import EXTENSION

PAPER_STATES: dict[str, str] = {
    "papers": "/angebot/schwimmen-voll/papier",
    "booklet": "/heft/halle-saale",
    "booklet, nothing": "/heft/07232026",
    "booklet, working": "/heft/15/working?halt=ja",
    "booklet, done": "/heft/15/done",
    "booklet, failed": "/heft/15/failed",
}


def prepare(app: Flask) -> None:
    """A job in each state, under names that only tests know."""
    jobs = app.extensions[EXTENSION].paper_jobs
    database = app.extensions[EXTENSION].store.database
    for state in JobState:
        id = jobs.order(state, PaperOrder("15", "easy"), 40)
        # While somebody works at it no tick of a test takes it up.
        values = {"id": state.value, "state": state, "lease_until": "9999", "done": 7}
        if state is JobState.DONE:
            values["file"] = b"%PDF" * 50_000
        with database.writing() as connection:
            connection.execute(update(PaperJobRow).where(PaperJobRow.id == id).values(**values))
