"""The whole text of a listing in plain lines, for mails and for reading aloud."""

from collections.abc import Iterator

from directory.wording.said import ContactSaid, FactSaid, Item, OfferText, Said, TopicSaid


def plain_lines(text: OfferText) -> Iterator[str]:
    """One sentence on each line, an empty line before each heading."""
    yield text.title.words
    yield from _words(text.example)
    if text.status and text.status.matters:
        yield from _words(text.status.sentences)
    for topic in text.topics:
        if topic.tells:
            yield from ("", topic.heading)
            yield from _topic(topic)
    yield from ("", text.contacts_heading, *_words(text.contacts_lead))
    for contact in text.contacts:
        yield from _contact(contact)
    if text.questions:
        yield from ("", text.unknown_heading, *_words(text.unknown_lead))
        for question in text.questions:
            yield from _fact(question)
        yield from _words(text.unknown_end)
    yield from ("", text.checked_heading, *_words(text.checked))


def _words(many: tuple[Said, ...]) -> Iterator[str]:
    return (said.words for said in many)


def _topic(topic: TopicSaid) -> Iterator[str]:
    yield from _words(topic.lines)
    yield from _words(topic.sentences)
    for item in topic.items:
        yield from _item(item)
    for fact in topic.facts:
        yield from _fact(fact)


def _item(item: Item) -> Iterator[str]:
    label = f"{item.label.words}: " if item.label else ""
    first, *rest = item.all_said if item.label is None else tuple(item.all_said)[1:]
    yield f"- {label}{first.words}"
    yield from (f"  {said.words}" for said in rest)


def _fact(fact: FactSaid) -> Iterator[str]:
    yield f"- {fact.words}"
    yield from (f"  {note.words}" for note in fact.notes)


def _contact(contact: ContactSaid) -> Iterator[str]:
    yield f"- {contact.name.words}"
    ways = (*_words(contact.sentences), contact.phone, contact.email)
    yield from (f"  {words}" for words in ways if words)
