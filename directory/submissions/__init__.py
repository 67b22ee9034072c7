"""The write side: tables, documents, and the store that tells what has changed."""

from directory.submissions.errors import (
    ChangedMeanwhile,
    DamagedDatabase,
    DatabaseExists,
    DatabaseProblem,
    ForeignDatabase,
    NoDatabase,
    NotStored,
    OtherVersion,
    SlugTaken,
    UnknownPosition,
)
from directory.submissions.rough import Box
from directory.submissions.store import Changes, Store
from directory.submissions.upgrading import init, upgrade

__all__ = [
    "Box",
    "ChangedMeanwhile",
    "Changes",
    "DamagedDatabase",
    "DatabaseExists",
    "DatabaseProblem",
    "ForeignDatabase",
    "NoDatabase",
    "NotStored",
    "OtherVersion",
    "SlugTaken",
    "Store",
    "UnknownPosition",
    "init",
    "upgrade",
]
