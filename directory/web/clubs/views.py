"""Question pages."""
