"""The licences under which an operator may give the entries of the site away."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Licence:
    """``url`` is the text of the licence, ``dcat`` its name in the list of GovData."""

    key: str
    name: str
    url: str
    dcat: str


_GOVDATA: Final = "http://dcat-ap.de/def/licenses"

LICENCES: Final[Mapping[str, Licence]] = {
    one.key: one
    for one in (
        Licence(
            "cc-by-4.0",
            "CC BY 4.0",
            "https://creativecommons.org/licenses/by/4.0/",
            f"{_GOVDATA}/cc-by/4.0",
        ),
        Licence(
            "cc0-1.0",
            "CC0 1.0",
            "https://creativecommons.org/publicdomain/zero/1.0/",
            f"{_GOVDATA}/cc-zero",
        ),
        Licence(
            "dl-de-by-2.0",
            "Datenlizenz Deutschland Namensnennung 2.0",
            "https://www.govdata.de/dl-de/by-2-0",
            f"{_GOVDATA}/dl-by-de/2.0",
        ),
        Licence(
            "dl-de-zero-2.0",
            "Datenlizenz Deutschland Zero 2.0",
            "https://www.govdata.de/dl-de/zero-2-0",
            f"{_GOVDATA}/dl-zero-de/2.0",
        ),
    )
}
