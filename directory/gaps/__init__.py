"""Where is sport missing? Computes, from plain figures, who has which offer within reach."""

from directory.gaps.offers import Offering, Offers
from directory.gaps.world import REACHES, Spot, Town, World

__all__ = ["REACHES", "Offering", "Offers", "Spot", "Town", "World"]
