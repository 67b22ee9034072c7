"""Finding with pictures: one question on each page."""
