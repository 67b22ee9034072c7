"""Days and clocks are read however people write them in lists."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.spreadsheet.times import WEEK, Dated, Time, dated, days, span, times


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Montag", [Time("mo")]),
        ("Mo, Mi und Fr", [Time("mo"), Time("mi"), Time("fr")]),
        ("Mo + Mi 18-19:30 Uhr", [Time("mo", "18:00", "19:30"), Time("mi", "18:00", "19:30")]),
        ("Dienstags 17.30 - 19 Uhr", [Time("di", "17:30", "19:00")]),
        ("mittwochs ab 18 Uhr", [Time("mi", "18:00")]),
        ("Donnerstag, von 16:00 bis 17:30 Uhr", [Time("do", "16:00", "17:30")]),
        ("Mo 18-19, Di 10:00-11:00", [Time("mo", "18:00", "19:00"), Time("di", "10:00", "11:00")]),
        ("Fr. 16:00 h", [Time("fr", "16:00")]),
        ("Sonnabend 9h30", [Time("sa", "9:30")]),
        ("Samstagvormittag 10 Uhr", [Time("sa", "10:00")]),
        ("1. Montag im Monat 15 Uhr", [Time("mo", "15:00", "", "m1")]),
        ("jeden letzten Freitag im Monat 18-20 Uhr", [Time("fr", "18:00", "20:00", "ml")]),
        ("alle 2 Wochen Do 16 bis 17:30", [Time("do", "16:00", "17:30", "2")]),
        ("14-tägig dienstags, 17h30", [Time("di", "17:30", "", "2")]),
        ("wöchentlich Di 17 Uhr", [Time("di", "17:00")]),
        ("Mo 9-10 u. 17-18 Uhr", [Time("mo", "9:00", "10:00"), Time("mo", "17:00", "18:00")]),
        ("18-19:30 Uhr", [Time("", "18:00", "19:30")]),
        ("So.", [Time("so")]),
    ],
)
def test_what_lists_say_is_understood(text: str, expected: list[Time]) -> None:
    assert times(text) == tuple(expected)


def test_ranges_of_days_name_each_day() -> None:
    assert days("Mo-Fr") == WEEK[:5]
    assert days("Fr bis Mo") == ("fr", "sa", "so", "mo")
    assert days("täglich") == WEEK
    assert days("werktags") == WEEK[:5]
    assert days("am Wochenende") == ("sa", "so")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nach Absprache",
        "Montag (Halle 2)",
        "siehe Webseite",
        "Mo Tischtennis",
        "1234",
        "Morgen",
    ],
)
def test_half_understood_is_not_understood(text: str) -> None:
    assert times(text) is None


def test_a_cell_with_clocks_alone() -> None:
    assert span("18-19:30 Uhr") == ("18:00", "19:30")
    assert span("17 Uhr") == ("17:00", "")
    assert span("Mo 17 Uhr") is None
    assert days("Mo 17 Uhr") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3.5.2027", [Dated("3.5.2027")]),
        ("24.12.2026, 31.12.2026", [Dated("24.12.2026"), Dated("31.12.2026")]),
        (
            "3.5.2027; 10.5.2027 10-12 Uhr",
            [Dated("3.5.2027"), Dated("10.5.2027", "", "10:00", "12:00")],
        ),
        ("3.-5.5.2027", [Dated("3.5.2027", "5.5.2027")]),
        ("3.5.2027 - 5.5.2027", [Dated("3.5.2027", "5.5.2027")]),
        ("Sa, 3.5. 10 Uhr", [Dated("3.5.", "", "10:00")]),
        ("2027-05-03\n2027-05-10", [Dated("2027-05-03"), Dated("2027-05-10")]),
        ("1.6.27", [Dated("1.6.27")]),
    ],
)
def test_single_days_are_understood(text: str, expected: list[Dated]) -> None:
    assert dated(text) == tuple(expected)


@pytest.mark.parametrize("text", ["", "im Mai", "3.5.2027 Turnier", "Ostern"])
def test_other_words_are_no_days(text: str) -> None:
    assert dated(text) is None


_CLOCKS = st.tuples(st.integers(0, 23), st.sampled_from([0, 15, 30, 45]))


@given(
    st.lists(st.sampled_from(WEEK), min_size=1, max_size=3, unique=True),
    _CLOCKS,
    _CLOCKS,
    st.sampled_from([":", "."]),
    st.sampled_from(["-", " - ", " bis ", "–"]),
    st.sampled_from([", ", " + ", " und ", "/", " & "]),
)
def test_every_way_to_write_it_means_the_same(  # noqa: PLR0917
    names: list[str],
    start: tuple[int, int],
    end: tuple[int, int],
    point: str,
    until: str,
    and_: str,
) -> None:
    def clock(at: tuple[int, int]) -> str:
        return f"{at[0]}{point}{at[1]:02}"

    text = f"{and_.join(name.title() for name in names)} {clock(start)}{until}{clock(end)} Uhr"
    found = times(text)
    assert found is not None
    assert [(one.day, one.start, one.end) for one in found] == [
        (name, f"{start[0]}:{start[1]:02}", f"{end[0]}:{end[1]:02}") for name in names
    ]


@given(st.text(max_size=200))
def test_nothing_makes_it_fail(text: str) -> None:
    times(text)
    dated(text)
