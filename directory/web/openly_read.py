"""Lets programs and pages of other sites read an answer; it says nothing about who asks."""

from flask import Response


def for_everybody(response: Response) -> Response:
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
