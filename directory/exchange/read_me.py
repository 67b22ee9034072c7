"""The file in a complete export that tells people what they have before them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final

from directory.content.sources import DataSource

_TEXT: Final = """# A directory of inclusive sport, complete

Written on {day} UTC. {scope}

| file | lines | what |
| --- | --- | --- |
{files}
| `photos/` | | photos as WebP, named by `photos.jsonl` |
| `offers.csv`, `clubs.csv` | | what is public, for people and their tables |
| `sources.json` | | the sources below, for programs |
| `manifest.json` | | format, counts, and SHA-256 of each file |

JSON Lines, UTF-8: each line is one JSON object. Fields that hold their default (an empty text, an
unknown fact, an empty list) are left out. `public` says whether readers see a record, `by` who made
it; `source_said` is what a source said before people corrected it. Facts are yes, no or unknown;
unknown never means no. Records with `example` are invented. A cell of the tables that could be
taken for a formula begins with '.

`directory import FOLDER` fills an empty directory with it: the same offers at the same addresses.
What waits for a decision, mails, the team and the history are matters of a backup.

## Sources and licences

{sources}

Whoever passes on records of a source must keep its licence and name it. Each record says which
source it comes from.
"""
_SHOWN: Final = """Only what readers see: published offers and clubs, and of contacts
only those that may be shown. Hidden records, hidden contacts and the addresses of those who look
after clubs are left out."""
_PERSONAL: Final = """**With personal data**: also hidden records, all contacts, and the
addresses of those who look after clubs. Keep it as you keep the database, and delete it when you no
longer need it."""
_WHAT: Final = {
    "venues.jsonl": "places",
    "clubs.jsonl": "clubs and other organisers",
    "offers.jsonl": "offers",
    "former_addresses.jsonl": "ids and readable addresses of former times, and what they mean now",
    "photos.jsonl": "photos and the offer to which each belongs",
    "keepers.jsonl": "who looks after a club (personal data)",
}


def read_me(
    counts: Mapping[str, int],
    sources: Sequence[DataSource],
    used: Mapping[str, int],
    now: datetime,
    *,
    personal: bool,
) -> str:
    """``counts`` are lines by file, ``used`` records by source."""
    return _TEXT.format(
        day=f"{now:%Y-%m-%d at %H:%M}",
        scope=_PERSONAL if personal else _SHOWN,
        files="\n".join(
            f"| `{name}` | {count} | {_WHAT[name]} |" for name, count in counts.items()
        ),
        sources="\n".join(_sources(sources, used)),
    )


def _sources(sources: Sequence[DataSource], used: Mapping[str, int]) -> Iterator[str]:
    for source in sources:
        url = source.licence_url
        licence = f"[{source.licence}]({url})" if url else source.licence
        yield f"- {source.attribution}: {licence}; {used[source.key]} records (`{source.key}`)"
    if unnamed := used.get("", 0):
        yield f"- From the clubs, or from those who look after the directory: {unnamed} records"
