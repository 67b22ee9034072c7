"""The write side: tables, documents, and the store that tells what has changed."""

from directory.submissions.errors import (
    ChangedMeanwhile,
    DamagedDatabase,
    DatabaseExists,
    DatabaseProblem,
    ForeignDatabase,
    NoDatabase,
    NotStored,
    OlderVersion,
    OtherVersion,
    SlugTaken,
    UnknownPosition,
)
from directory.submissions.inbox import Inbox, InquiryCount, StoredReport
from directory.submissions.limits import Limits, network
from directory.submissions.outbox import Claimed, Failure, Outbox, OutboxHealth
from directory.submissions.rough import Box
from directory.submissions.store import Changes, Store
from directory.submissions.upgrading import init, upgrade
from directory.submissions.uses import Use, UseCounts, Used, Uses

__all__ = [
    "Box",
    "ChangedMeanwhile",
    "Changes",
    "Claimed",
    "DamagedDatabase",
    "DatabaseExists",
    "DatabaseProblem",
    "Failure",
    "ForeignDatabase",
    "Inbox",
    "InquiryCount",
    "Limits",
    "NoDatabase",
    "NotStored",
    "OlderVersion",
    "OtherVersion",
    "Outbox",
    "OutboxHealth",
    "SlugTaken",
    "Store",
    "StoredReport",
    "UnknownPosition",
    "Use",
    "UseCounts",
    "Used",
    "Uses",
    "init",
    "network",
    "upgrade",
]
