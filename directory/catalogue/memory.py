"""The same search over records in memory: while the index is broken, and for small overlays."""

from collections.abc import Iterable

import msgspec

from directory.catalogue.analysis import Split
from directory.catalogue.draft import Draft
from directory.catalogue.record import Record
from directory.catalogue.schema import FIELDS, document_of
from directory.catalogue.sealed import LooseArrays
from directory.catalogue.searcher import Searcher
from directory.catalogue.segment import Segment
from directory.catalogue.view import View
from directory.easy_language import parts


class MemorySearcher(Searcher):
    """Answers as a rebuilt index would; nothing is written."""

    @classmethod
    def of(
        cls, records: Iterable[Record], position: str = "", split: Split = parts
    ) -> "MemorySearcher":
        draft = Draft()
        for record in records:
            _add(draft, record, split)
        segment = Segment("memory", LooseArrays(*draft.arrays()))
        return cls((View(segment, b""),), position)


def _add(draft: Draft, record: Record, split: Split) -> None:
    values = document_of(record, msgspec.json.encode(record.card), split)
    doc = draft.size
    draft.start()
    for name, value in values.items():
        if name not in FIELDS:
            if value is not None:
                draft.put(name, value)
            continue
        for term, _count, weight, _payload in value:
            draft.fields[name].add(term, doc, weight)
    draft.put_length(sum(count for _term, count, _weight, _payload in values["text"]))
    draft.finish()
