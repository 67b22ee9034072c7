"""Style sheet, pictures and fonts under addresses that change with their content."""

import gzip
import hashlib
import mimetypes
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from flask import Blueprint, Flask, Response, abort, request
from werkzeug.wrappers import Response as Answer

from directory.web.colours import shades
from directory.web.languages import ROOT
from directory.web.logo import OUR_LOGO, Logo, logo_of
from directory.web.now import this_app, this_request
from directory.web.parts import EXTENSION as PARTS
from directory.web.parts import SiteFacts

FOLDER = Path(__file__).parent.parent / "static"
STYLE = "style.css"
DESK_STYLE = "desk.css"
"""A sheet of its own, so that readers do not carry what only the team needs."""
PAPER_STYLE = "paper.css"
"""For PDF files alone: paper is a design of its own, and the printer of it knows less of CSS."""
FRAME_STYLE = "frame.css"
"""For the pages that stand in pages of others: the parts of the sheet that they need."""
EXTENSION = "directory.assets"
PREFIX = "/assets/"
ONE_YEAR_SECONDS = 31_536_000
ONE_DAY_SECONDS = 86_400
# Order matters: values, then plain elements, then the frame, then one file for each component.
_STYLE_PARTS = (
    "css/tokens.css",
    "css/elements.css",
    "css/layout.css",
    "css/pages.css",
    "components/*.css",
)
_FRAME_PARTS = (
    "css/tokens.css",
    "css/elements.css",
    "components/button.css",
    "components/example_mark.css",
    "components/fact.css",
    "components/offer_card.css",
    "components/pagination.css",
    "css/frame.css",
)
_PRESSABLE = {"text/css", "image/svg+xml", "text/javascript", "application/json", "text/plain"}


@dataclass(frozen=True, slots=True)
class Asset:
    """One file, read once; ``pressed`` is its gzip form where that is smaller."""

    name: str
    body: bytes
    kind: str
    pressed: bytes | None

    @classmethod
    def of(cls, name: str, body: bytes) -> "Asset":
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        pressed = gzip.compress(body, mtime=0) if kind in _PRESSABLE else None
        return cls(name, body, kind, pressed if pressed and len(pressed) < len(body) else None)

    @property
    def hashed_name(self) -> str:
        """``pictures/26BD.svg`` becomes ``pictures/26BD.1f2e3d4c5b6a.svg``."""
        digest = hashlib.sha256(self.body).hexdigest()[:12]
        stem, dot, ending = self.name.rpartition(".")
        return f"{stem}.{digest}{dot}{ending}"


class Assets:
    """All static files by their names and by their hashed names."""

    def __init__(self, folder: Path = FOLDER, site: SiteFacts | None = None) -> None:
        """Raises ``WrongLogo`` or ``WrongColour`` for what the operator chose for the ``site``."""
        found = [
            Asset.of(path.relative_to(folder).as_posix(), path.read_bytes())
            for path in sorted(folder.rglob("*"))
            if path.is_file() and path.suffix != ".css"
        ]
        self._names = {asset.name: asset.hashed_name for asset in found}
        self._by_hashed_name = {asset.hashed_name: asset for asset in found}
        colour = shades(site.colour).style.encode() if site and site.colour else b""
        self.add(Asset.of(STYLE, self._style(folder, _STYLE_PARTS) + colour))
        self.add(Asset.of(FRAME_STYLE, self._style(folder, _FRAME_PARTS) + colour))
        for own in (DESK_STYLE, PAPER_STYLE):
            sheet = (folder / "css" / own).read_text(encoding="utf-8")
            self.add(Asset.of(own, self._with_hashed_names(sheet)))
        self.logo = logo_of(site.logo) if site and site.logo else OUR_LOGO
        if self.logo is not OUR_LOGO:
            self.add(Asset.of(self.logo.name, self.logo.body))

    def add(self, asset: Asset) -> None:
        """For files that are made when the site starts, too."""
        self._names[asset.name] = asset.hashed_name
        self._by_hashed_name[asset.hashed_name] = asset

    def _style(self, folder: Path, parts: Sequence[str]) -> bytes:
        """One sheet of all parts; fonts and pictures in it get their hashed names."""
        files = [path for part in parts for path in sorted(folder.glob(part))]
        return self._with_hashed_names(
            "\n".join(path.read_text(encoding="utf-8") for path in files)
        )

    def _with_hashed_names(self, sheet: str) -> bytes:
        for name, hashed in self._names.items():
            sheet = sheet.replace(f'url("{name}")', f'url("{hashed}")')
        return sheet.encode()

    def address(self, name: str) -> str | None:
        hashed = self._names.get(name)
        return f"{PREFIX}{hashed}" if hashed else None

    def text(self, name: str) -> str:
        return self._by_hashed_name[self._names[name]].body.decode()

    def find(self, hashed_name: str) -> Asset | None:
        return self._by_hashed_name.get(hashed_name)

    def __contains__(self, name: str) -> bool:
        return name in self._names


blueprint = Blueprint("assets", __name__)


def register(app: Flask) -> None:
    app.extensions[EXTENSION] = Assets(site=app.extensions[PARTS].site)
    app.register_blueprint(blueprint)


def assets() -> Assets:
    found: Assets = this_app().extensions[EXTENSION]
    return found


def asset(name: str) -> str:
    """The address of a static file; a name that does not exist is a fault of ours."""
    address = assets().address(name)
    if address is None:
        raise LookupError(f"no static file {name}")
    return str(this_request().environ.get(ROOT, "")) + address


@dataclass(frozen=True, slots=True)
class ShownLogo:
    """Where the mark of the site is, and its size as it is shown."""

    address: str
    width: int
    height: int


def site_logo() -> ShownLogo:
    found = assets().logo
    return ShownLogo(asset(found.name), found.width, Logo.SHOWN_HEIGHT)


@blueprint.get(f"{PREFIX}<path:hashed_name>")
def static_file(hashed_name: str) -> Response:
    """A file that never changes under this address, so browsers keep it for a year."""
    found = assets().find(hashed_name) or abort(404)
    pressed = found.pressed if request.accept_encodings["gzip"] else None
    response = Response(pressed or found.body, mimetype=found.kind)
    if found.pressed:
        response.headers["Vary"] = "Accept-Encoding"
    if pressed:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Cache-Control"] = f"public, max-age={ONE_YEAR_SECONDS}, immutable"
    return response


@blueprint.get("/favicon.ico")
def favicon() -> Answer:
    """Browsers ask for this name unasked; the answer is our mark, which may be another tomorrow."""
    address = assets().address("favicon.svg") or assets().address("logo.svg") or abort(404)
    name = address.removeprefix(PREFIX)
    response = static_file(name)
    response.headers["Cache-Control"] = f"public, max-age={ONE_DAY_SECONDS}, must-revalidate"
    # Weak, because pressed or not it is the same mark.
    response.set_etag(name, weak=True)
    return response.make_conditional(request)
