"""Looking after a club that is known already: its own address says yes, or an editor decides."""

from directory.model import Club
from directory.submissions import Outbox, Purpose
from directory.submissions.keepers import LONGEST_ADDRESS
from directory.web.clubs import letters
from directory.web.clubs.keeping import keepers, workflow
from directory.web.parts import parts

MOST_ASKED = 3


def ask_to_take_over(club: Club, who: str, key: str) -> None:
    """Asks those who look after the club, or whom its record names; else the editors.

    Whoever belongs to the club already gets a link of their own. ``key`` is that of the form.
    """
    known = keepers().addresses_of_club(club.id)
    if who.lower() in known:
        letters.links().mail(Purpose.OWN, "", who, letters.OWN_LASTS, letters.own)
        return
    subject = f"{club.id} {who}"
    if known and len(subject) <= LONGEST_ADDRESS:
        for email in known[:MOST_ASKED]:
            letters.links().mail(
                Purpose.TAKE_OVER,
                subject,
                email,
                letters.INVITATION_LASTS,
                lambda to, token: letters.take_over(club, who, to, token),
            )
        return
    mails = letters.club_waits(club, key)
    workflow().ask_to_take_over(club.id, key=f"take-over:{key}", email=who, mails=mails)


def may_look_after(club: Club, who: str) -> None:
    """Somebody of the club has said yes."""
    keepers().add(club.id, who)
    moment = parts().now().strftime("%Y%m%d%H%M")
    Outbox(parts().store.database, parts().now).post(letters.welcome(club, who, f"{who}:{moment}"))


def split_subject(subject: str) -> tuple[str, str]:
    """The club and the address that the link is about."""
    club_id, _space, who = subject.partition(" ")
    return club_id, who
