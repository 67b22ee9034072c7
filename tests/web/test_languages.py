"""One table of languages: prefix, tag, and texts that are put in when a template is loaded."""

from typing import Any

import pytest
from babel.support import NullTranslations

from directory.web import languages, templating
from directory.web.languages import EASY, LANGUAGE, LANGUAGES, ROOT, LanguagePrefix
from tests.page_checks import by_class
from tests.visiting import PUBLIC_URL, Visitor

ENGLISH = LANGUAGES[2]


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
        (("", "/fr/suche"), ("", "/fr/suche", "easy")),
    ],
)
def test_a_prefix_of_an_offered_language_moves_to_the_mount_point(
    asked: tuple[str, str], seen: tuple[str, str, str]
) -> None:
    mount, path = asked
    environ = seen_behind(path, mount)
    assert (environ["SCRIPT_NAME"], environ["PATH_INFO"], environ[LANGUAGE]) == seen
    assert environ[ROOT] == mount


def test_easy_language_comes_first_and_all_three_are_offered() -> None:
    assert languages.offered() == LANGUAGES
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


def test_the_switch_stays_on_the_page_and_keeps_what_was_asked(visitor: Visitor) -> None:
    page = visitor.open("/en/suche?q=schwimmen+in+halle&brauche=wc")
    links = page.all("//ul" + by_class("language-switch") + "//a")
    assert [link.get("href") for link in links] == [
        "/suche?q=schwimmen+in+halle&brauche=wc",
        "/de/suche?q=schwimmen+in+halle&brauche=wc",
        "/en/suche?q=schwimmen+in+halle&brauche=wc",
    ]
    assert [link.get("aria-current") for link in links] == [None, None, "true"]
    assert page.all("/html")[0].get("lang") == "en"


def test_links_of_a_page_keep_its_language(visitor: Visitor) -> None:
    page = visitor.open("/de/")
    inner = [a.get("href") or "" for a in page.all("//main//a|//footer//nav//a")]
    assert inner
    assert all(href.startswith("/de") for href in inner if href.startswith("/"))


def test_a_further_language_needs_only_a_line_and_a_catalogue(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    arabic = languages.Language("ar", "ar", "/ar", "العربية", "ar", offered=True)
    monkeypatch.setattr(languages, "LANGUAGES", (*LANGUAGES, arabic))
    monkeypatch.setattr(languages, "_BY_KEY", {**languages._BY_KEY, "ar": arabic})
    for address in ("/", "/suche?q=halle", "/angebot/leer", "/finden", "/orte/st"):
        html = visitor.client.get(f"/ar{address}", base_url=PUBLIC_URL).get_data(as_text=True)
        assert '<html lang="ar" dir="rtl"' in html
        assert 'hreflang="ar"' in html
