"""What can be wrong with a file as a whole; one sentence with file and line."""


class ExchangeError(ValueError):
    """Nothing of the file was stored."""


class Unusable(ValueError):
    """One record that cannot be taken in; the others can."""
