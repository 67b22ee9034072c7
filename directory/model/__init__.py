"""What the directory is about: offer, club, venue, schedule. Standard library only."""

from directory.model.club import Club, ClubKind
from directory.model.contact import Consent, Contact, ContactWay
from directory.model.draft import Draft
from directory.model.fact import UNKNOWN, Fact, Known, facts_of
from directory.model.inbox import Barrier, Inquiry, ReachBy, Report, Wish, Wrong
from directory.model.listing import Listing
from directory.model.mail import OutgoingMail, is_address
from directory.model.need import Need, needs_of
from directory.model.offer import (
    Audience,
    Companion,
    CostHelp,
    FirstVisit,
    Form,
    Gender,
    Level,
    Offer,
    Price,
    PricePeriod,
    Senses,
    Status,
    Step,
    Support,
    Trial,
)
from directory.model.picture import Picture
from directory.model.schedule import (
    Date,
    Period,
    Schedule,
    SingleDate,
    Slot,
    TimeOfDay,
    Weekday,
    next_dates,
)
from directory.model.source import Source, Trust
from directory.model.submission import Changed, State, Submission, WrongStep
from directory.model.text import Origin, Text, Texts, Words
from directory.model.venue import Access, Address, PinBy, Precision, Transport, Venue
from directory.model.verification import How, Role, Verification

__all__ = [
    "UNKNOWN",
    "Access",
    "Address",
    "Audience",
    "Barrier",
    "Changed",
    "Club",
    "ClubKind",
    "Companion",
    "Consent",
    "Contact",
    "ContactWay",
    "CostHelp",
    "Date",
    "Draft",
    "Fact",
    "FirstVisit",
    "Form",
    "Gender",
    "How",
    "Inquiry",
    "Known",
    "Level",
    "Listing",
    "Need",
    "Offer",
    "Origin",
    "OutgoingMail",
    "Period",
    "Picture",
    "PinBy",
    "Precision",
    "Price",
    "PricePeriod",
    "ReachBy",
    "Report",
    "Role",
    "Schedule",
    "Senses",
    "SingleDate",
    "Slot",
    "Source",
    "State",
    "Status",
    "Step",
    "Submission",
    "Support",
    "Text",
    "Texts",
    "TimeOfDay",
    "Transport",
    "Trial",
    "Trust",
    "Venue",
    "Verification",
    "Weekday",
    "Wish",
    "Words",
    "Wrong",
    "WrongStep",
    "facts_of",
    "is_address",
    "needs_of",
    "next_dates",
]
