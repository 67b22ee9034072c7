"""Reads what lies in the content folder: sports, holidays, sources, pictures, clubs, examples."""

from directory.content.errors import ContentError
from directory.content.examples import example_listings
from directory.content.generator import generated_listings
from directory.content.osm_clubs import osm_clubs
from directory.content.pictures import Pictogram, Pictures
from directory.content.school_holidays import Holidays, SchoolHolidays
from directory.content.sources import DataSource, sources
from directory.content.sports import Category, Sport, Sports

__all__ = [
    "Category",
    "ContentError",
    "DataSource",
    "Holidays",
    "Pictogram",
    "Pictures",
    "SchoolHolidays",
    "Sport",
    "Sports",
    "example_listings",
    "generated_listings",
    "osm_clubs",
    "sources",
]
