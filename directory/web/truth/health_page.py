"""How true the directory is: which share of its offers was confirmed lately, by place."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from directory.geo import Gazetteer
from directory.model.ladder import Ladder
from directory.web.addresses import url_for
from directory.web.finder.places_page import STATES
from directory.web.finder.present import home, offers_words
from directory.web.languages import _
from directory.web.page import Link
from directory.web.voice import voice
from directory.wording import day_words, place_words

CSV_HEAD = ("key", "place", "offers", "confirmed", "percent", "day")


@dataclass(frozen=True, slots=True)
class Counts:
    """Offers that are shown, and those of them that somebody confirmed in the last six months.

    Each by state code, or by the key of the municipality.
    """

    total: int
    confirmed: int
    all_by_place: Mapping[str, int]
    confirmed_by_place: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Share:
    """One place; ``href`` leads to its parts, if it has any."""

    key: str
    name: str
    href: str
    total: int
    confirmed: int

    @property
    def words(self) -> str:
        return place_words(self.name, voice())

    @property
    def more(self) -> str:
        return _("{confirmed} von {total}", confirmed=self.confirmed, total=self.total)

    @property
    def percent(self) -> int:
        return percent(self.confirmed, self.total)


@dataclass(frozen=True, slots=True)
class HealthPage:
    """Words for ``truth/health.html``."""

    title: str
    trail: tuple[Link, ...]
    result: tuple[str, ...]
    caption: str
    place: str
    rows: tuple[Share, ...]
    csv_href: str
    steps: tuple[str, ...]


def of_all_states(counts: Counts, ladder: Ladder, today: date) -> HealthPage:
    return HealthPage(
        title=_("So aktuell ist unsere Liste"),
        trail=(home(),),
        result=tuple(_result(counts.confirmed, counts.total, today)),
        caption=_("Geprüfte Angebote in jedem Bundesland"),
        place=_("Bundesland"),
        rows=states(counts),
        csv_href=url_for("health.all_as_csv"),
        steps=tuple(_steps(ladder)),
    )


def of_one_state(
    code: str, counts: Counts, gazetteer: Gazetteer, ladder: Ladder, today: date
) -> HealthPage:
    rows = districts(code, counts, gazetteer)
    total, confirmed = sum(row.total for row in rows), sum(row.confirmed for row in rows)
    return HealthPage(
        title=_("So aktuell ist unsere Liste in {state}", state=STATES[code][1]),
        trail=(home(), Link(_("So aktuell ist unsere Liste"), url_for("health.of_all"))),
        result=tuple(_result(confirmed, total, today)),
        caption=_("Geprüfte Angebote in jedem Landkreis und in jeder großen Stadt"),
        place=_("Landkreis oder Stadt"),
        rows=rows,
        csv_href=url_for("health.state_as_csv", state=code.lower()),
        steps=tuple(_steps(ladder)),
    )


def states(counts: Counts) -> tuple[Share, ...]:
    """All 16, also those where we know nothing yet; and what takes place nowhere in particular."""
    rows = [
        Share(
            ags,
            name,
            url_for("health.of_state", state=code.lower()),
            counts.all_by_place.get(code, 0),
            counts.confirmed_by_place.get(code, 0),
        )
        for code, (ags, name) in STATES.items()
    ]
    left = counts.total - sum(row.total for row in rows)
    if left > 0:
        confirmed = counts.confirmed - sum(row.confirmed for row in rows)
        rows.append(Share("", _("Ohne festen Ort"), "", left, confirmed))
    return tuple(rows)


def districts(code: str, counts: Counts, gazetteer: Gazetteer) -> tuple[Share, ...]:
    """The districts of a state in which there are offers, by name."""
    ags = STATES[code][0]
    sums: dict[str, list[int]] = {}
    for town, total in counts.all_by_place.items():
        if town.startswith(ags):
            both = sums.setdefault(town[:5], [0, 0])
            both[0] += total
            both[1] += counts.confirmed_by_place.get(town, 0)
    rows = []
    for key, (total, confirmed) in sums.items():
        area = gazetteer.by_ags(key)
        href = url_for("finder.town", state=code.lower(), ags=area.ags) if area else ""
        rows.append(Share(key, area.name if area else key, href, total, confirmed))
    return tuple(sorted(rows, key=lambda row: row.name.removeprefix("Landkreis ")))


def as_csv(rows: Iterable[Share], today: date) -> str:
    """For programs and tables: names of columns are English and stay."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(CSV_HEAD)
    for row in rows:
        share = row.percent if row.total else ""
        writer.writerow((row.key, row.name, row.total, row.confirmed, share, today.isoformat()))
    return out.getvalue()


def percent(part: int, whole: int) -> int:
    """Only all is 100, and only none is 0."""
    if not whole or not part:
        return 0
    return 100 if part == whole else min(99, max(1, round(100 * part / whole)))


def _result(confirmed: int, total: int, today: date) -> Iterator[str]:
    if not total:
        yield _("Hier kennen wir noch kein Angebot.")
        return
    yield _("Heute ist der {day}.", day=day_words(today, voice()))
    yield _("Wir zeigen {count}.", count=offers_words(total))
    yield _("Davon sind geprüft: {count}.", count=offers_words(confirmed))
    yield _("Das sind {percent} von 100.", percent=percent(confirmed, total))


def _steps(ladder: Ladder) -> Iterator[str]:
    yield _("Nach {count} Monaten fragen wir den Verein.", count=ladder.ask_months)
    yield _(
        "Nach {count} Monaten schreiben wir dazu: Rufen Sie bitte vorher an.",
        count=ladder.call_first_months,
    )
    yield _("Nach {count} Monaten rufen wir den Verein an.", count=ladder.phone_months)
    yield _(
        "Nach {count} Monaten zeigen wir das Angebot in der Suche nicht mehr.",
        count=ladder.hide_months,
    )
