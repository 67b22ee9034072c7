"""Offers can be remembered: in a cookie that comes only then, or by an address without one."""

from typing import Any

import pytest
from flask import Flask

from directory.model.handed import MOST_ENTRIES as MOST
from directory.web.finder.short_code import short_code
from directory.web.parts import EXTENSION
from tests.page_checks import by_class
from tests.visiting import PUBLIC_URL, Visitor
from tests.web.listings import bare_listing, full_listing

FULL, BARE = full_listing().id, bare_listing().id


@pytest.fixture(scope="module")
def examples(site: Flask) -> list[Any]:
    store = site.extensions[EXTENSION].store
    mine = (FULL, BARE)
    return [one for one in store.listings() if one.offer and one.id not in mine]


def send(visitor: Visitor, **form: Any) -> Any:
    answer = visitor.client.post("/merkzettel", data=form, base_url=PUBLIC_URL)
    assert answer.status_code == 303
    return answer


def names(visitor: Visitor, address: str = "/merkzettel") -> list[str]:
    return visitor.open(address).texts("//article//h3//a")


@pytest.mark.parametrize(
    "address", ["/", "/angebot/schwimmen-voll", "/merkzettel", "/suche", "/merkzettel?angebot=1"]
)
def test_nobody_gets_a_cookie_before_asking_for_it(visitor: Visitor, address: str) -> None:
    assert "Set-Cookie" not in visitor.client.get(address, base_url=PUBLIC_URL).headers


def test_remembering_on_the_page_of_an_offer(visitor: Visitor) -> None:
    page = visitor.open("/angebot/schwimmen-voll")
    assert page.texts("//form[@action='/merkzettel']//button") == ["Merken"]
    answer = send(visitor, merken=FULL, zurueck="angebot")
    page = visitor.open(answer.headers["Location"])
    assert page.address.startswith("/angebot/schwimmen-voll")
    assert "Das steht jetzt auf Ihrem Merkzettel." in page.text
    assert page.texts("//form[@action='/merkzettel']//button") == ["Gemerkt: wieder vergessen"]
    assert names(visitor) == ["Schwimmen Voll"]
    answer = send(visitor, vergessen=FULL, zurueck="angebot")
    page = visitor.open(answer.headers["Location"])
    assert "Das Angebot steht nicht mehr auf Ihrem Merkzettel." in page.text
    assert page.texts("//form[@action='/merkzettel']//button") == ["Merken"]


def test_the_cookie_is_out_of_reach_for_scripts_and_other_sites(visitor: Visitor) -> None:
    cookie = send(visitor, merken=FULL).headers["Set-Cookie"]
    for word in ("merkzettel=", "Secure", "HttpOnly", "SameSite=Lax", "Path=/;", "Max-Age=7776000"):
        assert word in cookie, word


def test_the_cookie_goes_with_the_last_offer(visitor: Visitor) -> None:
    send(visitor, merken=FULL)
    cookie = send(visitor, vergessen=FULL).headers["Set-Cookie"]
    assert "merkzettel=;" in cookie and "Max-Age=0" in cookie


def test_offers_stand_in_the_order_of_remembering(visitor: Visitor, examples: list[Any]) -> None:
    for id in (BARE, examples[0].id, FULL, BARE):
        send(visitor, merken=id)
    found = names(visitor)
    assert (found[0], found[-1], len(found)) == (
        "<script>alert('Leer')</script>",
        "Schwimmen Voll",
        3,
    )


def test_what_was_forgotten_comes_back_with_one_press(visitor: Visitor) -> None:
    """D11"""
    send(visitor, merken=[FULL, examples_id(visitor)])
    answer = send(visitor, alles="ja")
    page = visitor.open(answer.headers["Location"])
    assert "Ihr Merkzettel ist jetzt leer." in page.text
    again = [str(value) for value in page.all("//input[@name='merken']/@value")]
    assert FULL in again
    send(visitor, merken=again)
    assert "Schwimmen Voll" in names(visitor)


def examples_id(visitor: Visitor) -> str:
    store = visitor.client.application.extensions[EXTENSION].store
    return next(one.id for one in store.listings() if one.offer and one.id not in (FULL, BARE))


def test_forgetting_one_offer_leaves_the_others(visitor: Visitor, examples: list[Any]) -> None:
    send(visitor, merken=[examples[1].id, FULL])
    answer = send(visitor, vergessen=examples[1].id)
    page = visitor.open(answer.headers["Location"])
    assert "Das Angebot steht nicht mehr auf Ihrem Merkzettel." in page.text
    assert page.all(f"//input[@name='merken' and @value='{examples[1].id}']")
    assert page.texts("//article//h3//a") == ["Schwimmen Voll"]


def test_each_button_names_its_offer_for_ears(visitor: Visitor) -> None:
    send(visitor, merken=FULL)
    buttons = visitor.open("/merkzettel").texts("//button")
    assert "Vergessen: Schwimmen Voll" in buttons


def test_an_offer_that_was_withdrawn_is_said_to_be_gone(
    site: Flask, visitor: Visitor, examples: list[Any]
) -> None:
    store = site.extensions[EXTENSION].store
    gone = examples[2]
    send(visitor, merken=[gone.id, FULL])
    store.withdraw(gone.id)
    page = visitor.open("/merkzettel")
    assert "Dieses Angebot gibt es nicht mehr." in page.text
    assert page.texts("//article//h3//a") == ["Schwimmen Voll"]
    assert page.all(f"//input[@name='vergessen' and @value='{gone.id}']")
    given = visitor.open(f"/merkzettel?angebot={short_code(gone.id)}")
    assert "Dieses Angebot gibt es nicht mehr." in given.text
    store.publish_many([gone], replaces=True)


