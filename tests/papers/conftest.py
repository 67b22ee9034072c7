"""The same site as for lists."""

from tests.lists.conftest import built, clock, person, site

__all__ = ["built", "clock", "person", "site"]
