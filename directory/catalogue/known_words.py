"""Says which words stand in names, so that nobody corrects a rare word that is right."""

from directory.catalogue.faults import Damaged, IndexUnusable
from directory.catalogue.index import Index
from directory.catalogue.schema import WORD


class KnownWords:
    """The words of names of offers, clubs, sports and places, as the index has them now.

    Each word is looked up in the sorted terms of the index (about 10 µs for each segment), so
    there is no second copy to keep, and a new generation counts at once.
    """

    def __init__(self, index: Index) -> None:
        self._index = index

    def __contains__(self, word: str) -> bool:
        """For one folded word; without a sound index nothing is known."""
        try:
            return any(view.living_with(WORD, word) for view in self._index.searcher().views)
        except (IndexUnusable, Damaged):
            # Whoever searches next meets the damage too, and then it is mended.
            return False
