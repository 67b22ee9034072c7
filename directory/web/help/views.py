"""Where data and pictures come from."""

from directory.web.help import blueprint
from directory.web.help.present import SourcesPage
from directory.web.parts import parts
from directory.web.templating import render


@blueprint.get("/quellen")
def sources() -> str:
    """All sources with the lines that their licences want to see."""
    return render("help/sources.html", page=SourcesPage.of(parts().sources))
