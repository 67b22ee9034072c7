"""The real site with a real mail server, whose mails can be read."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.live_site import running_site
from tests.mailing.servers import Postbox, mail_server


@contextmanager
def site_with_mail(instance: Path, postbox: Postbox) -> Iterator[str]:
    """The address of the site; each mail that leaves it comes into the postbox."""
    with (
        mail_server(postbox) as port,
        running_site(
            instance,
            DIRECTORY_MAIL_SERVER=f"smtp://127.0.0.1:{port}",
            DIRECTORY_MAIL_FROM="Mach mit <post@sport.example>",
        ) as site,
    ):
        yield site
