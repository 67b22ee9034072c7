"""Keeps a table on the server while somebody looks it over: its rows as text, never the file."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from directory.model.draft import Draft
from directory.spreadsheet import Headings, Refused, Sheet, read_file
from directory.spreadsheet.files import Problem
from directory.web.clubs.drafting import drafts
from directory.web.clubs.table.planning import Planned, Planner, Row, Verdict, rows_of
from directory.web.languages import current
from directory.web.parts import parts

TABLE = "tabelle"
"""Its value is the name of the file; a draft without it is no table."""
ROWS, KEYS, PLAN, PROVEN = "tabelle_zeilen", "tabelle_spalten", "tabelle_plan", "tabelle_bewiesen"
MOST_CHOSEN = 120
"""So many columns can be told what they are; further ones are not read."""


@dataclass(frozen=True, slots=True)
class Held:
    """A table with the secret key of its draft. ``is_proven``: the sender has used a link that
    went to the address."""

    key: str
    draft: Draft
    file_name: str
    sheet: Sheet
    headings: Headings
    is_proven: bool

    @property
    def email(self) -> str:
        return self.draft.email

    @property
    def is_sent(self) -> bool:
        return bool(self.draft.submission_id)

    @property
    def rows(self) -> tuple[Row, ...]:
        return rows_of(self.sheet.rows, self.headings)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page needs to know of a planned row."""

    number: int
    verdict: Verdict
    code: str
    faults: dict[str, str]
    sentences: tuple[str, ...]
    is_public: bool


def table_in(content: bytes) -> tuple[Sheet, Headings]:
    """The table of a file that looks most like offers. Raises ``Refused``."""
    sheets = read_file(content)
    found = [(sheet, Headings.find(sheet.rows)) for sheet in sheets]
    best = max(found, key=lambda one: sum(bool(column.key) for column in one[1].columns))
    if not rows_of(best[0].rows, best[1]) and best[1].is_known:
        raise Refused(Problem.EMPTY)
    return best


def hold(sheet: Sheet, file_name: str, email: str, *, proven: bool = False) -> Held:
    """A new draft with the table."""
    content = {
        "name": sheet.name,
        "rows": sheet.rows,
        "hidden": sheet.hidden,
        "merged": sheet.merged,
    }
    answers = [
        (TABLE, file_name[:200] or "?"),
        (ROWS, json.dumps(content, ensure_ascii=False, separators=(",", ":"))),
    ]
    if proven:
        answers.append((PROVEN, "ja"))
    draft, key = drafts().begin(answers, email=email)
    return opened(key, draft)


def held(key: str) -> Held | None:
    """The table of this key; None when it is gone, or the draft is no table."""
    draft = drafts().find(key) if len(key) < 200 else None
    return opened(key, draft) if draft and TABLE in dict(draft.answers) else None


def chosen(this: Held, keys: Sequence[str]) -> Held:
    """With other columns."""
    draft = drafts().fill(this.key, lambda before: _with(before, KEYS, "\n".join(keys)))
    return opened(this.key, draft) if draft else this


def _with(
    answers: tuple[tuple[str, str], ...], name: str, value: str
) -> tuple[tuple[str, str], ...]:
    without = (PLAN, name) if name == KEYS else (name,)
    return (*((one, kept) for one, kept in answers if one not in without), (name, value))


def opened(key: str, draft: Draft) -> Held:
    """The table of a draft."""
    answers = dict(draft.answers)
    content = json.loads(answers[ROWS])
    rows = tuple(map(tuple, content["rows"]))
    sheet = Sheet(content["name"], rows, content["hidden"], content["merged"])
    headings = Headings.find(rows)
    if KEYS in answers:
        headings = headings.with_chosen(answers[KEYS].split("\n"))
    return Held(key, draft, answers[TABLE], sheet, headings, PROVEN in answers)


def plan(this: Held) -> tuple[Planned, ...]:
    """Each row anew, with what would be sent; it takes about 5 ms a row."""
    return Planner(this.email).plan(this.rows)


def planned(this: Held) -> tuple[Shown, ...]:
    """The same for pages, kept with the draft as long as nothing that it depends on changes."""
    state = _state(this)
    answers = dict(this.draft.answers)
    kept = json.loads(answers[PLAN]) if PLAN in answers else None
    if not kept or kept["state"] != state:
        rows = [_shown(one) for one in plan(this)]
        kept = {"state": state, "rows": rows}
        text = json.dumps(kept, ensure_ascii=False)
        drafts().fill(this.key, lambda before: _with(before, PLAN, text))
    return tuple(
        Shown(
            one["number"],
            Verdict(one["verdict"]),
            one["code"],
            one["faults"],
            tuple(one["sentences"]),
            one["is_public"],
        )
        for one in kept["rows"]
    )


def _shown(one: Planned) -> dict[str, object]:
    return {
        "number": one.row.number,
        "verdict": one.verdict,
        "code": one.code,
        "faults": dict(one.faults),
        "sentences": one.sentences,
        "is_public": one.is_public,
    }


def _state(this: Held) -> list[str]:
    """Offers of others, the day, the language of the sentences, and what was sent meanwhile."""
    return [
        parts().store.position(),
        parts().today().isoformat(),
        current().key,
        this.draft.submission_id,
        dict(this.draft.answers).get(KEYS, ""),
    ]
