"""Facts, sports and the like as HSDS keeps them: attributes with terms of a taxonomy."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from directory.formats.bare import bare
from directory.formats.house import House
from directory.formats.hsds_ids import part_of, term_of
from directory.formats.told import filled
from directory.model import Fact, Offer
from directory.wording import FACTS
from directory.wording.who import FORMS, GENDERS, LEVELS

# Names that programs read; what people read stands in the terms.
TAXONOMIES: Final[Mapping[str, str]] = {
    "facts": "What there is, as the answer yes, no or unknown; unknown never means no.",
    "sports": "The sports of this directory.",
    "forms": "Whether people with and without disability do sport together.",
    "levels": "What somebody should already be able to do.",
    "genders": "For whom it is.",
}


def taxonomy(key: str) -> dict[str, Any]:
    """Raises KeyError where there is none."""
    return {"id": term_of(key), "name": key, "description": TAXONOMIES[key]}


def fact_attributes(
    facts: Iterable[tuple[str, Fact]], link_id: str, entity: str, house: House
) -> Iterator[dict[str, Any]]:
    """Each fact with its path, also those that are unknown: that is an answer of its own."""
    for path, fact in facts:
        words = FACTS[path]
        name = house.voice.gettext(words.yes)
        term = _term("facts", path, name, house.voice.gettext(words.question), house)
        yield _attribute(term, link_id, entity, value=fact.value.value)


def choice_attributes(offer: Offer, link_id: str, house: House) -> Iterator[dict[str, Any]]:
    """Form, gender and levels, as far as they are known."""
    form = " ".join(house.voice.gettext(words) for words in FORMS[offer.form])
    gender = GENDERS[offer.audience.gender]
    said = [
        ("forms", offer.form.value, form),
        ("genders", offer.audience.gender.value, house.voice.gettext(gender) if gender else ""),
        *(
            ("levels", level.value, house.voice.gettext(LEVELS[level]))
            for level in dict.fromkeys(offer.levels)
        ),
    ]
    for key, code, words in said:
        if words:
            yield _attribute(_term(key, code, words, words, house), link_id, "service")


def sport_attributes(
    ids: Iterable[str], link_id: str, entity: str, house: House
) -> Iterator[dict[str, Any]]:
    for id in dict.fromkeys(ids):
        name = house.sport_name(id)
        term = _term("sports", id, name, name, house)
        yield _attribute({**term, "term_uri": house.addresses.sport(id)}, link_id, entity)


def _term(key: str, code: str, name: str, description: str, house: House) -> dict[str, Any]:
    return {
        "id": term_of(key, code),
        "code": bare(code),
        "name": bare(name),
        "description": bare(description),
        "taxonomy": key,
        "taxonomy_id": term_of(key),
        "taxonomy_detail": taxonomy(key),
        "language": house.voice.locale.language,
    }


def _attribute(term: dict[str, Any], link_id: str, entity: str, value: str = "") -> dict[str, Any]:
    return filled(
        {
            "id": part_of(link_id, f"attribute/{term['id']}"),
            "link_id": link_id,
            "link_type": term["taxonomy"],
            "link_entity": entity,
            "value": value,
            "taxonomy_term_id": term["id"],
            "taxonomy_term": term,
        }
    )
