"""What can be wrong with the index; both are mended by building it anew."""


class Damaged(Exception):
    """A file is missing, cut or changed; nothing of it was used."""


class IndexUnusable(Exception):
    """Nothing sound is there to answer from, or to go on from."""
