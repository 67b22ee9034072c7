"""Reads what lies in the content folder: sports, holidays, sources, pictures, clubs, examples."""

from directory.content.errors import ContentError
from directory.content.examples import example_listings
from directory.content.generator import generated_listings
from directory.content.glossary import FirstUses, Glossary, HardWord
from directory.content.osm_clubs import osm_clubs
from directory.content.pictures import Pictogram, Pictures
from directory.content.school_holidays import Holidays, SchoolHolidays
from directory.content.sources import DataSource, sources
from directory.content.sports import Category, Sport, Sports
from directory.content.terms import Terms
from directory.content.word_parts import WordParts

__all__ = [
    "Category",
    "ContentError",
    "DataSource",
    "FirstUses",
    "Glossary",
    "HardWord",
    "Holidays",
    "Pictogram",
    "Pictures",
    "SchoolHolidays",
    "Sport",
    "Sports",
    "Terms",
    "WordParts",
    "example_listings",
    "generated_listings",
    "osm_clubs",
    "sources",
]
