"""The one bridge between truth and index: follows changes, and always finds an answer."""

from directory.publishing.finder import Finder
from directory.publishing.following import catch_up, follow, rebuild, stop_on_signals

__all__ = ["Finder", "catch_up", "follow", "rebuild", "stop_on_signals"]
