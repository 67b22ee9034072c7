"""From the first question to "Das passiert jetzt"."""

from directory.model.submission import State
from tests.clubs.filling import FEWEST, walked
from tests.messages.filling import Person


def test_few_answers_reach_the_editors(person: Person) -> None:
    page = person.send(walked(person, FEWEST))
    assert page.address.endswith("/danke"), page.texts("//main")
    assert page.heading == "Danke für Ihr Angebot"
    (submission,) = person.parts.workflow.waiting()
    assert submission.state is State.WAITING
    assert submission.email == "eva@web.de"
    assert submission.listing.offer.name == "Schwimmen in Magdeburg"
