"""Hands mails to a mail server, and tells what may help from what never will."""

import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from threading import Event, Timer
from typing import Final

from directory.mailing.carrying import Hindrance, NotSent

# For each step of the conversation, and for all of it: a server that sends one letter every nine
# seconds would otherwise hold us for ever. The lease of the outbox is longer than both.
STEP_SECONDS: Final = 10.0
LONGEST_SECONDS: Final = 60.0
_AT_HOME: Final = ("localhost", "127.0.0.1", "::1")


class SmtpSender:
    """One conversation for each mail. A password never travels over a line that is not encrypted,
    unless the server is this machine."""

    def __init__(
        self,
        host: str,
        port: int,
        user: str = "",
        password: str = "",
        *,
        is_tls: bool = False,
        step_seconds: float = STEP_SECONDS,
        longest_seconds: float = LONGEST_SECONDS,
    ) -> None:
        self.host = host
        self.port = port
        self.user = user
        self._password = password
        self.is_tls = is_tls
        self._step_seconds = step_seconds
        self._longest_seconds = longest_seconds

    def send(self, message: EmailMessage) -> None:
        from_, to = _address(message, "From"), _address(message, "To")
        with self._open() as server:
            try:
                server.sendmail(from_, [to], message.as_bytes())
            except smtplib.SMTPRecipientsRefused as refused:
                raise _refused(*refused.recipients[to]) from refused
            except smtplib.SMTPDataError as refused:
                raise _refused(refused.smtp_code, refused.smtp_error) from refused

    def erase(self) -> int:
        return 0

    @contextmanager
    def _open(self) -> Iterator[smtplib.SMTP]:
        """A server that has greeted us; whatever it says before it hears of a mail concerns all.

        A wrong password or a refused sender is for the operator to mend: no mail is to blame.
        """
        server = self._client()
        is_late = Event()
        deadline = Timer(self._longest_seconds, _hang_up, [server, is_late])
        deadline.daemon = True
        deadline.start()
        try:
            self._greet(server)
            yield server
        except NotSent as refused:
            # Half an answer, cut off by us, is none.
            if is_late.is_set():
                raise NotSent(f"{self.host} is too slow", Hindrance.SERVER) from refused
            raise
        except smtplib.SMTPResponseException as error:
            reason = _told(error.smtp_code, error.smtp_error)
            raise NotSent(reason, Hindrance.SERVER) from error
        except (smtplib.SMTPException, OSError) as error:
            reason = f"{self.host}: {error or type(error).__name__}"
            raise NotSent(reason, Hindrance.SERVER) from error
        finally:
            # What was taken stays taken, whether or not the server says goodbye.
            with suppress(smtplib.SMTPException, OSError):
                server.quit()
            deadline.cancel()
            server.close()

    def _client(self) -> smtplib.SMTP:
        if self.is_tls:
            return smtplib.SMTP_SSL(timeout=self._step_seconds, context=self._trust())
        return smtplib.SMTP(timeout=self._step_seconds)

    def _greet(self, server: smtplib.SMTP) -> None:
        # smtplib compares the certificate with this name, also when connecting later.
        server._host = self.host  # type: ignore[attr-defined]
        code, words = server.connect(self.host, self.port)
        if code != 220:
            raise smtplib.SMTPConnectError(code, words)
        server.ehlo_or_helo_if_needed()
        encrypted = self.is_tls
        if not encrypted and server.has_extn("starttls"):
            server.starttls(context=self._trust())
            server.ehlo()
            encrypted = True
        if self.user:
            if not encrypted and self.host not in _AT_HOME:
                raise smtplib.SMTPNotSupportedError("offers no encryption, so we do not log in")
            server.login(self.user, self._password)

    def _trust(self) -> ssl.SSLContext:
        trust = ssl.create_default_context()
        if self.host in _AT_HOME:  # nobody stands between, and such certificates are self-made
            trust.check_hostname = False
            trust.verify_mode = ssl.CERT_NONE
        return trust


def _address(message: EmailMessage, header: str) -> str:
    address: str = message[header].addresses[0].addr_spec
    return address


def _refused(code: int, words: bytes | str) -> NotSent:
    lasting = 500 <= code < 600
    return NotSent(_told(code, words), Hindrance.NEVER if lasting else Hindrance.LATER)


def _told(code: int, words: bytes | str) -> str:
    said = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return f"{code} {' '.join(said.split())}"


def _hang_up(server: smtplib.SMTP, is_late: Event) -> None:
    is_late.set()
    line = server.sock
    if line is not None:
        with suppress(OSError):
            line.shutdown(socket.SHUT_RDWR)
