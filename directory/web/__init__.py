"""Pages for visitors, and answers for programs: everything that speaks HTTP."""

from flask import Flask

from directory.web.advising import blueprint as advising
from directory.web.assets import register as register_assets
from directory.web.bodies import register as register_bodies
from directory.web.clubs import blueprint as clubs
from directory.web.clubs.keeping import blueprint as keeping
from directory.web.clubs.table.importing import register as register_import
from directory.web.clubs.text_views import blueprint as text_help
from directory.web.counting import Counting
from directory.web.desk import blueprint as desk
from directory.web.effort import Effort
from directory.web.effort import register as register_effort
from directory.web.embedding import blueprint as embedding
from directory.web.errors import register as register_errors
from directory.web.feeds import blueprint as feeds
from directory.web.finder import blueprint as finder
from directory.web.gallery import register as register_gallery
from directory.web.gaps import blueprint as gaps
from directory.web.gaps import private as gap_calls
from directory.web.headers import protecting_on
from directory.web.headers import register as register_headers
from directory.web.help import blueprint as help_pages
from directory.web.kept_cards import register as register_cards
from directory.web.languages import LanguagePrefix
from directory.web.languages import register as register_languages
from directory.web.lists import blueprint as lists
from directory.web.mails import blueprint as mails
from directory.web.messages import blueprint as messages
from directory.web.open_data import blueprint as open_data
from directory.web.papers import blueprint as papers
from directory.web.photos import blueprint as photos
from directory.web.pressing import register as register_pressing
from directory.web.questions import blueprint as questions
from directory.web.reading_aloud import register as register_reading_aloud
from directory.web.regions import blueprint as regions
from directory.web.same_origin import register as register_same_origin
from directory.web.team import blueprint as team
from directory.web.templating import register as register_templates
from directory.web.truth import blueprint as truth
from directory.web.truth.health_views import blueprint as health
from directory.web.unchanged import Unchanged
from directory.web.watch import blueprint as watch


def register(app: Flask) -> None:
    """Add pages, errors, templates, static files and headers.

    The caller puts ``Parts`` into ``app.extensions["directory"]``.
    """
    app.wsgi_app = LanguagePrefix(  # type: ignore[method-assign]
        Counting(Unchanged(Effort(app.wsgi_app, app), app, protecting_on(app)), app)
    )
    register_effort(app)
    register_same_origin(app)
    register_bodies(app)
    register_assets(app)
    register_reading_aloud(app)
    register_languages(app)
    register_templates(app)
    register_cards(app)
    register_pressing(app)  # the last to see an answer, because the first registered runs last
    register_headers(app)
    register_errors(app)
    register_import(app)
    for blueprint in (
        finder,
        questions,
        messages,
        help_pages,
        feeds,
        advising,
        clubs,
        desk,
        embedding,
        gap_calls,
        gaps,
        keeping,
        lists,
        mails,
        open_data,
        papers,
        photos,
        regions,
        team,
        text_help,
        truth,
        health,
        watch,
    ):
        app.register_blueprint(blueprint)
    if app.debug:
        register_gallery(app)
