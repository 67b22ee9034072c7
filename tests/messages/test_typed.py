"""We tidy what people type, not the people: many spellings of one thing, and nothing invented."""

import pytest

from directory.web.typed import email, lines, one_line, phone

HALLE = "+49345123456"


@pytest.mark.parametrize(
    "text",
    [
        "0345 123456",
        "0345/123456",
        "0345 / 12 34 56",
        "0345-123456",
        "(0345) 12 34 56",
        "03 45 12 34 56",
        "  0345\t123456 ",
        "345 123456",
        "+49 345 123456",
        "+49 (0)345 123456",
        "0049 345 123456",
        "Tel.: 0345 123456",
        "Telefon 0345 123456 abends",
        "Meine Nummer ist 0345 123456.",
        "O345 123456",
        "0345 l23456",
        "0345 I23456",
        "０３４５ １２３４５６",
        "٠٣٤٥ ١٢٣٤٥٦",
        "0345\u00a0123456",
        "\u202a0345 123456\u202c",
        "0345 123\u00ad456",
        "0345 123456 🙂",
        "0345 123456 oder 0171 5555555",
        "0345–123456",
    ],
)
def test_every_spelling_of_a_number_is_the_same_number(text: str) -> None:
    """D8"""
    assert phone(text) == HALLE


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0345/12", "+4934512"),
        ("0171 1234567", "+491711234567"),
        ("+43 1 5123456", "+4315123456"),
        ("0345 1234567-89", "+49345123456789"),
    ],
)
def test_short_long_and_foreign_numbers_go_too(text: str, number: str) -> None:
    assert phone(text) == number


@pytest.mark.parametrize(
    "text",
    (
        *("", " ", "abc", "123456", "110", "112", "0", "+", "0345", "anna@web.de", "🙂"),
        *("1" * 10_000, "0345 12 34 56 78 90 12 34 56", "null drei vier fünf", "((((", "0345\x00"),
    ),
)
def test_what_nobody_can_call_is_no_number(text: str) -> None:
    assert phone(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "nele@web.de",
        " nele@web.de ",
        "nele @ web . de",
        "nele@WEB.DE",
        "nele(at)web.de",
        "nele [at] web [punkt] de",
        "nele at web.de",
        "nele@web,de",
        "mailto:nele@web.de",
        "E-Mail: nele@web.de",
        "<nele@web.de>",
        "„nele@web.de“",
        "nele@web.de.",
        "nele＠web.de",
        "nele@we\u00adb.de",
        "\u200fnele@web.de",
    ],
)
def test_every_spelling_of_an_address_is_the_same_address(text: str) -> None:
    assert email(text) == "nele@web.de"


@pytest.mark.parametrize(
    "text",
    (
        *(
            "",
            "nele",
            "nele@",
            "@web.de",
            "nele@web",
            "nele web.de",
            "nele@@web.de",
            "nele@web..de",
        ),
        *("a@b.de, c@d.de", "a@b.de\r\nBcc: c@d.de", "jörg@web.de", "n" * 300 + "@web.de"),
        *("🙂@web.de", "nele@localhost", '"nele x"@web.de', "nele@[127.0.0.1]", "nele@web.test"),
    ),
)
def test_what_is_no_single_address_is_none(text: str) -> None:
    assert email(text) == ""


def test_only_tests_may_write_to_the_domain_for_tests() -> None:
    assert email("nele@web.test", test_environment=True) == "nele@web.test"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("  Nele  ", "Nele"),
        ("Nele\r\nBcc: x@y.de", "Nele Bcc: x@y.de"),
        ("Ne\u202ele", "Nele"),
        ("Ne\x00le", "Ne le"),
        ("Ame\u0301lie", "Amélie"),
        ("A\u2028B", "A B"),
        ("Zo\u00adé", "Zo\u00adé"),
        ("\ud800", ""),
        ("🙂", "🙂"),
    ],
)
def test_a_line_has_no_signs_that_only_steer(text: str, shown: str) -> None:
    assert one_line(text) == shown


def test_a_longer_text_keeps_its_lines() -> None:
    assert lines("Hallo  \r\nDu\r\r\n\n\n  Tschüss\u202e\t!") == "Hallo\nDu\n\nTschüss !"
