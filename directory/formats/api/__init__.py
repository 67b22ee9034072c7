"""The interface for programs: what may be asked, what is answered, and its description."""

from directory.formats.api.filling import sources_of, venue, whole_club, whole_offer, whole_venue

__all__ = ["sources_of", "venue", "whole_club", "whole_offer", "whole_venue"]
