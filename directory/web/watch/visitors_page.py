"""What works now and what does not, for visitors: each in a word, with what one can do instead."""

from dataclasses import dataclass
from datetime import datetime

from directory.publishing.state import SiteState, Trouble
from directory.web.addresses import url_for
from directory.web.languages import _
from directory.web.page import Line, Link
from directory.web.voice import voice
from directory.wording.spoken import clock_words, day_words

YES, NO, UNKNOWN = "yes", "no", "unknown"


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that people want to do; ``value`` is its sign, ``word`` says the same."""

    label: str
    value: str
    word: str
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class StatePage:
    """Words for ``watch/state.html``."""

    title: str
    lead: tuple[str, ...]
    rows: tuple[Row, ...]
    trail: tuple[Link, ...]
    last_disturbance: str = ""

    @classmethod
    def of(cls, found: SiteState, now: datetime, disturbed: datetime | None = None) -> "StatePage":
        rows = (
            _search(found),
            _reading(found),
            _sending(found),
            _asking(found),
            _fresh(found, now),
        )
        return cls(
            title=_("Geht alles?"),
            lead=_lead(rows),
            rows=rows,
            trail=(Link(_("Startseite"), url_for("finder.start")),),
            last_disturbance=_moment(disturbed, now) if disturbed else "",
        )


def _lead(rows: tuple[Row, ...]) -> tuple[str, ...]:
    values = {row.value for row in rows}
    if values == {YES}:
        with_lines = any(row.lines for row in rows)
        return (_("Fast alles geht."),) if with_lines else (_("Ja, alles geht."),)
    if NO in values:
        return (_("Nein, manches geht gerade nicht."), _("Wir arbeiten daran."))
    return (_("Das wissen wir gerade nicht genau."), _("Wir arbeiten daran."))


def _row(label: str, value: str, *lines: str) -> Row:
    words = {
        YES: _("geht"),
        NO: _("geht gerade nicht"),
        UNKNOWN: _("wissen wir gerade nicht"),
    }
    return Row(label, value, words[value], tuple(map(Line, lines)))


def _search(found: SiteState) -> Row:
    label = _("Sport suchen")
    if not found.is_ready:
        # The index may still answer, but nobody can say so without the database.
        return _row(label, UNKNOWN, _("Probieren Sie es bitte aus."), _later())
    if found.index_behind is None:
        rough = _("Vielleicht ist die Reihenfolge anders als sonst.")
        return _row(label, YES, rough)
    return _row(label, YES)


def _reading(found: SiteState) -> Row:
    label = _("Angebote ansehen")
    return _row(label, YES) if found.is_ready else _row(label, NO, _later())


def _sending(found: SiteState) -> Row:
    label = _("Angebote schicken")
    if _may_store(found):
        return _row(label, YES)
    return _row(
        label,
        NO,
        _("Haben Sie schon angefangen?"),
        _("Dann lassen Sie die Seite offen."),
        _("Drücken Sie später noch einmal auf den Knopf."),
    )


def _asking(found: SiteState) -> Row:
    label = _("Vereinen schreiben")
    if not _may_store(found):
        return _row(label, NO, _later(), _("Oder rufen Sie den Verein an."))
    # Where it has never been seen, the site was started just now.
    sender_stopped = Trouble.TICK_LATE in found.troubles and found.tick_ago is not None
    if sender_stopped or Trouble.MAILS_WAIT in found.troubles:
        late = _("Ihre E-Mail kommt aber erst später an.")
        return _row(label, YES, late, _("Ist es eilig? Dann rufen Sie den Verein an."))
    return _row(label, YES)


def _fresh(found: SiteState, now: datetime) -> Row:
    label = _("Neue Angebote finden")
    if not found.is_ready or found.index_behind is None:
        return _row(label, UNKNOWN, _later())
    if Trouble.INDEX_LATE in found.troubles:
        until = _moment(now - found.index_behind, now)
        known = _("Die Suche kennt nur Angebote bis: {moment}.", moment=until)
        return _row(label, NO, known, _later())
    return _row(label, YES)


def _may_store(found: SiteState) -> bool:
    hindrances = {Trouble.NOT_STORING, Trouble.LOCKED}
    return found.is_ready and not hindrances & set(found.troubles)


def _later() -> str:
    return _("Versuchen Sie es bitte später noch einmal.")


def _moment(at: datetime, now: datetime) -> str:
    """ "10 Uhr 30", with the day unless it is today."""
    here = at.astimezone()
    time = clock_words(here.time(), voice())
    if here.date() == now.astimezone().date():
        return time
    return f"{day_words(here.date(), voice())}, {time}"
