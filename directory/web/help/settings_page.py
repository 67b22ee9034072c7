"""The settings of a visitor: how long words are shown, kept in one cookie and only when chosen."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from directory.web.languages import ROOT, _
from directory.web.page import Link
from directory.web.parts import parts
from directory.web.word_separator import COOKIE, USUAL, Separator, chosen, separator_of, words

FIELD = "worttrenner"
SAVED = "gespeichert"
EXAMPLE = "Turnhalle"
ONE_YEAR = 365 * 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class SeparatorChoice:
    """One way to show long words, with an example word shown that way."""

    value: str
    words: str
    example: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class SettingsPage:
    """Words for ``help/settings.html``; ``notice`` says what became of the last choice."""

    title: str
    trail: tuple[Link, ...]
    field: str
    choices: tuple[SeparatorChoice, ...]
    notice_kind: str
    notice: tuple[str, ...]

    @classmethod
    def of(cls, saved: str) -> "SettingsPage":
        """``saved`` is what the visitor just chose, else empty."""
        wanted = separator_of(saved)
        is_kept = wanted is chosen()
        return cls(
            title=_("Einstellungen"),
            trail=(Link(_("Startseite"), url_for("finder.start")),),
            field=FIELD,
            choices=tuple(_choices()),
            notice_kind="saved" if is_kept else "status",
            notice=_notice(is_kept) if wanted else (),
        )


def _choices() -> Iterator[SeparatorChoice]:
    names = {
        Separator.HYPHEN: _("Mit Strich"),
        Separator.DOT: _("Mit Punkt"),
        Separator.NONE: _("Ohne Zeichen"),
    }
    for separator, name in names.items():
        example = words(EXAMPLE, separator)
        yield SeparatorChoice(separator.value, name, example, separator is chosen())


def _notice(is_kept: bool) -> tuple[str, ...]:
    if is_kept:
        return (_("Wir haben Ihre Wahl gespeichert."),)
    # A browser that takes no cookies comes back without one.
    return (_("Das hat nicht geklappt."), _("Ihr Browser erlaubt kein Cookie."))


def saved(separator: Separator) -> Response:
    """Back to the page, with the choice in a cookie; the usual choice needs none."""
    answer = redirect(url_for("help.settings", gespeichert=separator.value), 303)
    path = request.environ.get(ROOT) or "/"
    secure = request.is_secure or parts().site.public_url.startswith("https://")
    if separator is USUAL:
        answer.delete_cookie(COOKIE, path=path, secure=secure, httponly=True, samesite="Lax")
    else:
        answer.set_cookie(
            COOKIE,
            separator.value,
            max_age=ONE_YEAR,
            path=path,
            secure=secure,
            httponly=True,
            samesite="Lax",
        )
    return answer
