"""Who belongs to the team: only administrators let somebody in, change or remove them."""

from dataclasses import dataclass
from typing import Final

from flask import abort, request

from directory.mailing.club_mails import Post
from directory.mailing.team_mails import invitation_mail
from directory.model.mail import OutgoingMail, is_address
from directory.model.team import Duty, Person, grants_of
from directory.submissions import LastAdmin
from directory.web.addresses import url_for
from directory.web.clubs import letters
from directory.web.desk import blueprint
from directory.web.desk.frame import Answer, DeskPage, day, onward, shown, trail
from directory.web.desk.views import region_name
from directory.web.messages.forms import email
from directory.web.page import Link
from directory.web.parts import parts
from directory.web.public_address import public_address
from directory.web.team.guard import me, needs, team

DUTY_WORDS: Final = {
    Duty.ADVISOR: "Beratung: anrufen, besuchen, Notizen",
    Duty.EDITOR: "Redaktion: prüfen und veröffentlichen",
    Duty.ADMIN: "Leitung: alles, auch das Team",
}
MOST_REGIONS: Final = 50


@dataclass(frozen=True, slots=True)
class Row:
    """Somebody of the team in the list."""

    link: Link
    email: str
    duties: str
    regions: str
    ended: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PeoplePage(DeskPage):
    """Words for ``desk/people.html``."""

    rows: tuple[Row, ...]
    gone: tuple[Row, ...]
    log: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A duty that may be ticked."""

    value: str
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPage(DeskPage):
    """Words for ``desk/person.html``; ``id`` is empty for somebody new."""

    id: str
    action: str
    name: str
    email: str
    duties: tuple[Choice, ...]
    regions: str
    is_me: bool
    is_gone: bool
    faults: tuple[Link, ...] = ()


@blueprint.get("/team")
@needs(Duty.ADMIN)
def people() -> Answer:
    """Everybody, and what the log says of the last days."""
    rows = [_row(one) for one in team().people(also_ended=True)]
    audit = parts().audit
    entries = audit.latest(most=30) if audit else ()
    page = PeoplePage(
        title="Team",
        trail=trail(),
        rows=tuple(one for one in rows if not one.ended),
        gone=tuple(one for one in rows if one.ended),
        log=tuple(f"{day(one.at)}: {one.person or 'Befehl'}: {one.action}" for one in entries),
    )
    return shown("desk/people.html", page)


@blueprint.get("/team/neu")
@needs(Duty.ADMIN)
def new_person() -> Answer:
    """An empty form."""
    return shown("desk/person.html", _page(None))


@blueprint.post("/team/neu")
@needs(Duty.ADMIN)
def add_person() -> Answer:
    """Lets somebody in and tells them by mail."""
    faults, address = _faults(), email(request.form.get("mail", ""))
    if not is_address(address):
        faults.insert(0, Link("Bitte schreiben Sie eine E-Mail-Adresse mit @.", "#feld-mail"))
    if faults:
        return shown("desk/person.html", _page(None, faults), 422)
    grants = grants_of(_duties(), _regions())
    team().add(address, _name(), grants, by=me().id, letter=_invitation)
    return onward("desk.people", "eingeladen")


@blueprint.get("/team/<id>")
@needs(Duty.ADMIN)
def person(id: str) -> Answer:
    """What somebody may do, and where."""
    return shown("desk/person.html", _page(team().get(id) or abort(404)))


@blueprint.post("/team/<id>")
@needs(Duty.ADMIN)
def change_person(id: str) -> Answer:
    """Other duties, or none at all."""
    found = team().get(id) or abort(404)
    try:
        if request.form.get("schritt") == "entfernen":
            team().end(id, by=me().id)
            return onward("desk.people", "entfernt")
        if faults := _faults():
            return shown("desk/person.html", _page(found, faults), 422)
        team().change(id, _name(), grants_of(_duties(), _regions()), by=me().id)
    except LastAdmin:
        return onward("desk.people", "letzte-leitung")
    return onward("desk.people", "gespeichert")


def _invitation(person: Person, key: str) -> OutgoingMail:
    post = Post(key, person.email, person.id)
    return invitation_mail(post, letters.site(), link=public_address("team.ask"))


def _faults() -> list[Link]:
    faults = []
    if not _duties():
        faults.append(Link("Bitte wählen Sie mindestens 1 Rolle.", "#rolle-advisor"))
    known = parts().gazetteer
    wrong = [key for key in _regions() if not key.isdecimal() or not known.towns_in(key)]
    if wrong:
        words = f"Diesen Schlüssel kennen wir nicht: {', '.join(wrong)[:100]}"
        faults.append(Link(words, "#feld-regionen"))
    return faults


def _name() -> str:
    return " ".join(request.form.get("name", "").split())[:120]


def _duties() -> list[Duty]:
    given = request.form.getlist("rolle")
    return [duty for duty in Duty if duty.value in given]


def _regions() -> list[str]:
    typed = request.form.get("regionen", "").replace(",", " ").split()
    return list(dict.fromkeys(typed))[:MOST_REGIONS]


def _row(one: Person) -> Row:
    regions = one.regions(*Duty)
    return Row(
        Link(one.name or one.email, url_for("desk.person", id=one.id)),
        one.email,
        ", ".join(DUTY_WORDS[grant.duty].partition(":")[0] for grant in one.grants),
        "überall" if regions is None else ", ".join(map(region_name, regions)),
        day(one.ended_at) if one.ended_at else "",
    )


def _page(one: Person | None, faults: list[Link] | None = None) -> PersonPage:
    typed = request.form if request.method == "POST" else None
    held = {grant.duty for grant in one.grants} if one else set()
    regions = one.regions(*Duty) or () if one else ()
    title = (one.name or one.email) if one else "Neue Person"
    return PersonPage(
        title=title,
        trail=trail(Link("Team", url_for("desk.people"))),
        id=one.id if one else "",
        action=url_for("desk.change_person", id=one.id) if one else url_for("desk.add_person"),
        name=typed.get("name", "") if typed else (one.name if one else ""),
        email=typed.get("mail", "") if typed and not one else (one.email if one else ""),
        duties=tuple(
            Choice(
                duty.value,
                words,
                duty in (_duties() if typed else held),
            )
            for duty, words in DUTY_WORDS.items()
        ),
        regions=typed.get("regionen", "") if typed else " ".join(regions),
        is_me=bool(one and one.id == me().id),
        is_gone=bool(one and one.ended_at),
        faults=tuple(faults or ()),
    )
