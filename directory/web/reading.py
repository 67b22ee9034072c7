"""How a visitor wants to read: size, space, colours, letters, calm, word separator; one cookie."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from flask import has_request_context
from markupsafe import Markup

from directory.web.now import this_request

COOKIE = "lesen"
CHOICES: Mapping[str, tuple[str, ...]] = {
    "buchstaben": ("normal", "gross", "sehr-gross"),
    "abstand": ("normal", "mehr"),
    "farben": ("normal", "hell", "dunkel", "schwarz", "gelb"),
    "schrift": ("andika", "geraet"),
    "ansicht": ("alles", "ruhig"),
    "worttrenner": ("strich", "punkt", "aus"),
}
"""Each setting with its values. The first value is the usual one: it is never written down."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What lies behind all words; browsers colour their own bars alike."""

    colour: str
    media: str = ""


# As in css/tokens.css; a test compares them.
_BY_DEVICE = (
    Ground("#fffaf2", "(prefers-color-scheme: light)"),
    Ground("#14181b", "(prefers-color-scheme: dark)"),
)
GROUNDS = {
    "normal": _BY_DEVICE,
    "hell": (Ground("#fffaf2"),),
    "dunkel": (Ground("#14181b"),),
    "schwarz": (Ground("#ffffff"),),
    "gelb": (Ground("#000000"),),
}
_NOT_FOR_THE_STYLE_SHEET = {"worttrenner"}


@dataclass(frozen=True, slots=True)
class Reading:
    """Only what differs from usual; an empty one needs no cookie."""

    chosen: Mapping[str, str]

    @classmethod
    def of(cls, text: str) -> Self:
        """From the cookie: "buchstaben-gross.farben-dunkel"; what we do not know is left out."""
        found = {}
        for one in text.split("."):
            setting, _, value = one.partition("-")
            if value in CHOICES.get(setting, ())[1:]:
                found[setting] = value
        return cls(found)

    def __str__(self) -> str:
        return ".".join(
            f"{setting}-{self.chosen[setting]}" for setting in CHOICES if setting in self.chosen
        )

    def value(self, setting: str) -> str:
        return self.chosen.get(setting, CHOICES[setting][0])

    def with_(self, setting: str, value: str) -> Self:
        """With one more choice, which must be one of ``CHOICES``."""
        others = {key: kept for key, kept in self.chosen.items() if key != setting}
        is_usual = value == CHOICES[setting][0]
        return type(self)(others if is_usual else {**others, setting: value})

    @property
    def marks(self) -> Markup:
        """Attributes for ``html``, which the style sheet follows."""
        return Markup("").join(
            Markup(' data-{}="{}"').format(setting, value)
            for setting, value in self.chosen.items()
            if setting not in _NOT_FOR_THE_STYLE_SHEET
        )

    @property
    def grounds(self) -> tuple[Ground, ...]:
        """For the colours that were chosen, else for those of the device."""
        return GROUNDS[self.value("farben")]


USUAL = Reading({})


def reading() -> Reading:
    """Of this visitor."""
    if not has_request_context():
        return USUAL
    cookies = this_request().cookies
    # Werkzeug takes long to say that it has none, and most visitors have none.
    return Reading.of(cookies[COOKIE]) if COOKIE in cookies else USUAL
