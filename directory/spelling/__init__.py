"""How German words are spelt and mistyped; knows nothing about sport or places."""

from directory.spelling.letters import fold, words

__all__ = ["fold", "words"]
