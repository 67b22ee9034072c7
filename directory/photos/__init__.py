"""Makes photos anew from what somebody uploads, or says why it cannot; stands alone."""

from directory.photos.making import Made, Refusal, Refused, made
from directory.photos.naming import PhotoName

__all__ = ["Made", "PhotoName", "Refusal", "Refused", "made"]
