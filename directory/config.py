"""All settings, read once from the environment; every name begins with DIRECTORY_ (but PORT)."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
PREFIX = "DIRECTORY_"
# What each of them is stands in `formats.licences`.
LICENCE_KEYS = ("cc-by-4.0", "cc0-1.0", "dl-de-by-2.0", "dl-de-zero-2.0")


class SettingError(ValueError):
    """A setting that cannot be used; its text says which one and what it should be."""


@dataclass(frozen=True)  # no slots: the defaults are read from the class
class Settings:
    """What an operator may choose. README lists each with its default."""

    instance: Path
    index: Path
    content: Path
    backups: Path
    database_url: str
    host: str = "127.0.0.1"
    port: int = 8000
    public_url: str = ""
    proxies: int = 0
    workers: int = 2
    threads: int = 4
    examples: bool = True
    site_name: str = "Mach mit!"
    site_claim: str = "Sport für alle in Ihrer Nähe"
    logo: str = ""
    colour: str = ""
    operator: str = ""
    operator_address: str = ""
    operator_person: str = ""
    operator_register: str = ""
    operator_tax: str = ""
    responsible: str = ""
    privacy_contact: str = ""
    privacy_authority: str = ""
    enforcement_body: str = ""
    host_company: str = ""
    security_contact: str = ""
    contributor: str = ""
    help_phone: str = ""
    help_email: str = ""
    mail_server: str = ""
    mail_password: str = ""
    mail_from: str = ""
    geocoder: str = "offline"
    geocoder_host: str = ""
    ask_months: int = 5
    call_first_months: int = 6
    phone_months: int = 7
    sink_months: int = 9
    hide_months: int = 12
    archive_months: int = 18
    together_months: int = 2
    school_year_weeks: int = 2
    remind_days: int = 7
    asks: int = 4
    licence: str = "cc-by-4.0"
    log: str = "text"
    metrics: tuple[IPv4Network | IPv6Network, ...] = ()
    points_a_minute: int = 600
    slow_query_ms: int = 500
    slow_page_ms: int = 2000
    least_free_mb: int = 500

    @property
    def least_free_bytes(self) -> int:
        return self.least_free_mb * 1_000_000

    @property
    def readable_mails(self) -> Path | None:
        """The folder with mails that a page may show: only where somebody tries the site, because
        no mail leaves the machine, and nobody comes to it from elsewhere."""
        is_public = self.mail_server or self.public_url or self.proxies
        return None if is_public else self.instance / "mails"

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> "Settings":
        """Settings with their defaults.

        A value may also stand in a file that ``<NAME>_FILE`` names, as secrets often do.
        Raises :class:`SettingError` for a value that cannot be used.
        """
        read = _Reader(environ)
        own_folder = read.text("INSTANCE")
        instance = Path(own_folder or CHECKOUT / "instance").resolve()
        index = instance / "search_index" if own_folder else CHECKOUT / "search_index"
        return cls(
            instance=instance,
            index=Path(read.text("INDEX") or index).resolve(),
            content=Path(read.text("CONTENT") or CHECKOUT / "content").resolve(),
            backups=Path(read.text("BACKUPS") or instance / "backups").resolve(),
            database_url=read.text("DATABASE_URL") or f"sqlite:///{instance / 'directory.sqlite'}",
            host=read.text("HOST") or cls.host,
            port=read.number("PORT", cls.port, 1, 65535, prefix=""),
            public_url=read.text("PUBLIC_URL").rstrip("/"),
            proxies=read.number("PROXIES", cls.proxies, 0, 5),
            workers=read.number("WORKERS", cls.workers, 1, 64),
            threads=read.number("THREADS", cls.threads, 1, 64),
            examples=read.yes_or_no("EXAMPLES", default=cls.examples),
            site_name=read.text("SITE_NAME") or cls.site_name,
            site_claim=read.text("SITE_CLAIM") or cls.site_claim,
            logo=read.text("LOGO"),
            colour=read.text("COLOUR"),
            operator=read.text("OPERATOR"),
            operator_address=read.text("OPERATOR_ADDRESS"),
            operator_person=read.text("OPERATOR_PERSON"),
            operator_register=read.text("OPERATOR_REGISTER"),
            operator_tax=read.text("OPERATOR_TAX"),
            responsible=read.text("RESPONSIBLE"),
            privacy_contact=read.text("PRIVACY_CONTACT"),
            privacy_authority=read.text("PRIVACY_AUTHORITY"),
            enforcement_body=read.text("ENFORCEMENT_BODY"),
            host_company=read.text("HOST_COMPANY"),
            security_contact=read.text("SECURITY_CONTACT"),
            contributor=read.text("CONTRIBUTOR"),
            help_phone=read.text("HELP_PHONE"),
            help_email=read.text("HELP_EMAIL"),
            mail_server=read.text("MAIL_SERVER"),
            mail_password=read.text("MAIL_PASSWORD"),
            mail_from=read.text("MAIL_FROM"),
            geocoder=read.one_of("GEOCODER", ("offline", "nominatim", "photon")),
            geocoder_host=read.text("GEOCODER_HOST"),
            ask_months=read.number("ASK_MONTHS", cls.ask_months, 1, 120),
            call_first_months=read.number("CALL_FIRST_MONTHS", cls.call_first_months, 1, 120),
            phone_months=read.number("PHONE_MONTHS", cls.phone_months, 1, 120),
            sink_months=read.number("SINK_MONTHS", cls.sink_months, 1, 120),
            hide_months=read.number("HIDE_MONTHS", cls.hide_months, 1, 120),
            archive_months=read.number("ARCHIVE_MONTHS", cls.archive_months, 1, 120),
            together_months=read.number("TOGETHER_MONTHS", cls.together_months, 1, 120),
            school_year_weeks=read.number("SCHOOL_YEAR_WEEKS", cls.school_year_weeks, 0, 20),
            remind_days=read.number("REMIND_DAYS", cls.remind_days, 1, 90),
            asks=read.number("ASKS", cls.asks, 1, 10),
            licence=read.one_of("LICENCE", LICENCE_KEYS),
            log=read.one_of("LOG", ("text", "json")),
            metrics=_networks(read.text("METRICS")),
            points_a_minute=read.number("POINTS_A_MINUTE", cls.points_a_minute, 0, 1_000_000),
            slow_query_ms=read.number("SLOW_QUERY_MS", cls.slow_query_ms, 0, 3_600_000),
            slow_page_ms=read.number("SLOW_PAGE_MS", cls.slow_page_ms, 0, 3_600_000),
            least_free_mb=read.number("LEAST_FREE_MB", cls.least_free_mb, 0, 1_000_000_000),
        )


def _networks(typed: str) -> tuple[IPv4Network | IPv6Network, ...]:
    try:
        return tuple(ip_network(one.strip()) for one in typed.split(",") if one.strip())
    except ValueError as error:
        raise SettingError(
            f"{PREFIX}METRICS is {typed!r}; it must be addresses or networks, such as"
            " 127.0.0.1, 10.0.0.0/8."
        ) from error


@dataclass(frozen=True, slots=True)
class _Reader:
    environ: Mapping[str, str]

    def text(self, name: str, prefix: str = PREFIX) -> str:
        full = prefix + name
        if file := self.environ.get(f"{full}_FILE"):
            try:
                return Path(file).read_text(encoding="utf-8").strip()
            except OSError as error:
                raise SettingError(f"{full}_FILE names {file}, which cannot be read.") from error
        return self.environ.get(full, "").strip()

    def number(self, name: str, default: int, low: int, high: int, prefix: str = PREFIX) -> int:
        typed = self.text(name, prefix)
        if not typed:
            return default
        if not typed.isdecimal() or not low <= int(typed) <= high:
            raise SettingError(
                f"{prefix}{name} is {typed!r}; it must be a number from {low} to {high}."
            )
        return int(typed)

    def yes_or_no(self, name: str, *, default: bool) -> bool:
        typed = self.text(name).lower()
        if not typed:
            return default
        if typed not in ("yes", "no"):
            raise SettingError(f"{PREFIX}{name} is {typed!r}; it must be yes or no.")
        return typed == "yes"

    def one_of(self, name: str, choices: tuple[str, ...]) -> str:
        typed = self.text(name).lower() or choices[0]
        if typed not in choices:
            raise SettingError(f"{PREFIX}{name} is {typed!r}; it must be {' or '.join(choices)}.")
        return typed
