"""``make simulate``: prints how many of the shown offers were confirmed in the last six months."""

from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path
from time import monotonic

from directory.content import SchoolHolidays
from directory.model.ladder import Ladder
from tests.simulation.assumptions import Assumptions
from tests.simulation.run import Result, World

CONTENT = Path(__file__).parents[2] / "content"
AIM = 0.90
HEAD = ("", "confirmed", "worst month", "all true", "mails", "calls", "to be rung", "hidden")


def cases() -> Iterator[tuple[str, Assumptions, Ladder]]:
    """The ladder as it stands, then what other assumptions and other ladders would do."""
    usual, ladder = Assumptions(), Ladder()
    yield "as assumed", usual, ladder
    yield "another two years (seed)", replace(usual, seed=2), ladder
    lazy = replace(
        usual,
        answers_first_mail=0.30,
        answers_second_mail=0.23,
        answers_third_mail=0.17,
        never_answers_mail=0.25,
    )
    yield "clubs answer a third less", lazy, ladder
    yield "the same, 6 advisors", replace(lazy, advisors=6), ladder
    yield "nobody rings", replace(usual, advisors=0), ladder
    yield "3 mails, 14 days apart", usual, replace(ladder, asks=3, remind_days=14)
    yield "asked after 4 months", usual, replace(ladder, ask_months=4)


def line(name: str, result: Result) -> tuple[str, ...]:
    month, share = result.worst_month
    return (
        name,
        f"{result.confirmed:.1%}",
        f"{share:.1%} ({month})",
        f"{result.true:.1%}",
        str(result.mails),
        str(result.calls),
        str(result.weeks[-1].waiting_calls),
        str(result.hidden),
    )


def main() -> None:
    began = monotonic()
    usual, ladder = Assumptions(), Ladder()
    print("Ladder:", _named(ladder))
    print("Assumptions:", _named(usual))
    print()
    print("| " + " | ".join(HEAD) + " |")
    print("|" + " --- |" * len(HEAD))
    holidays = SchoolHolidays.load(CONTENT)
    first: Result | None = None
    for name, given, steps in cases():
        result = World(given, steps, holidays).run()
        first = first or result
        print("| " + " | ".join(line(name, result)) + " |", flush=True)
    if first:
        held = "held" if first.confirmed >= AIM else "MISSED"
        a_year = usual.offers * usual.years
        print()
        print(
            f"Aim {AIM:.0%} of shown offers confirmed in the last six months: {held}."
            f" Each offer costs {first.mails / a_year:.1f} mails and"
            f" {first.calls / a_year:.1f} calls a year. {monotonic() - began:.0f} s."
        )


def _named(thing: Assumptions | Ladder) -> str:
    return ", ".join(f"{one.name} {getattr(thing, one.name)}" for one in fields(thing))


if __name__ == "__main__":
    main()
