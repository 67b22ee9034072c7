"""Words for the pages of this group: one page of questions, in the words of its template."""

from dataclasses import dataclass

from directory.web.clubs.advice import AdviceShown
from directory.web.clubs.photo_question import PhotosAsked
from directory.web.clubs.pin import PinShown
from directory.web.clubs.text_help import TextHelp
from directory.web.messages.present import FormPage, Option, Row
from directory.web.page import Link


@dataclass(frozen=True, slots=True)
class FactRow:
    """One fact with the answer that was given, as ``components/fact_rows.html`` shows it."""

    name: str
    question: str
    picture: str
    value: str


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that is asked; ``kind`` says how it is answered.

    line, tel, email, long: by typing. radio, checkbox: by choosing with pictures. select: by
    choosing from a list. facts: ``facts`` by yes, no or unknown. row: ``inside`` belong together.
    """

    kind: str
    name: str
    label: str
    hints: tuple[str, ...] = ()
    value: str = ""
    error: str = ""
    options: tuple[Option, ...] = ()
    more: tuple[Option, ...] = ()
    more_words: str = ""
    facts: tuple[FactRow, ...] = ()
    inside: tuple["Question", ...] = ()
    folded: tuple["Question", ...] = ()
    folded_words: str = ""
    folded_open: bool = False
    optional: bool = False
    autocomplete: str = "off"
    is_title: bool = False


@dataclass(frozen=True, slots=True)
class RowGroup:
    """The answers of one group of questions, with a picture."""

    title: str
    picture: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class QuestionPage(FormPage):
    """One page of questions of a club, in the words of ``clubs/question.html``.

    ``add`` is the number of rows that the button "one more" asks for; 0 without such a button.
    """

    questions: tuple[Question, ...] = ()
    number_of_group: int = 1
    count_of_groups: int = 8
    picture: str = ""
    heading: str = ""
    add: int = 0
    add_words: str = ""
    to_end: str = ""
    later: str = ""
    look: Link | None = None
    groups: tuple[RowGroup, ...] = ()
    saved: str = ""
    answers: tuple[Option, ...] = ()
    pin: PinShown | None = None
    text_help: TextHelp | None = None
    text_facts: tuple[str, ...] = ()
    advice: AdviceShown | None = None
    photos: PhotosAsked | None = None
