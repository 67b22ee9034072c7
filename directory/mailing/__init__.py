"""A mail leaves the house: how it is written, and who carries it."""

from directory.mailing.carrying import Hindrance, NotSent, Sender
from directory.mailing.choosing import WrongMailServer, sender_for
from directory.mailing.folder import FolderSender
from directory.mailing.message import message
from directory.mailing.smtp import SmtpSender

__all__ = [
    "FolderSender",
    "Hindrance",
    "NotSent",
    "Sender",
    "SmtpSender",
    "WrongMailServer",
    "message",
    "sender_for",
]
