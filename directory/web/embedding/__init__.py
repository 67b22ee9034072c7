"""Offers in pages of others: frames, oEmbed, and a page that makes the text to copy."""

from flask import Blueprint, request

from directory.web.languages import EASY, Language, current, manner_for, use
from directory.web.word_separator import USUAL, Separator

blueprint = Blueprint("embedding", __name__)

CHOOSE = "embedding.choose"


@blueprint.before_request
def _alike_for_all() -> None:
    """In a page of somebody else nobody has settings of ours, so no cookie is read there."""
    if request.endpoint != CHOOSE:
        speak(current())


def speak(language: Language) -> None:
    """In this language as everybody reads it, for the rest of the request."""
    use(manner_for(language, USUAL if language is EASY else Separator.NONE))


from directory.web.embedding import oembed, views  # noqa: E402, F401  (they fill the blueprint)
