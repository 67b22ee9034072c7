"""What must be known of a photo before anybody sees it."""

import re
from collections.abc import Callable
from functools import partial
from typing import Any

from directory.photos import PhotoName
from directory.web.clubs.names import LICENCES, NO, PICTURES, YES
from directory.web.forms import Fault, Form, Line, OneOf
from directory.web.languages import _
from directory.wording.voice import N_

LONGEST_NAME = 120
SHORTEST_ALT = 8

_FILE_NAME = re.compile(
    r"\S*\.(jpe?g|png|webp|heic|gif|tiff?)"
    r"|(img|dsc|dscn|pxl|foto|photo|bild|image|p)[-_ ]?\d[-_\d ]*",
    re.IGNORECASE,
)


class PicturesForm(Form):
    """Up to three photos; for each one its file, and five questions."""


class Alt(Line):
    """Words for people who do not see the photo."""

    def __init__(self, number: int, **options: Any) -> None:
        super().__init__(most=300, **options)
        self.number = number

    def pre_validate(self, form: Any) -> None:
        super().pre_validate(form)
        if not _is_there(form, self.number):
            return
        if not self.data:
            raise Fault(_("Schreiben Sie bitte: Was ist auf dem Foto zu sehen?"))
        if _FILE_NAME.fullmatch(self.data):
            raise Fault(_("Das ist der Name von einer Datei. Schreiben Sie bitte: Was sieht man?"))
        if len(self.data) < SHORTEST_ALT:
            raise Fault(_("Schreiben Sie bitte etwas mehr. Zum Beispiel: 2 Frauen spielen Boccia."))


class Needed(OneOf):
    """A choice that every photo needs."""

    def __init__(self, number: int, values: Any, fault: str, **options: Any) -> None:
        super().__init__(values, **options)
        self.number = number
        self.fault = fault

    def pre_validate(self, form: Any) -> None:
        if _is_there(form, self.number) and not self.data:
            raise Fault(_(self.fault))


class Agreed(OneOf):
    """The yes of the people on the photo; asked for only when there are any."""

    def __init__(self, number: int, **options: Any) -> None:
        super().__init__((YES,), **options)
        self.number = number

    def pre_validate(self, form: Any) -> None:
        people = form[f"bild_menschen_{self.number}"].data
        if _is_there(form, self.number) and people == YES and not self.data:
            raise Fault(_("Fragen Sie bitte die Menschen. Oder löschen Sie das Foto."))


class Author(Line):
    def __init__(self, number: int, **options: Any) -> None:
        super().__init__(most=LONGEST_NAME, **options)
        self.number = number

    def pre_validate(self, form: Any) -> None:
        super().pre_validate(form)
        if _is_there(form, self.number) and not self.data:
            raise Fault(_("Schreiben Sie bitte: Wer hat das Foto gemacht?"))


def _is_there(form: Any, number: int) -> bool:
    return PhotoName.of(form[f"bild_{number}"].data or "") is not None


_PEOPLE = N_("Sagen Sie bitte: Sind Menschen auf dem Foto?")
_LICENCE = N_("Wählen Sie bitte: Wer darf das Foto benutzen?")

# In the order of the page: faults are listed so.
_FIELDS: dict[str, Callable[[int], Any]] = {
    "bild": lambda _number: Line(most=200),
    "bild_alt": Alt,
    "bild_menschen": partial(Needed, values=(YES, NO), fault=_PEOPLE),
    "bild_ja": Agreed,
    "bild_von": Author,
    "bild_lizenz": partial(Needed, values=LICENCES, fault=_LICENCE),
}
FIELDS = tuple(_FIELDS)

for _number in PICTURES:
    for _name, _field in _FIELDS.items():
        setattr(PicturesForm, f"{_name}_{_number}", _field(_number))
