"""Signing in with a key of the device (WebAuthn), for whoever does not want to wait for a mail.

An extra: without the package ``webauthn`` nothing of it is offered. Challenges are links of one
purpose: made of 256 random bits, used once, gone after five minutes.
"""

import json
from datetime import timedelta
from importlib.util import find_spec
from typing import Any, Final
from urllib.parse import urlsplit

from flask import Response, abort, redirect, request

from directory.model.team import Person
from directory.submissions import Passkeys, Purpose, network
from directory.web.addresses import url_for
from directory.web.clubs import letters
from directory.web.headers import SECRET
from directory.web.parts import parts
from directory.web.team import blueprint
from directory.web.team.device import device_of
from directory.web.team.guard import begin_session, keep_signed_in, way_on, who

KEY: Final = "/anmelden/schluessel"
LASTS: Final = timedelta(minutes=5)
LONGEST: Final = 20_000
MOST_AN_HOUR: Final = 60


def are_offered() -> bool:
    return find_spec("webauthn") is not None and parts().passkeys is not None


def passkeys() -> Passkeys:
    found = parts().passkeys
    if found is None or not are_offered():
        abort(404)
    return found


@blueprint.post(f"{KEY}/neu")
def passkey_options() -> Response:
    """What a device needs to make a key for whoever is signed in."""
    from webauthn import generate_registration_options, options_to_json
    from webauthn.helpers.structs import (
        AuthenticatorSelectionCriteria,
        PublicKeyCredentialDescriptor,
        ResidentKeyRequirement,
        UserVerificationRequirement,
    )

    known, person = passkeys(), _signed_in()
    options = generate_registration_options(
        rp_id=_host(),
        rp_name=parts().site.name,
        user_id=person.id.encode(),
        user_name=person.email,
        user_display_name=person.name or person.email,
        challenge=_challenge(person),
        exclude_credentials=[
            PublicKeyCredentialDescriptor(id=one.credential) for one in known.of_person(person.id)
        ],
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
    )
    return _json(options_to_json(options))


@blueprint.post(f"{KEY}/merken")
def keep_passkey() -> Response:
    """Keeps the public half of a key, when the device has answered our question."""
    from webauthn import verify_registration_response
    from webauthn.helpers.exceptions import WebAuthnException

    known, person, answer = passkeys(), _signed_in(), _answer()
    challenge = _used_challenge(answer, person.id)
    try:
        made = verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=_host(),
            expected_origin=_origin(),
            require_user_verification=True,
        )
        known.add(
            person.id,
            made.credential_id,
            made.credential_public_key,
            made.sign_count,
            device_of(request.user_agent.string),
        )
    except (WebAuthnException, ValueError, KeyError, TypeError):
        abort(400)
    return _json(json.dumps({"weiter": url_for("team.myself")}))


@blueprint.post(KEY)
def passkey_question() -> Response:
    """A question that any key of this site may answer; it tells nothing about who has one."""
    from webauthn import generate_authentication_options, options_to_json
    from webauthn.helpers.structs import UserVerificationRequirement

    passkeys()
    counters = parts().limits
    who_asks = network(request.remote_addr or "")
    if counters and not counters.allow(
        "passkey from network", who_asks, MOST_AN_HOUR, timedelta(hours=1)
    ):
        abort(429)
    options = generate_authentication_options(
        rp_id=_host(),
        challenge=_challenge(None),
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return _json(options_to_json(options))


@blueprint.post(f"{KEY}/pruefen")
def check_passkey() -> Response:
    """Signs in whoever has the key; every answer that is not right looks the same."""
    from webauthn import base64url_to_bytes, verify_authentication_response
    from webauthn.helpers.exceptions import WebAuthnException

    known, answer = passkeys(), _answer()
    challenge = _used_challenge(answer, "")
    try:
        key = known.find(base64url_to_bytes(str(answer["rawId"])))
        if key is None:
            abort(400)
        checked = verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=_host(),
            expected_origin=_origin(),
            credential_public_key=key.public_key,
            credential_current_sign_count=key.sign_count,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError):
        abort(400)
    secret = begin_session(key.person_id)
    if secret is None:
        abort(400)
    known.used(key.id, checked.new_sign_count)
    done = _json(json.dumps({"weiter": way_on(key.person_id)}))
    keep_signed_in(done, secret)
    return done


@blueprint.post(f"{KEY}/weg")
def remove_passkey() -> Any:
    """A device is lost or sold."""
    person = _signed_in()
    passkeys().remove(person.id, request.form.get("id", ""))
    return redirect(url_for("team.myself"), 303)


def _signed_in() -> Person:
    found = who()
    if found is None:
        abort(403)
    return found.person


def _challenge(person: Person | None) -> bytes:
    subject, email = (person.id, person.email) if person else ("", "")
    return letters.links().make(Purpose.PASSKEY, subject, email, LASTS).encode()


def _used_challenge(answer: dict[str, Any], subject: str) -> bytes:
    """Our question, which can be answered once; the device sends it back in its answer."""
    from webauthn import base64url_to_bytes

    try:
        told = json.loads(base64url_to_bytes(answer["response"]["clientDataJSON"]))
        challenge = base64url_to_bytes(told["challenge"])
        token = challenge.decode("ascii")
    except (ValueError, KeyError, TypeError):
        abort(400)
    used = letters.links().use(token, Purpose.PASSKEY)
    if used is None or used.subject != subject:
        abort(400)
    return challenge


def _answer() -> dict[str, Any]:
    if (request.content_length or 0) > LONGEST:
        abort(413)
    answer = request.get_json(silent=True)
    if not isinstance(answer, dict):
        abort(400)
    return answer


def _origin() -> str:
    pieces = urlsplit(parts().site.public_url or request.host_url)
    return f"{pieces.scheme}://{pieces.netloc}"


def _host() -> str:
    """For whom the key is: never with a port."""
    return urlsplit(_origin()).hostname or ""


def _json(text: str) -> Response:
    answer = Response(text, mimetype="application/json")
    answer.headers.update(SECRET)
    return answer
