"""``make simulate``: what the ladder of care achieves in two years, and what it costs."""
