"""Whether two answers say the same; what differs is named."""

from collections.abc import Iterator

from msgspec import structs

from directory.catalogue.criteria import Answer, Criteria, Facets, Sort

A_METRE_KM = 0.001


def differences(criteria: Criteria, expected: Answer, answer: Answer) -> Iterator[str]:
    """Totals, every count, distances, and the page in its order.

    By relevance every engine has its own scores, so there only the length of the page is compared,
    and the whole result where it fits on one page.
    """
    if answer.total != expected.total:
        yield f"total: {answer.total} instead of {expected.total}"
    yield from _facet_differences(expected.facets, answer.facets)
    if len(answer.hits) != len(expected.hits):
        yield f"page: {len(answer.hits)} hits instead of {len(expected.hits)}"
    elif is_ordered(criteria):
        yield from _page_differences(expected, answer)
    elif expected.total == len(expected.hits) and _ids(answer) != _ids(expected):
        yield f"members: {sorted(_ids(answer) ^ _ids(expected))}"


def is_ordered(criteria: Criteria) -> bool:
    """Whether the order is a fact and not a matter of scores."""
    if criteria.sort is Sort.FRESHNESS:
        return True
    return criteria.sort is Sort.DISTANCE and criteria.circle is not None


def counted(facets: Facets) -> dict[str, object]:
    """The counts without zeros, which an engine may leave out."""
    values = structs.asdict(facets)
    return {
        name: {key: count for key, count in value.items() if count}
        if isinstance(value, dict)
        else value
        for name, value in values.items()
    }


def _facet_differences(expected: Facets, facets: Facets) -> Iterator[str]:
    should = counted(expected)
    for name, value in counted(facets).items():
        if value != should[name]:
            yield f"{name}: {value} instead of {should[name]}"


def _page_differences(expected: Answer, answer: Answer) -> Iterator[str]:
    for place, (hit, should) in enumerate(zip(answer.hits, expected.hits, strict=True)):
        if hit.card != should.card or hit.id != should.id:
            yield f"place {place}: {hit.id} instead of {should.id}"
        elif not _same_distance(hit.distance_km, should.distance_km):
            yield f"place {place}: {hit.distance_km} km instead of {should.distance_km}"


def _same_distance(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) < A_METRE_KM


def _ids(answer: Answer) -> set[str]:
    return {hit.id for hit in answer.hits}
