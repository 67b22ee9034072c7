"""Looks our own texts over: which texts readers see, and what in them breaks Leichte Sprache.

It knows the folder ``content`` and the rules of easy language; commands and the desk both use it.
"""

from directory.proofreading.gate import Allowed, CheckedText, Gate, allow_list
from directory.proofreading.visitor_text import Lines, VisitorText

__all__ = ["Allowed", "CheckedText", "Gate", "Lines", "VisitorText", "allow_list"]
