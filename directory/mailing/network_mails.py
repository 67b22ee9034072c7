"""The mail to those who answer a municipality that wants to join."""

from collections.abc import Iterator

from directory.mailing.letter import Heading, Piece, Points, Quote, Sentences, as_html, as_text
from directory.model.mail import OutgoingMail, is_address
from directory.model.network import NetworkRequest


def network_mail(
    request: NetworkRequest, to: str, key: str, site_name: str, has: tuple[str, ...]
) -> OutgoingMail:
    """``has`` is what is there already, in words."""
    pieces = tuple(_pieces(request, site_name, has))
    return OutgoingMail(
        key=f"network:{key}",
        to=to,
        subject=f"Eine Gemeinde möchte mitmachen: {request.place}",
        text=as_text(pieces),
        html=as_html(pieces),
        reply_to=request.reach if is_address(request.reach) else "",
        kind="network",
    )


def _pieces(request: NetworkRequest, site_name: str, has: tuple[str, ...]) -> Iterator[Piece]:
    yield Sentences(("Guten Tag.", "Eine Gemeinde möchte im Netzwerk mitmachen."))
    yield Heading("Das ist die Gemeinde")
    yield Quote(request.place)
    yield Heading("So heißt die Person")
    yield Quote("\n".join(filter(None, (request.first_name, request.role))))
    yield Heading("So erreichen Sie die Person")
    yield Quote(request.reach)
    if has:
        yield Heading("Das gibt es dort schon")
        yield Points(has)
    if request.text:
        yield Heading("Das schreibt die Person")
        yield Quote(request.text)
    yield Sentences(("Antworten Sie bitte in 1 Woche.", f"Diese E-Mail kommt von: {site_name}"))
