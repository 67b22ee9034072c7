"""Where data and pictures come from, what hard words mean, and how visitors want to read."""

from flask import abort, request
from werkzeug.wrappers import Response

from directory.content.pages import NAMES
from directory.web.frame import BACK
from directory.web.help import blueprint
from directory.web.help.files import FILES
from directory.web.help.glossary_page import GlossaryPage
from directory.web.help.present import SourcesPage
from directory.web.help.settings_page import RESET, SAVED, SettingsPage, reset, saved
from directory.web.help.text_page import all_pages, text_page
from directory.web.languages import current
from directory.web.parts import parts
from directory.web.reading import CHOICES
from directory.web.recordings import of_page, sound
from directory.web.templating import render


@blueprint.get("/quellen")
def sources() -> str:
    """All sources with the lines that their licences want to see."""
    return render("help/sources.html", page=SourcesPage.of(parts().sources))


@blueprint.get("/woerterbuch")
def glossary() -> str:
    """Hard words with an explanation in easy language."""
    found = parts().glossary or abort(404)
    return render("help/glossary.html", page=GlossaryPage.of(found))


@blueprint.get("/einstellungen")
def settings() -> str:
    """How this visitor wants to read."""
    page = SettingsPage.of(request.args.get(SAVED, ""), request.args.get(BACK, ""))
    return render("help/settings.html", page=page)


@blueprint.post("/einstellungen")
def save_settings() -> Response:
    """Keeps one choice of this visitor, or forgets all."""
    back = request.form.get(BACK, "")
    if RESET in request.form:
        return reset(back)
    for setting, values in CHOICES.items():
        if (value := request.form.get(setting, "")) in values:
            return saved(setting, value, back)
    abort(400)


def page(name: str) -> str:
    """A text of ``content/pages`` by its name."""
    return render("help/page.html", page=text_page(name, FILES))


@blueprint.get("/vorgelesen/<name>.<ending>")
def recording(name: str, ending: str) -> Response:
    """A person reads a text of ``content/pages`` aloud, in the language of the address."""
    if name not in NAMES:
        abort(404)
    text = all_pages().nearest(name, current().key)
    return sound(of_page(name, text.language), ending)


# Each name has an address of its own, so that unknown names stay unknown pages.
for known in NAMES:
    blueprint.add_url_rule(f"/{known}", "page", page, defaults={"name": known})
