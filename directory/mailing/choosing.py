"""Who carries the mails of this site: a mail server, or a folder where none is set."""

from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from directory.mailing.carrying import Sender
from directory.mailing.folder import FolderSender
from directory.mailing.smtp import SmtpSender


class WrongMailServer(ValueError):
    """The setting names no mail server that we understand; the text says what it should be."""


def sender_for(server: str, password: str, folder: Path) -> Sender:
    """``server`` is "smtp://user@host:587", "smtps://user@host", or empty for the folder.

    Raises :class:`WrongMailServer`.
    """
    if not server:
        return FolderSender(folder)
    parsed = urlsplit(server)
    if parsed.scheme not in ("smtp", "smtps") or not parsed.hostname:
        raise WrongMailServer("must look like smtp://user@host:587 or smtps://user@host")
    return SmtpSender(
        host=parsed.hostname,
        port=_port(parsed),
        user=unquote(parsed.username or ""),
        password=password or unquote(parsed.password or ""),
        is_tls=parsed.scheme == "smtps",
    )


def _port(parsed: SplitResult) -> int:
    try:
        named = parsed.port
    except ValueError as error:
        raise WrongMailServer("must name a port from 1 to 65535") from error
    if named:
        return named
    if parsed.scheme == "smtps":
        return 465
    return 587 if parsed.username else 25
