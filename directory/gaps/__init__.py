"""Where is sport missing? Computes, from plain figures, who has which offer within reach."""

from directory.gaps.world import REACHES, Offering, Spot, Town, World

__all__ = ["REACHES", "Offering", "Spot", "Town", "World"]
