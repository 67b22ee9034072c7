"""Takes in an extract of another catalogue and reports what became of each record."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from directory.exchange.errors import ExchangeError, Unusable
from directory.exchange.found import Listings
from directory.exchange.reading import Reader
from directory.model import Listing
from directory.submissions.errors import StoringFailed
from directory.submissions.imports import AT_ONCE, Imports, Outcome, TakenIn

_TOLD = 40
_WHY = {
    Outcome.HIDDEN: "a person has hidden it; it stays hidden",
    Outcome.JOINED: "a person has joined it with {other}",
    Outcome.ALIKE: "{other} has the same name and is near; taken in only with --also-alike",
}


@dataclass
class Report:
    """What became of the records of a file; ``doubtful`` may be updated in other fields."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: list[str] = field(default_factory=list)
    doubtful: list[str] = field(default_factory=list)
    corrected: int = 0
    gone: list[str] = field(default_factory=list)
    notes: dict[str, int] = field(default_factory=dict)

    def lines(self) -> Iterator[str]:
        """What a person should read, the sums last."""
        yield from _some("skipped", self.skipped)
        yield from _some("doubtful", self.doubtful)
        for words, count in sorted(self.notes.items()):
            yield f"{count} {words}."
        if self.corrected:
            yield f"{self.corrected} kept as people have corrected them; the source says the same."
        if self.gone:
            yield f"{len(self.gone)} of this source are no longer in the file and stay:"
            yield from _some("gone", self.gone)
        yield (
            f"{self.created} created, {self.updated} updated, {self.unchanged} unchanged,"
            f" {len(self.skipped)} skipped, {len(self.doubtful)} doubtful."
        )


def take_in(
    reader: Reader,
    listings: Listings,
    imports: Imports,
    *,
    dry_run: bool = False,
    also_alike: bool = False,
    ready: Callable[[], None] = lambda: None,
    told: Callable[[int], None] = lambda _count: None,
) -> Report:
    """Reads the whole file once before anything is stored, then stores it in batches.

    When it is interrupted, the same again goes on where it ended: what is stored is unchanged
    then. ``ready`` is called when the whole file was read, before anything is stored, and
    ``told`` with the number of records done.
    """
    ids = {one.club.id for _where, one in _usable(reader, listings, Report())}
    report = Report(notes=listings.notes)
    around = imports.around(ids, listings.source)
    report.gone = sorted(around.gone)
    listings.notes.clear()
    usable = _usable(reader, listings, report)
    done = 0
    if not dry_run:
        ready()
    while part := list(islice(usable, AT_ONCE)):
        held_back = None if also_alike else around
        try:
            found = imports.take_in([one for _where, one in part], held_back, dry_run=dry_run)
        except StoringFailed as error:
            raise ExchangeError(
                f"The database cannot be written just now ({type(error).__name__}). {done} records"
                " are done; the same command goes on from there."
            ) from error
        for (where, _one), taken in zip(part, found, strict=True):
            _count(report, where, taken)
        done += len(part)
        told(done)
    return report


def _usable(reader: Reader, listings: Listings, report: Report) -> Iterator[tuple[str, Listing]]:
    seen: Counter[str] = Counter()
    for found in reader.records():
        if isinstance(found, Unusable):
            report.skipped.append(f"{found}.")
            continue
        try:
            listing = listings.listing(found)
        except Unusable as problem:
            report.skipped.append(f"{found.where}: {problem}.")
            continue
        seen[listing.id] += 1
        if seen[listing.id] > 1:
            report.skipped.append(f"{found.where}: it stands in the file twice.")
            continue
        yield found.where, listing


def _count(report: Report, where: str, taken: TakenIn) -> None:
    name = f"{where}: {taken.name}"
    match taken.outcome:
        case Outcome.CREATED:
            report.created += 1
        case Outcome.UPDATED:
            report.updated += 1
        case Outcome.EQUAL:
            report.unchanged += 1
        case Outcome.ALIKE:
            report.doubtful.append(f"{name}: {_why(taken)}.")
        case _:
            report.skipped.append(f"{name}: {_why(taken)}.")
    if taken.doubtful:
        fields = ", ".join(taken.doubtful)
        report.doubtful.append(f"{name}: kept as a person said or confirmed: {fields}.")
    report.corrected += bool(taken.corrected)


def _why(taken: TakenIn) -> str:
    return _WHY[taken.outcome].format(other=taken.other)


def _some(word: str, lines: list[str]) -> Iterator[str]:
    for line in lines[:_TOLD]:
        yield f"{word}: {line}"
    if len(lines) > _TOLD:
        yield f"... and {len(lines) - _TOLD} more {word}."
