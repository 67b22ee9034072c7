"""What can be wrong with the database or with a change; each says it in one sentence."""

from sqlalchemy.exc import SQLAlchemyError

StoringFailed = SQLAlchemyError
"""The database cannot be read or written just now: it is locked, full or gone."""


class DatabaseProblem(Exception):
    """The directory cannot start with this database; the text says why and what to do."""


class NoDatabase(DatabaseProblem):
    """Nothing is there, or nobody answers. It is never created unless somebody asks for it."""


class DamagedDatabase(DatabaseProblem):
    """Something is there that cannot be read."""


class ForeignDatabase(DatabaseProblem):
    """A sound database of somebody else."""


class OtherVersion(DatabaseProblem):
    """A database of an older or newer version of the directory."""


class OlderVersion(OtherVersion):
    """A database that an upgrade brings to this version."""


class DatabaseExists(DatabaseProblem):
    """Somebody asked for a new database where one already is."""


class NotOfServers(DatabaseProblem):
    """Only SQLite keeps everything in a file that can be copied."""


class CopyFailed(DatabaseProblem):
    """No copy was made; the database is as it was."""


class TracesLeft(DatabaseProblem):
    """What was deleted cannot be read any more, but copies of it may lie in gaps of the file."""


class ChangedMeanwhile(Exception):
    """Somebody else changed the record after it was read; both versions should be shown."""

    def __init__(self, kind: str, id: str, given: int, stored: int) -> None:
        super().__init__(f"{kind} {id} is at version {stored}; the change was made on {given}")
        self.kind = kind
        self.id = id
        self.given = given
        self.stored = stored


class SlugTaken(Exception):
    """Another record already has this readable address."""


class NotStored(LookupError):
    """No record has this id."""


class UnknownPosition(Exception):
    """A position that this database never gave, or gave before a restore: begin from zero."""
