"""The same site as for the team."""

from tests.team.conftest import built, clock, crew, person, site

__all__ = ["built", "clock", "crew", "person", "site"]
