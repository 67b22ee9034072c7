"""What a link to a file says before it is opened: title, type, size, and how long it lasts."""

from directory.web.languages import _, ngettext


def file_words(title: str, kind: str, size_bytes: int, seconds: int | None = None) -> str:
    """``seconds`` for sound and film, where it is known."""
    named = _sized(title, kind, size_bytes)
    if seconds is None:
        return named
    if seconds < 60:
        return ngettext("{file}, {count} Sekunde", "{file}, {count} Sekunden", seconds, file=named)
    minutes = round(seconds / 60)
    return ngettext("{file}, {count} Minute", "{file}, {count} Minuten", minutes, file=named)


def _sized(title: str, kind: str, size_bytes: int) -> str:
    if size_bytes >= 1_000_000:
        size = round(size_bytes / 1_000_000)
        return _("{title}, {kind}, {size} Megabyte", title=title, kind=kind, size=size)
    size = max(1, round(size_bytes / 1000))
    return _("{title}, {kind}, {size} Kilobyte", title=title, kind=kind, size=size)
