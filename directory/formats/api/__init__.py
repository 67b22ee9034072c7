"""The interface for programs: what may be asked, what is answered, and its description."""

from directory.formats.api.filling import venue, whole_club, whole_offer, whole_venue

__all__ = ["venue", "whole_club", "whole_offer", "whole_venue"]
