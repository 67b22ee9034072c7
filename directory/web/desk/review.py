"""What was sent in, one by one: look, approve, correct, ask, decline; or many at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from flask import abort, request, send_file

from directory.mailing.decision_mails import (
    approved_mails,
    declined_mails,
    question_mails,
)
from directory.mailing.ready_texts import QUESTIONS, REFUSALS
from directory.model import Listing, Submission, WrongStep
from directory.model.doubt import Doubt
from directory.model.merging import value_at
from directory.model.submission import State
from directory.model.team import Duty
from directory.submissions import ChangedTwice, NotStored
from directory.submissions.photos import pictures_of
from directory.submissions.workflow import Workflow
from directory.web.addresses import url_for
from directory.web.clubs import letters
from directory.web.clubs.duplicates import offers_like
from directory.web.clubs.keeping import workflow
from directory.web.desk import blueprint
from directory.web.desk.compare import Row, compared, unknown_count
from directory.web.desk.correcting import Field, correctable, corrected
from directory.web.desk.frame import Answer, DeskPage, age_words, day, onward, shown, trail
from directory.web.desk.places import is_mine
from directory.web.desk.queues import doubt_words, place_of, waiting
from directory.web.desk.texts import Hard, easy_text, hard_sentences
from directory.web.finder.offer_maps import venue_map
from directory.web.finder.offer_page import OfferPage
from directory.web.finder.offer_words import school_holidays_of
from directory.web.maps import MapDrawing
from directory.web.page import Link
from directory.web.parts import parts
from directory.web.public_address import public_address
from directory.web.team.guard import me, needs
from directory.web.templating import render

LONGEST_NOTE: Final = 2_000
STATES: Final = {
    State.WAITING: "Wartet auf eine Entscheidung",
    State.APPROVED: "Veröffentlicht",
    State.SENT_BACK: "Beim Verein, wegen einer Frage",
    State.DECLINED: "Abgelehnt",
    State.WITHDRAWN: "Vom Verein zurückgenommen",
    State.REPLACED: "Durch eine neuere Fassung ersetzt",
}


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo that came with it."""

    address: str
    alt: str
    author: str
    licence: str


@dataclass(frozen=True, slots=True)
class Past:
    """What was sent about the same offer before."""

    words: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPage(DeskPage):
    """Words for ``desk/review.html``. ``note`` and ``typed`` keep what was typed when a step could
    not be done; ``conflict`` names what somebody else has changed meanwhile."""

    id: str
    state: str
    is_open: bool
    kind: str
    since: str
    sender: str
    club: str
    place: str
    doubts: tuple[str, ...]
    asks_for_keeper: bool
    is_take_over: bool
    rows: tuple[Row, ...]
    has_before: bool
    unknown: int
    hard: tuple[Hard, ...]
    photos: tuple[Photo, ...]
    fields: tuple[Field, ...]
    past: tuple[Past, ...]
    point: str
    map: MapDrawing | None
    doubles: tuple[Link, ...]
    history: str
    questions: tuple[tuple[str, str], ...]
    refusals: tuple[tuple[str, str], ...]
    faults: tuple[Link, ...] = ()
    note: str = ""
    step: str = ""
    conflict: tuple[tuple[str, str, str], ...] = ()


@blueprint.get("/eingang/<id>")
@needs(Duty.EDITOR)
def review(id: str) -> Answer:
    """All about what was sent in, and what may be done with it."""
    return shown("desk/review.html", _page(_mine(id)))


@blueprint.get("/eingang/<id>/vorschau")
@needs(Duty.EDITOR)
def preview(id: str) -> Answer:
    """The page as readers will get it."""
    submission = _mine(id)
    listing, house = submission.listing, parts()
    if listing.offer is None:
        abort(404)
    page = OfferPage.of(
        listing,
        sports=house.sports.by_id,
        today=house.today(),
        is_school_holiday=school_holidays_of(listing),
        pictures=house.pictures,
        photo_address=lambda file: url_for("desk.photo", id=id, file=file),
    )
    return render("desk/preview.html", page=page, back=url_for("desk.review", id=id))


