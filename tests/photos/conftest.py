"""A site where clubs send photos; the parts of that are those of the tests for clubs."""

from tests.clubs.conftest import built, clock, in_site, person, site

__all__ = ["built", "clock", "in_site", "person", "site"]
