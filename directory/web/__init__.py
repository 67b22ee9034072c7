"""Pages for visitors, and answers for programs: everything that speaks HTTP."""

from flask import Flask

from directory.web import assets, errors, feeds, finder, headers, help, languages, templating


def register(app: Flask) -> None:
    """Add pages, errors, templates, static files and headers; ``Parts`` are given by the caller."""
    app.wsgi_app = languages.LanguagePrefix(app.wsgi_app)  # type: ignore[method-assign]
    assets.register(app)
    templating.register(app)
    headers.register(app)
    errors.register(app)
    for blueprint in (finder.blueprint, help.blueprint, feeds.blueprint):
        app.register_blueprint(blueprint)