@blueprint.get("/eingang/<id>/foto/<file>")
@needs(Duty.EDITOR)
def photo(id: str, file: str) -> Answer:
    """A photo that nobody else sees yet."""
    photos = parts().photos
    found = photos.of_listing(file, _mine(id).listing) if photos else None
    if found is None:
        abort(404)
    return send_file(BytesIO(found.content), mimetype="image/webp")


@blueprint.post("/eingang/<id>")
@needs(Duty.EDITOR)
def decide(id: str) -> Answer:
    """One step; what could not be done comes back with all that was typed."""
    submission = _mine(id)
    step = request.form.get("schritt", "")
    if step in ("fragen", "ablehnen"):
        return _answer(submission, step)
    if step in ("ja", "ja-mit-aenderung"):
        listing = None
        if step == "ja-mit-aenderung":
            listing = corrected(submission.listing, request.form)
        return _approve(submission, step, listing)
    return onward("desk.review", "nichts-gewaehlt", id=id)


@blueprint.post("/eingang")
@needs(Duty.EDITOR)
def approve_many() -> Answer:
    """All that are ticked, each in its own step; whatever cannot be done stays in the list."""
    wanted = set(request.form.getlist("id"))
    if not wanted:
        return onward("desk.queue", "nichts-gewaehlt", key="eingang")
    said = "mehrere"
    for one in waiting(me()):
        if one.id in wanted and Doubt.TAKE_OVER not in one.doubts:
            try:
                _publish(workflow(), one, None, None)
            except (WrongStep, ChangedTwice, NotStored):
                said = "schon-entschieden"
    return onward("desk.queue", said, key="eingang")


def _mine(id: str) -> Submission:
    """A submission of one's own region; there is no other for this person."""
    found = workflow().get(id)
    if found is None:
        abort(404)
    if not is_mine(me(), found.listing, Duty.EDITOR):
        abort(403)
    return found


def _approve(submission: Submission, step: str, listing: Listing | None) -> Answer:
    keeper = {"ja": True, "nein": False}.get(request.form.get("betreut", ""))
    try:
        published = _publish(workflow(), submission, listing, keeper)
    except WrongStep:
        return onward("desk.review", "schon-entschieden", id=submission.id)
    except NotStored:
        page = _page(
            submission, fault=Link("Das Angebot gibt es nicht mehr.", "#schritt-ja"), step=step
        )
        return shown("desk/review.html", page, 409)
    except ChangedTwice as problem:
        conflict = tuple(_values(problem, name) for name in problem.names)
        page = _page(
            submission,
            fault=Link("Jemand hat dasselbe geändert. Sehen Sie beide Fassungen an.", "#beide"),
            step=step,
            conflict=conflict,
        )
        return shown("desk/review.html", page, 409)
    return onward("desk.today", "veroeffentlicht" if published.offer else "betreut")


def _publish(
    work: Workflow, submission: Submission, listing: Listing | None, keeper: bool | None
) -> Listing:
    mails = approved_mails(submission, letters.site(), _address)
    return work.approve(submission.id, mails=mails, listing=listing, keeper=keeper, person=me().id)


