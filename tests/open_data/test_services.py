"""The view for Open Referral: its own schemas take what the running site answers."""

import pytest

from tests.formats.test_hsds import faults
from tests.visiting import PUBLIC_URL, Visitor


@pytest.mark.parametrize("kind", ["service", "organization"])
def test_each_page_and_each_record_keeps_the_schema(visitor: Visitor, kind: str) -> None:
    ids: list[str] = []
    number = 1
    while True:
        page = visitor.ask(f"/hsds/{kind}s?page={number}&per_page=60")
        assert [fault for one in page["contents"] for fault in faults(f"{kind}_list", one)] == []
        ids += [one["id"] for one in page["contents"]]
        assert page["page_number"] == number
        if page["last_page"]:
            break
        number += 1
    assert len(ids) == len(set(ids)) == page["total_items"]
    for id in ids[::7]:
        assert faults(kind, visitor.ask(f"/hsds/{kind}s/{id}")) == []


def test_the_root_says_what_this_is(visitor: Visitor) -> None:
    assert visitor.ask("/hsds/")["version"].startswith("3.")
    assert visitor.ask("/hsds/taxonomies")["total_items"] >= 5


@pytest.mark.parametrize("asked", ["page=0", "per_page=101", "page=99999999"])
def test_a_wrong_page_is_refused(visitor: Visitor, asked: str) -> None:
    answer = visitor.client.get(f"/hsds/services?{asked}", base_url=PUBLIC_URL)
    assert answer.status_code == 400
    assert visitor.client.get("/hsds/services/nichts", base_url=PUBLIC_URL).status_code == 404


def test_a_service_and_its_organization(visitor: Visitor) -> None:
    service = visitor.ask("/hsds/services/0f3c6d7e-0000-4000-8000-000000000003")
    club = visitor.ask("/hsds/organizations/0f3c6d7e-0000-4000-8000-000000000001")
    assert service["organization"]["id"] == club["id"]
    first = visitor.ask("/hsds/organizations?per_page=1")
    assert (first["size"], first["first_page"]) == (1, True)
    assert visitor.ask("/hsds/services?per_page=1")["size"] == 1
