"""The write side: tables, documents, and the store that tells what has changed."""

from directory.submissions.audit import Audit, Entry
from directory.submissions.backup import Contents
from directory.submissions.bounces import Bounces
from directory.submissions.care import Care, Cared, PhoneTask
from directory.submissions.checks import Checks
from directory.submissions.counts import Counted, Counts, Happened
from directory.submissions.database import Writing
from directory.submissions.drafts import Drafts
from directory.submissions.errors import (
    ChangedMeanwhile,
    DamagedDatabase,
    DatabaseExists,
    DatabaseProblem,
    ForeignDatabase,
    NoDatabase,
    NotOfServers,
    NotStored,
    OlderVersion,
    OtherVersion,
    SlugTaken,
    StoringFailed,
    UnknownPosition,
)
from directory.submissions.forgetting import Forgetting, Kept
from directory.submissions.gap_months import GapMonths
from directory.submissions.heartbeats import DISTURBED, TICK, Heartbeats
from directory.submissions.inbox import Inbox, InquiryCount, StoredReport, StoredWish
from directory.submissions.keepers import Keeper, Keepers
from directory.submissions.limits import Limits, network
from directory.submissions.link_checks import LinkChecks
from directory.submissions.links import Link, Links, Purpose
from directory.submissions.lists import Lists, NoCodeLeft
from directory.submissions.network_requests import NetworkRequests, StoredRequest
from directory.submissions.old_contacts import OldContacts
from directory.submissions.outbox import MOST_TRIES, Claimed, Failure, Outbox, OutboxHealth
from directory.submissions.paper_jobs import PaperJobs
from directory.submissions.passkeys import Passkey, Passkeys
from directory.submissions.photos import Photo, Photos, TooManyPhotos
from directory.submissions.rough import Box
from directory.submissions.store import Changes, ChangesPage, Happening, Latest, Store
from directory.submissions.team import LastAdmin, SignedIn, Team
from directory.submissions.together import AskedTogether
from directory.submissions.upgrading import init, is_older, upgrade
from directory.submissions.uses import Use, UseCounts, Used, Uses
from directory.submissions.workflow import ChangedTwice, Workflow

__all__ = [
    "DISTURBED",
    "MOST_TRIES",
    "TICK",
    "AskedTogether",
    "Audit",
    "Bounces",
    "Box",
    "Care",
    "Cared",
    "ChangedMeanwhile",
    "ChangedTwice",
    "Changes",
    "ChangesPage",
    "Checks",
    "Claimed",
    "Contents",
    "Counted",
    "Counts",
    "DamagedDatabase",
    "DatabaseExists",
    "DatabaseProblem",
    "Drafts",
    "Entry",
    "Failure",
    "ForeignDatabase",
    "Forgetting",
    "GapMonths",
    "Happened",
    "Happening",
    "Heartbeats",
    "Inbox",
    "InquiryCount",
    "Keeper",
    "Keepers",
    "Kept",
    "LastAdmin",
    "Latest",
    "Limits",
    "Link",
    "LinkChecks",
    "Links",
    "Lists",
    "NetworkRequests",
    "NoCodeLeft",
    "NoDatabase",
    "NotOfServers",
    "NotStored",
    "OldContacts",
    "OlderVersion",
    "OtherVersion",
    "Outbox",
    "OutboxHealth",
    "PaperJobs",
    "Passkey",
    "Passkeys",
    "PhoneTask",
    "Photo",
    "Photos",
    "Purpose",
    "SignedIn",
    "SlugTaken",
    "Store",
    "StoredReport",
    "StoredRequest",
    "StoredWish",
    "StoringFailed",
    "Team",
    "TooManyPhotos",
    "UnknownPosition",
    "Use",
    "UseCounts",
    "Used",
    "Uses",
    "Workflow",
    "Writing",
    "init",
    "is_older",
    "network",
    "upgrade",
]
