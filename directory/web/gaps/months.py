"""The figures that are kept each month: Germany, the states, and our regions."""

from collections.abc import Iterator

from flask import Flask

from directory.model.gap import EVERYWHERE, GapFigures
from directory.web.finder.places_page import STATES
from directory.web.gaps.report import Found, Question
from directory.web.parts import parts
from directory.web.scope import scope_of


def keep_figures(app: Flask) -> int:
    """Those of this month, outside of any request; how many regions there are."""
    with app.test_request_context("/"):
        kept = parts().gap_months
        if kept is None:
            return 0
        found = list(_figures(f"{parts().today():%Y-%m}"))
        kept.add(found)
        return len(found)


def _figures(month: str) -> Iterator[tuple[str, GapFigures]]:
    regions = parts().regions
    states = (ags for ags, _name in STATES.values())
    keys = (EVERYWHERE, *states, *(regions.by_key if regions else ()))
    for key in keys:
        scope = scope_of(key)
        if scope:
            found = Found.of(Question(scope))
            yield key, GapFigures(month, found.offers(), found.shares)
