"""Writes offers, clubs and places in the formats that others read; knows neither web nor database.

Each format is one module with a few functions: listings go in, text or plain values come out. What
all of them need to know about the site is one value, :class:`House`.
"""

from directory.formats.house import Addresses, House
from directory.formats.licences import LICENCES, Licence
from directory.formats.openly import openly

__all__ = ["LICENCES", "Addresses", "House", "Licence", "openly"]
