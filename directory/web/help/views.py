"""Where data and pictures come from, and what hard words mean."""

from flask import abort

from directory.web.help import blueprint
from directory.web.help.glossary_page import GlossaryPage
from directory.web.help.present import SourcesPage
from directory.web.parts import parts
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
