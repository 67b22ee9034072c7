"""Loads the language models once, on first use: HanTa for word forms, wordfreq for frequency."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Mapping
from functools import lru_cache, wraps
from importlib.resources import files
from typing import Any, TypeVar

_Loaded = TypeVar("_Loaded")
_loading = threading.RLock()


def once(load: Callable[[], _Loaded]) -> Callable[[], _Loaded]:
    """Loads on the first call and only then; a second thread waits instead of loading again."""
    box: list[_Loaded] = []

    @wraps(load)
    def loaded() -> _Loaded:
        if not box:
            with _loading:
                if not box:
                    box.append(load())
        return box[0]

    return loaded


@once
def tagger() -> Any:
    """The German HanTa model. Read only after loading, so threads may share it."""
    from HanTa.HanoverTagger import HanoverTagger

    # HanTa looks into the current directory first and unpickles what it finds there.
    return HanoverTagger(str(files("HanTa") / "morphmodel_ger.pgz"))


@once
def zipfs() -> Mapping[str, float]:
    """Zipf frequency of the 39,000 most common German word forms, in small letters."""
    from wordfreq import get_frequency_dict, get_frequency_list

    shares = get_frequency_dict("de", wordlist="small")
    figures = {share: round(math.log10(share) + 9, 2) for share in set(shares.values())}
    zipfs = {word: figures[share] for word, share in shares.items()}
    # wordfreq keeps its own copies for good, about 8 MB that nobody asks for again.
    get_frequency_dict.cache_clear()
    get_frequency_list.cache_clear()
    return zipfs


def zipf(form: str) -> float:
    """How common a form in small letters is: 7 for "und", 3 for rare words, 0 below that."""
    # wordfreq writes ss for ß, as in Switzerland.
    return zipfs().get(form.replace("ß", "ss"), 0.0)


def listed(words: str) -> frozenset[str]:
    """The words of one string as a set."""
    return frozenset(words.split())


@lru_cache(maxsize=64)
def word_list(name: str) -> frozenset[str]:
    """One list of `lists/`: words separated by white space, `#` opens a comment."""
    text = (files(__package__) / "lists" / f"{name}.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() for word in line.split("#")[0].split())


@lru_cache(maxsize=16)
def word_map(name: str) -> dict[str, str]:
    """A list of `lists/` whose entries are pairs such as `wäre:ist`; `~` is a space."""
    pairs = (entry.rsplit(":", 1) for entry in word_list(name))
    return {key: value.replace("~", " ") for key, value in pairs}


def _stems(tag: str) -> frozenset[str]:
    model = tagger()
    return frozenset(model.LP_m_t[model.tag2int[tag]])


@once
def nouns() -> frozenset[str]:
    """Stems of the nouns that HanTa knows, in small letters."""
    return _stems("NN")


@once
def first_names() -> frozenset[str]:
    """Names that HanTa knows, in small letters."""
    return _stems("NE")


@once
def verb_stems() -> frozenset[str]:
    """Stems of the verbs that HanTa knows, those of past forms among them."""
    return _stems("VV") | _stems("VVnp") | _stems("VV_VAR") | _stems("VVnp_VAR")
