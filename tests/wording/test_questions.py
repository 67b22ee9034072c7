"""What nobody told us is asked once, kindly, the most important first."""

from datetime import date, time
from decimal import Decimal

import pytest

from directory.model import (
    Address,
    Audience,
    Companion,
    Fact,
    FirstVisit,
    Form,
    Gender,
    Known,
    Level,
    Price,
    PricePeriod,
    Schedule,
    SingleDate,
    Slot,
    Support,
    Transport,
    Trial,
    Venue,
    Weekday,
    Words,
)
from directory.wording import tell
from directory.wording.questions import MISSING, NEEDLESS
from tests.wording.saying import EASY, TODAY, a_listing

YES, NO = Fact(Known.YES), Fact(Known.NO)
WORDS = (Words(easy="Wasser"),)
TUESDAY = Slot(Weekday.TUESDAY, time(17), time(18))


def _asked(**known):
    return [question.path for question in tell(a_listing(**known), EASY, TODAY).questions]


def test_of_an_unknown_offer_the_most_important_is_asked_first():
    assert _asked()[:6] == [
        "day",
        "time",
        "place",
        "price",
        "access.step_free_entrance",
        "access.toilet",
    ]


def test_unknown_is_said_kindly():
    text = tell(a_listing(), EASY, TODAY)
    assert [said.words for said in text.unknown_lead] == ["Das wissen wir nicht:"]
    assert "Gibt es ein WC für Rollstühle?" in {question.words for question in text.questions}
    assert [said.words for said in text.unknown_end] == ["Fragen Sie bitte nach."]


def test_each_question_stands_in_its_topic_too():
    text = tell(a_listing(), EASY, TODAY)
    in_topics = [question for topic in text.topics for question in topic.questions]
    assert sorted(one.path for one in in_topics) == sorted(one.path for one in text.questions)


ANSWERS = [
    ("day", {"schedule": Schedule(slots=(TUESDAY,))}),
    ("day", {"schedule": Schedule(single_dates=(SingleDate(date(2027, 1, 2)),))}),
    ("day", {"schedule": Schedule(by_appointment=YES)}),
    ("time", {"schedule": Schedule(slots=(TUESDAY,))}),
    ("price", {"is_free": YES}),
    ("price", {"prices": (Price(Decimal(8), PricePeriod.MONTH),)}),
    ("place", {"venue": Venue("v", name="Stadtbad")}),
    ("transport", {"venue": Venue("v", transport=(Transport("bus"),))}),
    ("ages", {"audience": Audience(age_min=6)}),
    ("ages", {"audience": Audience(age_max=6)}),
    ("form", {"form": Form.TOGETHER}),
    ("levels", {"levels": (Level.TRY_IT,)}),
    ("gender", {"audience": Audience(gender=Gender.ALL)}),
    ("group_size", {"support": Support(group_size=8)}),
    ("helpers", {"support": Support(helpers_count=0)}),
    ("bring", {"first_visit": FirstVisit(bring=WORDS)}),
    ("wear", {"first_visit": FirstVisit(wear=WORDS)}),
    ("meeting_point", {"first_visit": FirstVisit(meeting_point=WORDS[0])}),
    ("languages", {"languages": ("de",)}),
    ("unified", {"form": Form.OWN_GROUP}),
    ("companion.free", {"companion": Companion(may_come=NO)}),
    ("companion.must_come", {"companion": Companion(may_come=NO)}),
    ("trial.free", {"trial": Trial(possible=NO)}),
    ("trial.free", {"is_free": YES}),
    ("cost_help.education_package", {"is_free": YES}),
    ("cost_help.reduced_price", {"is_free": YES}),
    ("cost_help.club_helps", {"is_free": YES}),
    ("support.small_group", {"support": Support(group_size=8)}),
    (
        "schedule.in_school_holidays",
        {"schedule": Schedule(single_dates=(SingleDate(date(2027, 1, 2)),))},
    ),
]


@pytest.mark.parametrize(("path", "answer"), ANSWERS)
def test_what_is_known_is_not_asked(path, answer):
    assert path in _asked()
    assert path not in _asked(**answer)


ASKS = [
    ("time", {"schedule": Schedule(slots=(Slot(Weekday.TUESDAY),))}),
    ("day", {"schedule": Schedule(slots=(Slot(start=time(17)),))}),
    ("week", {"schedule": Schedule(slots=(Slot(Weekday.TUESDAY, every_weeks=2),))}),
    ("street", {"venue": Venue("v", address=Address(town="Bonn"))}),
    ("price", {"is_free": NO}),
    ("audience.age_strict", {"audience": Audience(age_min=6)}),
    ("trial.free", {"trial": Trial(possible=YES)}),
]


@pytest.mark.parametrize(("path", "half"), ASKS)
def test_half_an_answer_asks_for_the_other_half(path, half):
    assert path in _asked(**half)


def test_whether_it_costs_money_is_asked_by_what_it_costs():
    assert "is_free" not in _asked()
    assert "price" in _asked()


def test_every_answer_was_tried():
    tried = {path for path, _answer in ANSWERS} | {path for path, _half in ASKS} | {"is_free"}
    assert set(MISSING) | set(NEEDLESS) <= tried
