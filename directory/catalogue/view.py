"""One segment as a generation sees it: without what was deleted, with that generation's scores."""

from functools import cached_property

import numpy as np

from directory.catalogue.recent import Recent
from directory.catalogue.segment import Docs, Mask, Segment, Weights

NOBODY = 255  # the kind of a deleted document: no question asks for it
# Of these are few whose share is less than one in so many.
FEW = 4
# A byte for each document; offers and clubs of today, and those of yesterday.
KEPT_SHOWN_BYTES = 4 << 20


class View:
    """A segment and the documents of it that live."""

    def __init__(self, segment: Segment, deleted: bytes) -> None:
        self.segment = segment
        self.deleted = deleted
        self.columns = segment.columns
        self.dead: Docs = np.frombuffer(deleted, dtype="<u4").astype(np.intp)
        self.count = segment.size - len(self.dead)
        # Deleted documents are of no kind, so the filter by kind removes them as well.
        self.kind = segment.columns["kind"]
        if len(self.dead):
            self.kind = self.kind.copy()
            self.kind[self.dead] = NOBODY
        self._shown: Recent[Mask] = Recent(KEPT_SHOWN_BYTES)
        self._of_kind: dict[int, Docs | None] = {}
        self.tokens = segment.total_tokens - int(segment.columns["tokens"][self.dead].sum())

    @cached_property
    def everything(self) -> Docs:
        return np.arange(self.segment.size)

    def few_of_kind(self, kind: int) -> Docs | None:
        """Living documents of this kind; None where they are many. A directory may know few clubs
        besides its offers, or few offers besides its clubs."""
        if kind not in self._of_kind:
            docs = np.flatnonzero(self.kind == kind)
            self._of_kind[kind] = docs if len(docs) * FEW < self.segment.size else None
        return self._of_kind[kind]

    def living_with(self, field: str, term: str) -> int:
        """How many living documents have this term."""
        docs = self.segment.docs(field, term)
        if not len(self.dead) or not len(docs):
            return len(docs)
        return int(np.count_nonzero(self.kind[docs] != NOBODY))

    def shown(self, kind: int, counts_from: int, without: list[str]) -> Mask:
        """Living documents of a kind whose age counts from this day (an ordinal) or later, and
        some ids taken out. Nobody may change it: nearly all questions of a day ask for the same.
        """
        key = (kind, counts_from)
        mask = self._shown.get(key)
        if mask is None:
            mask = self.kind == kind
            if counts_from:
                mask &= self.columns["counts_from"] >= counts_from
            self._shown.put(key, mask, 200 + mask.nbytes)
        docs = self.segment.docs_of_ids(without)
        if len(docs):
            mask = mask.copy()
            mask[docs] = False
        return mask

    def weights_of(self, field: str, term: str, docs: Docs) -> Weights:
        """The weight of a term in each of these documents, 0 where it does not occur."""
        having, weights = self.segment.postings(field, term)
        if not len(having) or not len(docs):
            return np.zeros(len(docs), dtype="f4")
        if docs is having:
            return weights
        # Few documents are looked up; many are spread over a table and picked up again.
        if len(docs) * 24 < len(having) + self.segment.size // 8:
            at = np.minimum(having.searchsorted(docs), len(having) - 1)
            return np.where(having[at] == docs, weights[at], np.float32(0))
        table = np.zeros(self.segment.size, dtype="f4")
        table[having] = weights
        return table[docs]

    def mask(self, docs: Docs) -> Mask:
        made = np.zeros(self.segment.size, dtype=bool)
        made[docs] = True
        return made