def test_a_list_is_handed_over_by_its_address_alone(
    site: Flask, visitor: Visitor, examples: list[Any]
) -> None:
    send(visitor, merken=[examples[3].id, examples[4].id])
    mine = visitor.open("/merkzettel")
    (address,) = mine.texts("//p" + by_class("address-box__address"))
    assert address.startswith("https://sport.example/merkzettel?angebot=")
    other = Visitor(site.test_client(use_cookies=True))
    page = other.open(address.removeprefix(PUBLIC_URL))
    assert page.heading == "Ein Merkzettel für Sie"
    assert page.texts("//article//h3//a") == mine.texts("//article//h3//a")
    send(other, merken=[str(value) for value in page.all("//input[@name='merken']/@value")])
    assert names(other) == mine.texts("//article//h3//a")


def test_a_given_list_changes_nothing_of_ones_own(visitor: Visitor, examples: list[Any]) -> None:
    send(visitor, merken=FULL)
    page = visitor.open(f"/merkzettel?angebot={short_code(examples[0].id)}")
    assert not page.all("//input[@name='vergessen']")
    assert names(visitor) == ["Schwimmen Voll"]


def test_a_list_that_is_full_takes_no_more_and_says_so(
    visitor: Visitor, examples: list[Any]
) -> None:
    send(visitor, merken=[one.id for one in examples[:MOST]])
    answer = send(visitor, merken=FULL, zurueck="angebot")
    page = visitor.open(answer.headers["Location"])
    assert "Ihr Merkzettel ist voll." in page.text
    assert len(page.all("//article")) == MOST
    assert "Schwimmen Voll" not in page.texts("//article//h3//a")
    cookie = send(visitor, vergessen="x").headers["Set-Cookie"]
    assert len(cookie) < 4096, "browsers keep no larger one"


def test_a_browser_without_cookies_is_told_and_gets_another_way(site: Flask) -> None:
    visitor = Visitor(site.test_client(use_cookies=False))
    answer = send(visitor, merken=FULL, zurueck="angebot")
    page = visitor.open(answer.headers["Location"])
    assert "Ihr Browser erlaubt kein Cookie." in page.text
    (other,) = page.all("//main//a[starts-with(@href, '/merkzettel?angebot=')]/@href")
    assert "Schwimmen Voll" in names(visitor, str(other))


BROKEN = ["", "x", "..", "0" * 5000, "<script>", "%00", "a.b.c", f"{FULL}.", f".{FULL}.{FULL}"]


@pytest.mark.parametrize("cookie", BROKEN)
def test_a_broken_cookie_breaks_nothing(site: Flask, cookie: str) -> None:
    client = site.test_client(use_cookies=False)
    for address in ("/merkzettel", "/angebot/schwimmen-voll"):
        page = Visitor(client).open(address, headers={"Cookie": f"merkzettel={cookie}"})
        assert len(page.all("//article")) <= 1


@pytest.mark.parametrize(
    "address",
    [
        "/merkzettel?angebot=",
        "/merkzettel?angebot=123-456-788",
        "/merkzettel?angebot=%F0%9F%98%80&angebot=" + "9" * 5000,
        "/merkzettel?" + "&".join(f"angebot={n}" for n in range(100)),
        "/merkzettel?weg=x&gemerkt=ja&voll=ja",
        "/angebot/schwimmen-voll?merkzettel=%3Cb%3E",
    ],
)
def test_a_broken_address_gets_a_kind_page(visitor: Visitor, address: str) -> None:
    visitor.open(address)


@pytest.mark.parametrize(
    "form",
    [{}, {"merken": "x"}, {"merken": "x", "zurueck": "angebot"}, {"vergessen": "\0" * 99}],
)
def test_a_form_with_nonsense_changes_nothing(visitor: Visitor, form: dict[str, str]) -> None:
    send(visitor, merken=FULL)
    visitor.client.post("/merkzettel", data=form, base_url=PUBLIC_URL)
    assert names(visitor) == ["Schwimmen Voll"]


def test_other_sites_cannot_change_the_list(visitor: Visitor) -> None:
    answer = visitor.client.post(
        "/merkzettel",
        data={"merken": FULL},
        base_url=PUBLIC_URL,
        headers={"Sec-Fetch-Site": "cross-site"},
    )
    assert answer.status_code == 403
    assert "Set-Cookie" not in answer.headers


def test_pages_that_depend_on_the_list_are_not_shared_between_visitors(visitor: Visitor) -> None:
    before = visitor.client.get("/angebot/schwimmen-voll", base_url=PUBLIC_URL)
    assert "Cookie" in before.headers["Vary"]
    send(visitor, merken=FULL)
    after = visitor.client.get(
        "/angebot/schwimmen-voll",
        base_url=PUBLIC_URL,
        headers={"If-None-Match": before.headers["ETag"]},
    )
    assert after.status_code == 200, "the page says now that it is remembered"


def test_the_list_is_kept_for_all_languages(visitor: Visitor) -> None:
    answer = visitor.client.post("/de/merkzettel", data={"merken": FULL}, base_url=PUBLIC_URL)
    assert "Path=/;" in answer.headers["Set-Cookie"]
    assert names(visitor) == ["Schwimmen Voll"]
