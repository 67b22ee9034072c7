"""The read side: turns a question into offers, from an index that is only a copy."""
