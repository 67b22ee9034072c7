"""How German words are spelt and mistyped; knows nothing about sport or places."""

from directory.spelling.corrector import Correction, Corrector
from directory.spelling.letters import fold, words
from directory.spelling.sounds import sound, sounds

__all__ = ["Correction", "Corrector", "fold", "sound", "sounds", "words"]
