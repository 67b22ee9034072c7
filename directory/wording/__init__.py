"""Says facts in sentences: in Leichte Sprache first, in standard German and English by catalogue."""
