"""Invented offers in any number, for trying out and measuring."""

from directory.content.generator.listings import generated_listings

__all__ = ["generated_listings"]
