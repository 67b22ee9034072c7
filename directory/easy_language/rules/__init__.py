"""All rules of the check: each takes a sentence and yields what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..findings import Finding
from ..grammar import Sentence
from .address import duzen, man, pronomen3
from .cases import genitiv
from .gender import gender
from .hard_words import fremdwort, nominal, seltenes_wort
from .long_words import kompositum
from .negation import negation
from .numbers import roemisch, zahl, zahlwort
from .sentence_shape import infinitivsatz, mehrere_saetze, nebensatz, satzlaenge
from .signs import abkuerzung, sonderzeichen
from .times import datum, uhrzeit
from .verbs import futur, konjunktiv, passiv, praeteritum

ALL_RULES: tuple[Callable[[Sentence], Iterator[Finding]], ...] = (
    satzlaenge, mehrere_saetze, nebensatz, infinitivsatz, passiv, konjunktiv, genitiv, negation,
    praeteritum, futur, abkuerzung, zahlwort, zahl, roemisch, datum, uhrzeit, sonderzeichen, gender,
    kompositum, fremdwort, seltenes_wort, nominal, man, pronomen3, duzen,
)  # fmt: skip
