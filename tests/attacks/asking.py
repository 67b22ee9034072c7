"""One request, answered to its end."""

from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.visiting import PUBLIC_URL


def ask(client: FlaskClient, path: str, method: str = "GET", **headers: str) -> TestResponse:
    return ended(client.open(path, method=method, base_url=PUBLIC_URL, headers=headers))


def send(
    client: FlaskClient, path: str, data: Any, headers: dict[str, str] | None = None, **more: Any
) -> TestResponse:
    """A form as our own page sends it, unless the headers say otherwise."""
    said = {"Sec-Fetch-Site": "same-origin"} if headers is None else headers
    return ended(client.post(path, data=data, base_url=PUBLIC_URL, headers=said, **more))


def ended(answer: TestResponse) -> TestResponse:
    """Long files are made while they are read."""
    answer.get_data()
    answer.close()
    return answer
