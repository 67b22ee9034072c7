"""Secrets that open something: made of 256 random bits, kept only as what cannot be turned back."""

import hashlib
import secrets

# As many signs as token_urlsafe(32) gives; what is longer was never made here.
LONGEST = 64


def new_secret() -> str:
    return secrets.token_urlsafe(32)


def hash_of(secret: str) -> str:
    """SHA-256 is enough: nobody can guess 256 random bits, so nothing has to be slow."""
    return hashlib.sha256(secret[:LONGEST].encode("utf-8", "replace")).hexdigest()