def _answer(submission: Submission, step: str) -> Answer:
    text = request.form.get("text", "").strip()[:LONGEST_NOTE]
    ready = request.form.get("fertig", "")
    texts = QUESTIONS if step == "fragen" else REFUSALS
    text = text or texts.get(ready, "")
    if not text:
        place = "#feld-frage" if step == "fragen" else "#feld-grund"
        fault = Link("Bitte wählen Sie einen Text, oder schreiben Sie selbst.", place)
        return shown("desk/review.html", _page(submission, fault=fault, step=step))
    try:
        if step == "fragen":
            drafts = parts().drafts
            draft = drafts.of_submission(submission.id) if drafts else None
            key = drafts.new_key(draft.id) if drafts and draft else ""
            mails = question_mails(submission, letters.site(), _address, text, key)
            workflow().send_back(submission.id, text, mails, person=me().id)
            return onward("desk.today", "gefragt")
        mails = declined_mails(submission, letters.site(), text)
        workflow().decline(submission.id, text, mails, person=me().id)
        return onward("desk.today", "abgelehnt")
    except WrongStep:
        return onward("desk.review", "schon-entschieden", id=submission.id)


def _address(path: str) -> str:
    """Of a page for clubs, whose addresses stand in no other language."""
    return public_address("finder.start").rstrip("/") + path


def _page(
    submission: Submission,
    *,
    fault: Link | None = None,
    step: str = "",
    conflict: Sequence[tuple[str, str, str]] = (),
) -> ReviewPage:
    listing, before = submission.listing, submission.before
    is_take_over = Doubt.TAKE_OVER in submission.doubts
    kind = "Möchte betreuen" if is_take_over else ("Änderung" if before else "Neues Angebot")
    days = (parts().now() - submission.created_at).days
    return ReviewPage(
        title=submission.listing.name,
        trail=trail(Link("Eingang", url_for("desk.queue", key="eingang"))),
        id=submission.id,
        state=STATES[submission.state],
        is_open=submission.state is State.WAITING,
        kind=kind,
        since=age_words(days),
        sender=submission.email,
        club=listing.club.name,
        place=place_of(listing),
        doubts=tuple(map(doubt_words, submission.doubts)),
        asks_for_keeper=Doubt.OTHER_ADDRESS in submission.doubts,
        is_take_over=is_take_over,
        rows=compared(before, listing) if listing.offer else (),
        has_before=before is not None,
        unknown=unknown_count(listing) if listing.offer else 0,
        hard=hard_sentences(easy_text(listing)),
        photos=tuple(_photos(submission)),
        fields=correctable(listing, request.form if step == "ja-mit-aenderung" else None),
        past=tuple(_past(submission)),
        point=_point(listing),
        map=venue_map(listing),
        doubles=tuple(_doubles(submission)),
        history=url_for("desk.history", offer_id=submission.offer_id) if before else "",
        questions=tuple(QUESTIONS.items()),
        refusals=tuple(REFUSALS.items()),
        faults=(fault,) if fault else (),
        note=request.form.get("text", ""),
        step=step,
        conflict=tuple(conflict),
    )


def _photos(submission: Submission) -> list[Photo]:
    return [
        Photo(
            url_for("desk.photo", id=submission.id, file=one.file),
            one.alt.easy or one.alt.de,
            one.author,
            one.licence,
        )
        for one in pictures_of(submission.listing)
    ]


def _past(submission: Submission) -> list[Past]:
    others = (one for one in workflow().of_offer(submission.offer_id) if one.id != submission.id)
    return [Past(STATES[one.state], day(one.decided_at or one.created_at)) for one in others]


def _doubles(submission: Submission) -> list[Link]:
    """Public offers that may be the same, where something new was sent."""
    if submission.before is not None:
        return []
    return [
        Link(
            f"{one.offer.name}, {one.club.name}, {place_of(one)}",
            url_for("finder.offer", slug=one.offer.slug),
        )
        for one in offers_like(submission.listing)
        if one.offer
    ]


def _point(listing: Listing) -> str:
    venue = listing.venue
    if venue is None or venue.latitude is None or venue.longitude is None:
        return ""
    return f"{venue.latitude:.5f}, {venue.longitude:.5f}"


def _values(problem: ChangedTwice, name: str) -> tuple[str, str, str]:
    now, wanted = (value_at(one, name) for one in (problem.current, problem.proposed))
    return name, str(now), str(wanted)
