"""One tap keeps an offer true. GET only shows; programs that guard mailboxes change nothing."""

from collections.abc import Sequence

from flask import redirect, request

from directory.model import How, Listing, Role
from directory.submissions import Care, Purpose
from directory.web.clubs import letters
from directory.web.clubs.keeping import Answer, act_page, keepers, shown, url_for, workflow
from directory.web.clubs.own import DO, END, OTHER, RIGHT
from directory.web.clubs.own_views import SAID, begin_change
from directory.web.languages import _
from directory.web.parts import parts
from directory.web.steps import LANGUAGE
from directory.web.truth import blueprint
from directory.web.truth.present import ALL, ConfirmPage

CHOSEN = "antwort"


@blueprint.get("/vereine/stimmt/<token>")
def confirm(token: str) -> Answer:
    """The offers of a person with their facts, and three buttons for each."""
    visit = letters.links().visitor(token)
    link = visit or letters.links().look(token, Purpose.CONFIRM)
    if link is None:
        return _over(token)
    page = ConfirmPage.of(
        token,
        _care().offers_of(link.email),
        chosen=request.args.get(CHOSEN, ""),
        said=request.args.get(SAID, ""),
        visits=visit is not None,
    )
    return shown(page, template="truth/confirm.html")


@blueprint.post("/vereine/stimmt/<token>")
def answer(token: str) -> Answer:
    """What somebody pressed; the link becomes a visit, so that the other offers can follow."""
    if LANGUAGE in request.form:
        return confirm(token)
    pressed, offer_id = _pressed()
    known = letters.links().visitor(token) or letters.links().look(token, Purpose.CONFIRM)
    if known is None:
        return _over(token)
    mine = _care().offers_of(known.email)
    meant = mine if pressed == ALL else tuple(one for one in mine if one.id == offer_id)
    if not pressed or not meant:
        return redirect(url_for("truth.confirm", token=token), 303)
    key = _visit(token)
    return _act(key, known.email, pressed, meant) if key else _over(token)


def _act(key: str, email: str, pressed: str, meant: Sequence[Listing]) -> Answer:
    if pressed == OTHER:
        return begin_change(meant[0], email)
    if pressed == END:
        return redirect(url_for("keeping.end", key=key, offer_id=meant[0].id), 303)
    return _right(key, meant)


def _pressed() -> tuple[str, str]:
    """Which button, and for which offer; nothing where a form came without either."""
    if request.form.get(ALL) == RIGHT:
        return ALL, ""
    values = [value for name, value in request.form.items() if name.startswith(DO)]
    known = values and values[0] in (RIGHT, OTHER, END)
    return (values[0] if known else ""), request.form.get("angebot", "")


def _visit(token: str) -> str:
    """The key of the visit; empty where the link was used meanwhile. Use proves the address."""
    links = letters.links()
    if links.visitor(token):
        return token
    used = links.use(token, Purpose.CONFIRM)
    if used is None:
        return ""
    for club_id in keepers().clubs_on_record(used.email):
        keepers().add(club_id, used.email, confirmed=True)
    return links.visit(used.email)


def _right(key: str, listings: Sequence[Listing]) -> Answer:
    ids = [listing.id for listing in listings]
    workflow().confirm(ids, by=Role.CLUB, how=How.LINK, day=parts().today())
    return redirect(url_for("truth.confirm", token=key, **{SAID: RIGHT}), 303)


def _over(token: str) -> Answer:
    """Used, too old or never made: a new one goes to the address of the old one."""
    was = letters.links().was(token)
    if was is None or not was.email:
        return redirect(url_for("keeping.link", token=token), 303)
    lead = (
        (_("Danke."), _("Mit diesem Link haben Sie schon geantwortet."))
        if was.used_at
        else (_("Der Link ist zu alt."),)
    )
    page = act_page(
        _("Dieser Link geht nicht mehr"),
        (
            *lead,
            _("Möchten Sie noch etwas ändern?"),
            _("Dann schicken wir Ihnen gern einen neuen Link."),
        ),
        url_for("keeping.renew", token=token),
        _("Neuen Link schicken"),
    )
    return shown(page, 410)


def _care() -> Care:
    found = parts().care
    if found is None:
        raise RuntimeError("nobody can be asked without a place for care")
    return found
