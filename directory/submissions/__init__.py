"""The write side: tables, documents, and the store that tells what has changed."""

from directory.submissions.audit import Audit, Entry
from directory.submissions.bounces import Bounces
from directory.submissions.care import Care, Cared, PhoneTask
from directory.submissions.drafts import Drafts
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
    StoringFailed,
    UnknownPosition,
)
from directory.submissions.inbox import Inbox, InquiryCount, StoredReport
from directory.submissions.keepers import Keeper, Keepers
from directory.submissions.limits import Limits, network
from directory.submissions.links import Link, Links, Purpose
from directory.submissions.outbox import Claimed, Failure, Outbox, OutboxHealth
from directory.submissions.photos import Photo, Photos, TooManyPhotos
from directory.submissions.rough import Box
from directory.submissions.store import Changes, Store
from directory.submissions.team import LastAdmin, SignedIn, Team
from directory.submissions.upgrading import init, upgrade
from directory.submissions.uses import Use, UseCounts, Used, Uses
from directory.submissions.workflow import ChangedTwice, Workflow

__all__ = [
    "Audit",
    "Bounces",
    "Box",
    "Care",
    "Cared",
    "ChangedMeanwhile",
    "ChangedTwice",
    "Changes",
    "Claimed",
    "DamagedDatabase",
    "DatabaseExists",
    "DatabaseProblem",
    "Drafts",
    "Entry",
    "Failure",
    "ForeignDatabase",
    "Inbox",
    "InquiryCount",
    "Keeper",
    "Keepers",
    "LastAdmin",
    "Limits",
    "Link",
    "Links",
    "NoDatabase",
    "NotStored",
    "OlderVersion",
    "OtherVersion",
    "Outbox",
    "OutboxHealth",
    "PhoneTask",
    "Photo",
    "Photos",
    "Purpose",
    "SignedIn",
    "SlugTaken",
    "Store",
    "StoredReport",
    "StoringFailed",
    "Team",
    "TooManyPhotos",
    "UnknownPosition",
    "Use",
    "UseCounts",
    "Used",
    "Uses",
    "Workflow",
    "init",
    "network",
    "upgrade",
]
