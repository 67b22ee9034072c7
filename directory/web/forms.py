"""Forms that keep what was typed, tidy it, and say kindly what is missing."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Self

import wtforms
from werkzeug.datastructures import MultiDict
from wtforms.form import BaseForm
from wtforms.validators import StopValidation

from directory.web import typed
from directory.web.languages import _
from directory.web.page import Link

Typed = MultiDict[str, str]


@dataclass(frozen=True, slots=True)
class Kept:
    """One answer that a page carries along unseen."""

    name: str
    value: str


class Form(wtforms.Form):
    """One page of questions; its fields are the only things that are read from it.

    Labels and hints stand in the template. Faults are whole sentences of ours that say what to do;
    a field says them in ``validate_<name>`` by raising ``Fault``.
    """

    class Meta:
        # WTForms has sentences of its own; ours are easy and go through our catalogues.
        locales: ClassVar[bool] = False

    @classmethod
    def of(cls, answers: Typed) -> Self:
        """The form as it was filled in; fields that are not there are empty."""
        return cls(formdata=answers)

    @classmethod
    def names(cls) -> tuple[str, ...]:
        return tuple(name for name, field in _fields(cls))

    @property
    def faults(self) -> tuple[Link, ...]:
        """What is wrong, in the order of the page; each leads to its field."""
        return tuple(
            Link(field.errors[0], f"#{field_id(field.name)}") for field in self if field.errors
        )

    def fault(self, name: str) -> str:
        """What stands at one field; nothing where all is well."""
        errors = self[name].errors
        return str(errors[0]) if errors else ""


def _fields(form: type[wtforms.Form]) -> Iterator[tuple[str, Any]]:
    for name in dir(form):
        field = getattr(form, name)
        if hasattr(field, "_formfield"):
            yield name, field


def field_id(name: str) -> str:
    """As the components ``field`` and ``choices`` name what a fault leads to."""
    return f"feld-{name}"


class Fault(StopValidation):
    """A sentence that says what to do; nothing else is asked of this field afterwards."""


class Line(wtforms.Field):
    """One line of text: no control signs, not too long."""

    def __init__(self, *, most: int = 200, **options: Any) -> None:
        super().__init__("", **options)
        self.most = most

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        self.data = self.tidied(valuelist[0]) if valuelist else ""

    def process_data(self, value: Any) -> None:
        self.data = value or ""

    def tidied(self, text: str) -> str:
        return typed.one_line(text)

    def pre_validate(self, form: BaseForm) -> None:
        if len(self.data) > self.most:
            words = _("Schreiben Sie bitte höchstens {most} Zeichen.", most=self.most)
            raise Fault(words)


class LongText(Line):
    """Several lines of text."""

    def tidied(self, text: str) -> str:
        return typed.lines(text)


class OneOf(wtforms.Field):
    """One choice of several; whatever is not among them is no choice."""

    def __init__(self, values: Iterable[str], **options: Any) -> None:
        super().__init__("", **options)
        self.values = tuple(values)

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        self.data = next((value for value in valuelist if value in self.values), "")

    def process_data(self, value: Any) -> None:
        self.data = value or ""


class SomeOf(wtforms.Field):
    """As many choices as one likes, in the order of the page."""

    def __init__(self, values: Iterable[str], **options: Any) -> None:
        super().__init__("", **options)
        self.values = tuple(values)

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        self.data = tuple(value for value in self.values if value in valuelist)

    def process_data(self, value: Any) -> None:
        self.data = tuple(value or ())


def kept(answers: Typed, names: Iterable[str]) -> tuple[Kept, ...]:
    """Those answers as they were typed, for a page that asks something else."""
    return tuple(
        Kept(name, typed.lines(value)) for name in names for value in answers.getlist(name)
    )
