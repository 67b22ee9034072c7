"""Question pages one after another; every answer travels along, so Back loses nothing.

Where the answers come from is the caller's business: hidden fields of the form, or a draft.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from directory.web.forms import Form, Kept, Typed, kept

HERE = "hier"
TO = "zu"
THEN = "dann"
CHECK = "pruefen"
LANGUAGE = "sprache"
"""Sent by the switch of languages, which shows the same page and looks at nothing."""


def _always(_answers: Typed) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Step:
    """One page of questions; ``asked`` says for which answers it has a place at all."""

    key: str
    form: type[Form]
    asked: Callable[[Typed], bool] = _always


@dataclass(frozen=True, slots=True)
class Stop:
    """Where somebody is. ``form`` is None on the page that shows all answers.

    ``back`` is the step before, empty on the first. ``returns``: only one answer is being changed,
    so the way goes back to all answers. ``sends``: everything is right and shall be sent.
    """

    key: str
    form: Form | None
    number: int
    count: int
    back: str
    returns: bool = False
    sends: bool = False

    @property
    def is_check(self) -> bool:
        return self.form is None


def stop(steps: Sequence[Step], answers: Typed) -> Stop:
    """The page that follows from what was sent.

    Going back looks at nothing; going on, and sending, needs answers without faults.
    """
    asked = [step for step in steps if step.asked(answers)]
    keys = [step.key for step in asked]
    here, to = answers.get(HERE, ""), answers.get(TO, "")
    returns = here == CHECK or (answers.get(THEN, "") == CHECK)
    if LANGUAGE in answers and here in keys:
        return _at(asked, keys.index(here), answers, returns=returns)
    if to in keys:
        return _at(asked, keys.index(to), answers, returns=returns)
    if to != CHECK and here in keys:
        place = keys.index(here)
        found = _at(asked, place, answers, returns=returns)
        if found.form and not found.form.validate():
            return found
        if not returns and place + 1 < len(asked):
            return _at(asked, place + 1, answers)
    if not (here in keys or CHECK in (here, to)):
        return _at(asked, 0, answers)
    return _check(asked, answers, sends=here == CHECK and LANGUAGE not in answers)


def _check(asked: Sequence[Step], answers: Typed, *, sends: bool) -> Stop:
    """All answers, or the first page with a fault. A page that nobody has seen shows no fault."""
    for place, step in enumerate(asked):
        if not step.form.of(answers).validate():
            found = _at(asked, place, answers, returns=True)
            if found.form and any(name in answers for name in step.form.names()):
                found.form.validate()
            return found
    return Stop(CHECK, None, len(asked) + 1, len(asked), asked[-1].key, sends=sends)


def _at(asked: Sequence[Step], place: int, answers: Typed, *, returns: bool = False) -> Stop:
    step = asked[place]
    back = CHECK if returns else (asked[place - 1].key if place else "")
    return Stop(step.key, step.form.of(answers), place + 1, len(asked), back, returns)


def carried(steps: Sequence[Step], at: Stop, answers: Typed) -> tuple[Kept, ...]:
    """All other answers, and where this page stands, as hidden fields."""
    shown = at.form.names() if at.form else ()
    names = [name for step in steps for name in step.form.names() if name not in shown]
    place = (Kept(HERE, at.key), *((Kept(THEN, CHECK),) if at.returns else ()))
    return (*kept(answers, dict.fromkeys(names)), *place)
