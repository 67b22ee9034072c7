"""The same people of the team as at the desk, and an inbox without wishes."""

from tests.team.conftest import built, clock, crew, person, site

__all__ = ["built", "clock", "crew", "person", "site"]
