"""The address of a search is parsed once; a broken value becomes the default."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.catalogue.criteria import Sort
from directory.catalogue.query import DAYS, NEEDS, SORTS, TIMES, OfferQuery
from directory.model import Need, TimeOfDay, Weekday


class Args:
    """Parameters of an address, as a web framework gives them."""

    def __init__(self, pairs: list[tuple[str, str]]) -> None:
        self._pairs = pairs

    def getlist(self, key: str) -> list[str]:
        return [value for name, value in self._pairs if name == key]


def parsed(**values: str) -> OfferQuery:
    return OfferQuery.from_args(Args(list(values.items())))


def test_all_filters_of_an_address_are_read():
    query = OfferQuery.from_args(
        Args(
            [
                ("q", "turnen"),
                ("was", "Boccia"),
                ("ort", "Halle"),
                ("umkreis", "20"),
                ("sport", "boccia"),
                ("sport", "bosseln-strasse"),
                ("tag", "di"),
                ("tag", "mo"),
                ("zeit", "abends"),
                ("alter", "12"),
                ("brauche", "wc"),
                ("brauche", "eigene-gruppe"),
                ("unklar", "1"),
                ("geprueft", "1"),
                ("land", "st"),
                ("ags", "15002"),
                ("sortierung", "frisch"),
                ("genau", "1"),
                ("seite", "3"),
            ]
        )
    )
    assert query == OfferQuery(
        text="turnen",
        what="Boccia",
        where="Halle",
        radius_km=20,
        sports=("boccia", "bosseln-strasse"),
        days=(Weekday.MONDAY, Weekday.TUESDAY),
        times=(TimeOfDay.EVENING,),
        age=12,
        needs=(Need.TOILET, Need.OWN_GROUP),
        unknown_too=True,
        confirmed=True,
        state="ST",
        ags="15002",
        sort=Sort.FRESHNESS,
        exact=True,
        page=3,
    )


@pytest.mark.parametrize(
    ("name", "value", "field", "expected"),
    [
        ("umkreis", "1e309", "radius_km", None),
        ("umkreis", "inf", "radius_km", None),
        ("umkreis", "nan", "radius_km", None),
        ("umkreis", "-5", "radius_km", None),
        ("umkreis", "0", "radius_km", None),
        ("umkreis", "zehn", "radius_km", None),
        ("umkreis", "0,3", "radius_km", 1),
        ("umkreis", "12,5 km", "radius_km", 12),
        ("umkreis", "99999", "radius_km", 1000),
        ("seite", "-5", "page", 1),
        ("seite", "0", "page", 1),
        ("seite", "x", "page", 1),
        ("seite", "1.5", "page", 1),
        ("seite", "9" * 400, "page", 1),
        ("seite", "٣", "page", 1),
        ("alter", "-1", "age", None),
        ("alter", "500", "age", None),
        ("alter", "0", "age", 0),
        ("tag", "xx", "days", ()),
        ("tag", "MO", "days", (Weekday.MONDAY,)),
        ("brauche", "<script>", "needs", ()),
        ("sport", "../etc", "sports", ()),
        ("sport", "Boccia", "sports", ("boccia",)),
        ("land", "XX", "state", ""),
        ("ags", "15x", "ags", ""),
        ("ags", "150", "ags", ""),
        ("sortierung", "zufall", "sort", None),
        ("unklar", "ja", "unknown_too", False),
        ("q", "Fu\u00df\x00ball", "text", "Fuß ball"),
        ("q", "Fu\u00df\u00adball", "text", "Fußball"),
        ("q", "  a \n b\t", "text", "a b"),
        ("q", "Mu\u0308nchen", "text", "München"),
        ("q", "\u202eabc\u202c", "text", "abc"),
        ("q", "a" * 10_000, "text", "a" * 200),
    ],
)
def test_a_broken_value_becomes_the_default(name, value, field, expected):
    assert getattr(parsed(**{name: value}), field) == expected


def test_an_empty_address_asks_nothing():
    assert parsed().is_empty
    assert parsed(seite="2", sortierung="frisch").is_empty
    assert not parsed(q="x").is_empty
    assert parsed().to_args() == []


TEXTS = st.text(max_size=30)
QUERIES = st.builds(
    OfferQuery,
    text=TEXTS,
    what=TEXTS,
    where=TEXTS,
    radius_km=st.none() | st.integers(1, 1000),
    sports=st.lists(st.sampled_from(["boccia", "rudern", "bosseln-strasse"]), unique=True).map(
        tuple
    ),
    days=st.sets(st.sampled_from(list(DAYS.values()))).map(lambda days: tuple(sorted(days))),
    times=st.sets(st.sampled_from(list(TIMES.values()))).map(
        lambda times: tuple(time for time in TIMES.values() if time in times)
    ),
    age=st.none() | st.integers(0, 120),
    needs=st.sets(st.sampled_from(list(NEEDS.values()))).map(
        lambda needs: tuple(need for need in NEEDS.values() if need in needs)
    ),
    unknown_too=st.booleans(),
    confirmed=st.booleans(),
    state=st.sampled_from(["", "ST", "BE"]),
    ags=st.sampled_from(["", "15", "15002", "15002000"]),
    sort=st.none() | st.sampled_from(list(SORTS.values())),
    exact=st.booleans(),
    page=st.integers(1, 30_000),
)


@given(QUERIES)
def test_a_question_survives_its_address(query):
    once = OfferQuery.from_args(Args(query.to_args()))
    assert OfferQuery.from_args(Args(once.to_args())) == once
    for field in ("radius_km", "sports", "days", "times", "age", "needs", "page", "sort", "ags"):
        assert getattr(once, field) == getattr(query, field)


@given(st.lists(st.tuples(st.sampled_from(["q", "ort", "umkreis", "seite", "tag"]), st.text())))
def test_any_address_is_a_question(pairs):
    query = OfferQuery.from_args(Args(pairs))
    assert query.page >= 1
    assert len(query.text) <= 200


def test_a_changed_filter_begins_again_at_the_first_page():
    query = OfferQuery(text="turnen", page=4, days=(Weekday.MONDAY,))
    assert query.with_(radius_km=50) == OfferQuery(
        text="turnen", radius_km=50, days=(Weekday.MONDAY,)
    )
    assert query.with_(page=5).page == 5
    assert query.adding(days=Weekday.FRIDAY).days == (Weekday.MONDAY, Weekday.FRIDAY)
    assert query.adding(days=Weekday.MONDAY).days == (Weekday.MONDAY,)
    assert query.without("days") == OfferQuery(text="turnen")
    assert query.without(days=Weekday.MONDAY) == OfferQuery(text="turnen")


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("51.48,11.97", "51.48,11.97"),
        ("51.4825041,11.9705452", "51.48,11.97"),
        (" 51.4825, 11.9705 ", "51.48,11.97"),
        ("52.5,13.4", "52.50,13.40"),
        ("99.5,11.97", "99.5,11.97"),
        ("51.48,11.97 Halle", "51.48,11.97 Halle"),
    ],
)
def test_a_point_is_kept_to_about_one_kilometre(told: str, kept: str):
    query = parsed(ort=told)
    assert query.where == kept
    assert dict(query.to_args())["ort"] == kept
