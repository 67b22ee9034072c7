"""One table of languages: prefix, tag, and texts that are put in when a template is loaded."""

from dataclasses import replace
from typing import Any

import pytest
from babel.support import NullTranslations

from directory.web import languages, templating
from directory.web.languages import EASY, LANGUAGE, LANGUAGES, ROOT, LanguagePrefix

ENGLISH = replace(LANGUAGES[2], offered=True)


def seen_behind(path: str, mount: str = "") -> dict[str, Any]:
    """What an app behind the middleware gets to see."""
    seen: dict[str, Any] = {}

    def app(environ: dict[str, Any], _start: Any) -> list[bytes]:
        seen.update(environ)
        return []

    LanguagePrefix(app)({"PATH_INFO": path, "SCRIPT_NAME": mount}, None)
    return seen


@pytest.mark.parametrize(
    ("asked", "seen"),
    [
        (("", "/suche"), ("", "/suche", "easy")),
        (("", "/en/suche"), ("/en", "/suche", "en")),
        (("", "/en"), ("/en", "/", "en")),
        (("/sport", "/en/"), ("/sport/en", "/", "en")),
        (("", "/englisch"), ("", "/englisch", "easy")),
        (("", "/de/suche"), ("", "/de/suche", "easy")),
    ],
)
def test_a_prefix_of_an_offered_language_moves_to_the_mount_point(
    monkeypatch: pytest.MonkeyPatch, asked: tuple[str, str], seen: tuple[str, str, str]
) -> None:
    monkeypatch.setattr(languages, "offered", lambda: (EASY, ENGLISH))
    mount, path = asked
    environ = seen_behind(path, mount)
    assert (environ["SCRIPT_NAME"], environ["PATH_INFO"], environ[LANGUAGE]) == seen
    assert environ[ROOT] == mount


def test_only_easy_language_is_offered_until_the_catalogues_are_complete() -> None:
    assert languages.offered() == (EASY,)
    assert [language.tag for language in LANGUAGES] == ["de-simple", "de", "en"]


class Loud(NullTranslations):
    """A catalogue that answers in capitals and counts how often it was asked."""

    asked = 0

    def gettext(self, message: str) -> str:
        Loud.asked += 1
        return message.upper()


def test_texts_are_translated_when_the_template_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(languages, "translations", lambda _language: Loud())
    environment = templating.environment_for(ENGLISH)
    template = environment.from_string(
        "{% trans %}\n  Guten\n  Tag\n{% endtrans %}, {% trans name=who %}ich bin{% endtrans %}"
    )
    asked = Loud.asked
    assert template.render(who="<b>") == "GUTEN TAG, ICH BIN"
    template.render(who="du")
    assert Loud.asked == asked == 2


def test_values_in_a_text_are_escaped() -> None:
    environment = templating.environment_for(EASY)
    template = environment.from_string("{% trans name=who %}Hallo {{ name }}: 100 %{% endtrans %}")
    assert template.render(who="<b>") == "Hallo &lt;b&gt;: 100 %"


def test_a_number_chooses_between_one_and_many() -> None:
    assert languages.ngettext("{count} Angebot", "{count} Angebote", 1) == "1 Angebot"
    assert languages.ngettext("{count} Angebot", "{count} Angebote", 12) == "12 Angebote"
