"""What the script beside a text asks while somebody writes."""

from datetime import timedelta

from flask import Blueprint, Response, request

from directory.submissions.limits import network
from directory.web.clubs.text_help import findings_shown
from directory.web.languages import current
from directory.web.parts import parts
from directory.web.templating import macro

blueprint = Blueprint("text_help", __name__)

# A check follows each pause in writing; a club house with some people writes no more than that.
MOST_CHECKS = 1_500
PER = timedelta(hours=1)


@blueprint.post("/vereine/text-pruefen")
def check_text() -> Response:
    """The same findings as on the page, made by the same component; nothing is kept."""
    counters = parts().limits
    who = network(request.remote_addr or "")
    if counters and not counters.allow("text check", who, MOST_CHECKS, PER):
        return Response(status=429)
    found = findings_shown(request.form.get("text", ""))
    german = "" if current().locale == "de" else "de"
    answer = Response(macro("text_findings")(found, german=german), mimetype="text/html")
    answer.headers["Cache-Control"] = "no-store"
    return answer
