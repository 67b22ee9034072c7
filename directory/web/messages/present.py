"""Words for the pages of this group."""
