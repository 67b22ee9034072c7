"""The one error for everything that is wrong in a file below ``content/``."""


class ContentError(ValueError):
    """A file in ``content/`` has a fault; the message names file and place in one sentence."""
