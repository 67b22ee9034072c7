"""Builds everything, once; the only place where all parts meet."""

import hashlib
import secrets
from datetime import UTC, date, datetime
from typing import Final
from urllib.parse import urlsplit

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from directory.catalogue.index import Index
from directory.catalogue.known_words import KnownWords
from directory.catalogue.understanding import Understanding
from directory.catalogue.vocabulary import Vocabulary
from directory.cli.locating import operators_geocoder
from directory.cli.opening import ladder_of, recorder, watch_with
from directory.config import SettingError, Settings
from directory.content.advice import AllAdvice
from directory.content.glossary import Glossary
from directory.content.pages import Pages
from directory.content.pictures import Pictures
from directory.content.questions import Questions
from directory.content.recordings import Recordings
from directory.content.regions import Regions
from directory.content.school_holidays import SchoolHolidays
from directory.content.sources import sources
from directory.content.sports import Sports
from directory.content.terms import Terms
from directory.content.word_parts import WordParts
from directory.disk import create_whole
from directory.easy_language import parts as split
from directory.formats import LICENCES
from directory.geo import Gazetteer
from directory.geo.outlines import Outlines
from directory.publishing import Finder
from directory.submissions import (
    AskedTogether,
    Audit,
    Care,
    Checks,
    Counts,
    Drafts,
    GapMonths,
    Inbox,
    Keepers,
    Limits,
    LinkChecks,
    Links,
    Lists,
    NetworkRequests,
    PaperJobs,
    Passkeys,
    Photos,
    Store,
    Team,
    Uses,
    Workflow,
)
from directory.web import register
from directory.web.colours import WrongColour
from directory.web.logo import WrongLogo
from directory.web.parts import EXTENSION, Parts, SiteFacts
from directory.web.request_log import RequestLog, Site


def create_app(settings: Settings | None = None) -> Flask:
    """The site for these settings, else for those of the environment.

    Raises ``SettingError``, ``DatabaseProblem`` or ``ContentError`` with one clear sentence.
    """
    settings = settings or Settings.from_environment()
    app = Site("directory", static_folder=None)  # static files have hashed names: web.assets
    if app.debug and settings.public_url:
        raise SettingError(
            "FLASK_DEBUG shows insides of the program, but DIRECTORY_PUBLIC_URL says that others"
            " use this site. Take one of the two away."
        )
    app.config["MAX_CONTENT_LENGTH"] = 3_000_000
    app.config["MAX_FORM_MEMORY_SIZE"] = 500_000
    app.config["MAX_FORM_PARTS"] = 200
    app.extensions[EXTENSION] = found = build_parts(settings)
    app.config["TRUSTED_HOSTS"] = _trusted_hosts(settings, found.regions)
    _register(app)
    if settings.proxies:
        # Only as many proxies as the operator names: a visitor may invent further headers.
        count = settings.proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=count, x_proto=count, x_host=count, x_prefix=count
        )
    app.wsgi_app = RequestLog(  # type: ignore[method-assign]
        app.wsgi_app, app, tells_all=settings.log == "json"
    )
    watch_with(settings, "worker")
    return app


def _register(app: Flask) -> None:
    try:
        register(app)
    except WrongColour as problem:
        raise SettingError(f"DIRECTORY_COLOUR: {problem}") from problem
    except WrongLogo as problem:
        raise SettingError(f"DIRECTORY_LOGO: {problem}") from problem


def _trusted_hosts(settings: Settings, regions: Regions | None) -> list[str] | None:
    """With a public address every other host is refused, but those that regions have of their own;
    without one, all are answered."""
    host = urlsplit(settings.public_url).hostname
    own = regions.by_host if regions else ()
    return [host, *own, "127.0.0.1", "localhost"] if host else None


