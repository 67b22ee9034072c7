"""Checks, explains and parts German words and sentences for Leichte Sprache."""

from .compounds import parts

__all__ = ["parts"]
