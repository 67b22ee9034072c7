"""Where visitors choose how they read; each answer holds at once and can be taken back."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import current_app, redirect, request, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RoutingException
from werkzeug.wrappers import Response

from directory.web.frame import BACK, LONGEST_WAY, SETTINGS
from directory.web.languages import EASY, ROOT, _, current
from directory.web.page import Link
from directory.web.parts import parts
from directory.web.reading import CHOICES, COOKIE, USUAL, Reading, reading
from directory.web.word_separator import words

SAVED = "gespeichert"
RESET = "alles"
WORD = "Turnhalle"
ONE_YEAR = 365 * 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Answer:
    """One way to read, with a ``sample`` that looks like it."""

    value: str
    words: str
    sample: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Question:
    """One setting; ``notice`` says what became of the last answer."""

    key: str
    words: str
    answers: tuple[Answer, ...]
    notice_kind: str = ""
    notice: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SettingsPage:
    """Words for ``help/settings.html``; ``back`` is the page where the visitor came from."""

    title: str
    trail: tuple[Link, ...]
    questions: tuple[Question, ...]
    back_name: str
    back_value: str
    back: str
    reset_name: str
    is_usual: bool
    was_reset: bool

    @classmethod
    def of(cls, saved: str, back: str) -> "SettingsPage":
        """``saved`` is what was just chosen, as in the cookie; ``back`` comes from the address."""
        here = reading()
        way = own_page(back)
        return cls(
            title=_("Lesen einstellen"),
            trail=(Link(_("Startseite"), url_for("finder.start")),),
            questions=tuple(_questions(here, saved)),
            back_name=BACK,
            back_value=way,
            back=request.script_root + way if way else "",
            reset_name=RESET,
            is_usual=here == USUAL,
            was_reset=saved == RESET and here == USUAL,
        )


def _questions(here: Reading, saved: str) -> Iterator[Question]:
    just_set, _sign, value = saved.partition("-")
    for key, (asked, answers) in _texts().items():
        shown = tuple(
            Answer(answer, said, _sample(key, answer), here.value(key) == answer)
            for answer, said in zip(CHOICES[key], answers, strict=True)
        )
        if key != just_set or value not in CHOICES[key]:
            yield Question(key, asked, shown)
        elif here.value(key) == value:
            yield Question(key, asked, shown, "saved", (_("Wir haben Ihre Wahl gespeichert."),))
        else:
            # A browser that takes no cookies comes back without one.
            told = (_("Das hat nicht geklappt."), _("Ihr Browser erlaubt kein Cookie."))
            yield Question(key, asked, shown, "status", told)


def _texts() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Each question with its answers, in the order of the page."""
    texts = {
        "buchstaben": (
            _("Wie groß sollen die Buchstaben sein?"),
            (_("Normal"), _("Groß"), _("Sehr groß")),
        ),
        "farben": (
            _("Welche Farben können Sie gut lesen?"),
            (
                _("Wie auf Ihrem Gerät"),
                _("Hell"),
                _("Dunkel"),
                _("Schwarz auf Weiß"),
                _("Gelb auf Schwarz"),
            ),
        ),
        "abstand": (
            _("Wie viel Platz soll zwischen den Zeilen sein?"),
            (_("Normal viel Platz"), _("Mehr Platz")),
        ),
        "ansicht": (
            _("Wie viele Bilder möchten Sie sehen?"),
            (_("Alle Bilder"), _("Weniger Bilder")),
        ),
        "schrift": (
            _("Welche Schrift können Sie gut lesen?"),
            (_("Unsere Schrift"), _("Die Schrift von Ihrem Gerät")),
        ),
    }
    if current() is EASY:
        # Only words of easy language are parted.
        texts["worttrenner"] = (
            _("Wie möchten Sie lange Wörter lesen?"),
            (_("Mit Strich"), _("Mit Punkt"), _("Ohne Zeichen")),
        )
    return texts


def _sample(key: str, value: str) -> str:
    match key, value:
        case "worttrenner", _:
            return words(WORD, value)
        case ("farben", "normal") | ("ansicht", _):
            return ""
        case "abstand", _:
            return _("Wir machen Sport. Wir haben Spaß dabei.")
        case _:
            return _("Wir machen Sport.")


def own_page(way: str) -> str:
    """The way if it leads to a page of ours, else nothing: no link may lead elsewhere."""
    is_plain = way.isprintable() and "\\" not in way and not way.startswith("//")
    if not way.startswith("/") or not is_plain or len(way) > LONGEST_WAY:
        return ""
    try:
        rules = current_app.create_url_adapter(request)
        endpoint, _given = rules.match(way.partition("?")[0], "GET") if rules else ("", {})
    except (HTTPException, RoutingException):
        return ""
    return "" if endpoint == SETTINGS else way


def saved(setting: str, value: str, back: str) -> Response:
    """Back to the question, with the choice in a cookie; usual choices need none."""
    kept = reading().with_(setting, value)
    return _kept(kept, f"{setting}-{value}", back, anchor=f"frage-{setting}")


def reset(back: str) -> Response:
    """Everything as usual, and no cookie."""
    return _kept(USUAL, RESET, back)


def _kept(chosen: Reading, told: str, back: str, anchor: str | None = None) -> Response:
    way = own_page(back)
    values = {SAVED: told, **({BACK: way} if way else {})}
    answer = redirect(url_for(SETTINGS, **values, _anchor=anchor), 303)  # type: ignore[arg-type]
    path = request.environ.get(ROOT) or "/"
    secure = request.is_secure or parts().site.public_url.startswith("https://")
    if chosen == USUAL:
        answer.delete_cookie(COOKIE, path=path, secure=secure, httponly=True, samesite="Lax")
    else:
        answer.set_cookie(
            COOKIE,
            str(chosen),
            max_age=ONE_YEAR,
            path=path,
            secure=secure,
            httponly=True,
            samesite="Lax",
        )
    return answer