def build_parts(settings: Settings) -> Parts:
    """All parts, opened and loaded."""
    sports = Sports.load(settings.content)
    gazetteer = Gazetteer.load(settings.content / "places")
    store = Store(settings.database_url)
    index = Index(settings.index)
    known = KnownWords(index)
    vocabulary = Vocabulary.load(settings.content)
    return Parts(
        store=store,
        finder=Finder(store, index, recorder(sports), ladder_of(settings)),
        understanding=Understanding(sports, vocabulary, gazetteer, known.__contains__),
        gazetteer=gazetteer,
        sports=sports,
        school_holidays=SchoolHolidays.load(settings.content),
        sources=sources(settings.content),
        pictures=Pictures.load(settings.content),
        glossary=Glossary.load(settings.content),
        pages=Pages.load(settings.content),
        recordings=Recordings(settings.content / "pages", settings.instance / "recordings"),
        word_parts=WordParts(Terms.load(settings.content), split),
        regions=Regions.load(settings.content),
        content=settings.content,
        outlines=Outlines.load(settings.content / "map"),
        questions=Questions.load(settings.content),
        advice=AllAdvice.load(settings.content),
        locate=operators_geocoder(settings),
        site=_site(settings),
        today=date.today,
        inbox=Inbox(store.database, _now),
        limits=Limits(store.database, _now),
        form_secret=_form_secret(settings),
        now=_now,
        uses=Uses(store.database, _now),
        counts=Counts(store.database, _now),
        mails=settings.readable_mails,
        drafts=Drafts(store.database, _now),
        links=Links(store.database, _now),
        keepers=Keepers(store.database, _now),
        workflow=Workflow(store.database, _now, ladder_of(settings)),
        photos=Photos(store.database, _now),
        ladder=ladder_of(settings),
        licence=LICENCES[settings.licence],
        care=Care(store.database, _now),
        team=Team(store.database, _now),
        watchers=settings.metrics,
        disk=settings.instance,
        least_free_bytes=settings.least_free_bytes,
        points_a_minute=settings.points_a_minute,
        passkeys=Passkeys(store.database, _now),
        audit=Audit(store.database, _now),
        checks=Checks(store.database, _now),
        link_checks=LinkChecks(store.database, _now),
        lists=Lists(store.database, _now),
        paper_jobs=PaperJobs(store.database, _now),
        gap_months=GapMonths(store.database),
        network_requests=NetworkRequests(store.database, _now),
        asked_together=AskedTogether(store.database, _now),
    )


def _now() -> datetime:
    return datetime.now(UTC)


_SECRET_BYTES: Final = 32


def _form_secret(settings: Settings) -> bytes:
    """The same for all machines of one database: PostgreSQL has a password that only they know,
    whatever way leads each of them there; SQLite has one machine, which keeps a file."""
    if not settings.database_url.startswith("sqlite"):
        known = urlsplit(settings.database_url).password or settings.database_url
        return hashlib.sha256(known.encode()).digest()
    file = settings.instance / "form_secret"
    settings.instance.mkdir(parents=True, exist_ok=True)
    secret = file.read_bytes() if file.exists() else b""
    if len(secret) < _SECRET_BYTES:
        file.unlink(missing_ok=True)  # anybody could guess what a power cut has left of it
        create_whole(file, secrets.token_bytes(_SECRET_BYTES))
        secret = file.read_bytes()
    return secret


def _site(settings: Settings) -> SiteFacts:
    return SiteFacts(
        name=settings.site_name,
        claim=settings.site_claim,
        operator=settings.operator,
        public_url=settings.public_url,
        help_phone=settings.help_phone,
        help_email=settings.help_email,
        logo=settings.logo,
        colour=settings.colour,
        operator_address=settings.operator_address,
        operator_person=settings.operator_person,
        operator_register=settings.operator_register,
        operator_tax=settings.operator_tax,
        responsible=settings.responsible,
        privacy_contact=settings.privacy_contact,
        privacy_authority=settings.privacy_authority,
        enforcement_body=settings.enforcement_body,
        host_company=settings.host_company,
        security_contact=settings.security_contact,
        contributor=settings.contributor,
    )
