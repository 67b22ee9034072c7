"""What must hold on every page; one function for each rule, with the ids of the requirements.

A function answers with the faults that it found, as sentences that say the way out.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from directory.web.languages import LANGUAGES
from tests.html_tree import errors_of, tree_of

Element = etree._Element
Rule = Callable[["Page"], Iterator[str]]

_SPACE = re.compile(r"\s+")
_HTML = {"h": "http://www.w3.org/1999/xhtml"}


@dataclass
class Page:
    """An answer as a visitor gets it."""

    address: str
    status: int
    html: str
    headers: dict[str, str] = field(default_factory=dict)

    @cached_property
    def errors(self) -> list[str]:
        return errors_of(self.html)

    @cached_property
    def tree(self) -> Element:
        return tree_of(self.html)

    def all(self, path: str) -> list[Element]:
        """Elements by XPath: ``page.all("//main//h2")``."""
        found = self.tree.xpath(path)
        return list(found) if isinstance(found, list) else []

    def texts(self, path: str) -> list[str]:
        return [text_of(element) for element in self.all(path)]

    @property
    def heading(self) -> str:
        return next(iter(self.texts("//h1")), "")

    @property
    def text(self) -> str:
        """Everything that can be read in the main part."""
        return " ".join(self.texts("//main"))


def text_of(element: Element) -> str:
    return _SPACE.sub(" ", "".join(element.itertext())).strip()


def by_class(name: str) -> str:
    """XPath for a class, to be put behind an element: ``//p`` + by_class("notice")."""
    return f"[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]"


def look_over(page: Page) -> None:
    """Fails with all faults at once."""
    faults = [f"{rule.__name__}: {fault}" for rule in RULES for fault in rule(page)]
    assert not faults, f"{page.address}\n" + "\n".join(faults)


def html_is_valid(page: Page) -> Iterator[str]:
    """A6"""
    yield from page.errors


def title_opens_with_the_heading(page: Page) -> Iterator[str]:
    """A2: a form with errors says "Fehler: " before it"""
    titles = page.texts("//head/title")
    failed = page.all("//*" + by_class("error-list"))
    wanted = f"Fehler: {page.heading}" if failed else page.heading
    if len(titles) != 1:
        yield f"{len(titles)} titles; give the page exactly one"
    elif not titles[0].startswith(f"{wanted} – "):
        yield f"the title {titles[0]!r} does not open with {wanted!r}"


def there_is_one_h1(page: Page) -> Iterator[str]:
    """A3"""
    count = len(page.all("//h1"))
    if count != 1:
        yield f"{count} h1 on the page; give it exactly one"
    if len(page.all("//main//h1")) != count:
        yield "the h1 stands outside of main"


def no_heading_level_is_skipped(page: Page) -> Iterator[str]:
    """A3"""
    before = 0
    for heading in page.all("//h1|//h2|//h3|//h4|//h5|//h6"):
        level = int(heading.tag[1])
        if level > before + 1:
            yield f"h{level} {text_of(heading)!r} follows h{before}; use h{before + 1}"
        if not text_of(heading):
            yield f"an empty h{level}; give it words or leave it out"
        before = level


def landmarks_hold_everything(page: Page) -> Iterator[str]:
    """A4"""
    children = [child.tag for child in page.all("/html/body/*")]
    if children != ["header", "main", "footer"]:
        yield f"body has {children}; it needs header, main and footer and nothing else"
    for nav in page.all("//nav"):
        if not (nav.get("aria-label") or nav.get("aria-labelledby")):
            yield "a nav without a name; give it aria-label"
    names = Counter(nav.get("aria-label") for nav in page.all("//nav[@aria-label]"))
    yield from (f"{n} navs are named {name!r}" for name, n in names.items() if n > 1)


def skip_link_comes_first(page: Page) -> Iterator[str]:
    """A5"""
    stops = page.all("//body//a[@href]|//body//button|//body//input")
    if not stops or stops[0].get("href") != "#inhalt":
        yield "the first stop is not the skip link to #inhalt"
    if not page.all("//main[@id='inhalt']"):
        yield "main lacks id=inhalt"


def language_is_said(page: Page) -> Iterator[str]:
    """A1"""
    tags = {language.tag for language in LANGUAGES}
    for element in page.all("//*[@lang]"):
        if element.get("lang") not in tags:
            yield f"lang={element.get('lang')!r} does not stand in the table of languages"
    if not page.all("/html[@lang]"):
        yield "html says no language"


def ids_are_unique(page: Page) -> Iterator[str]:
    """A6"""
    counts = Counter(element.get("id") for element in page.all("//*[@id]"))
    yield from (f"id={name!r} stands there {n} times" for name, n in counts.items() if n > 1)


def references_lead_somewhere(page: Page) -> Iterator[str]:
    """A6"""
    ids = {element.get("id") for element in page.all("//*[@id]")}
    for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
        for element in page.all(f"//*[@{name}]"):
            for target in (element.get(name) or "").split():
                if target not in ids:
                    yield f"{name}={target!r} leads nowhere"
    for link in page.all("//a[starts-with(@href, '#')]"):
        if (link.get("href") or "")[1:] not in ids:
            yield f"the link to {link.get('href')} leads nowhere"


def controls_are_labelled(page: Page) -> Iterator[str]:
    """D2"""
    for control in page.all("//input[@type!='hidden']|//select|//textarea"):
        own = page.all(f"//label[@for='{control.get('id')}']") if control.get("id") else []
        around = list(control.iterancestors("label"))
        if not any(text_of(label) for label in (*own, *around)):
            yield f"the field {control.get('name')!r} has no visible label"
        if control.get("placeholder"):
            yield f"the field {control.get('name')!r} has a placeholder; write a hint above it"
    for button in page.all("//button"):
        if not text_of(button):
            yield "a button without words"


def choices_stand_in_a_fieldset(page: Page) -> Iterator[str]:
    """D3"""
    for choice in page.all("//input[@type='radio' or @type='checkbox']"):
        fieldset = next(choice.iterancestors("fieldset"), None)
        legend = fieldset.find("legend") if fieldset is not None else None
        if legend is None or not text_of(legend):
            yield f"the choice {choice.get('name')!r} stands in no fieldset with a legend"


def nothing_opens_or_hovers(page: Page) -> Iterator[str]:
    """B4, B6, B9"""
    yield from ("target opens a new window" for _ in page.all("//*[@target]"))
    yield from (
        "a title shows on hover only" for _ in page.all("//body//*[@title][not(self::iframe)]")
    )
    yield from ("tabindex above 0" for found in page.all("//@tabindex") if int(str(found)) > 0)


def nothing_is_inline(page: Page) -> Iterator[str]:
    """Our content security policy forbids it"""
    yield from (f"a style on {found.tag}" for found in page.all("//*[@style]"))
    yield from ("a style element" for _ in page.all("//style"))
    # A block of data is run by no browser: what is said to machines (JSON-LD).
    for found in page.all("//script[not(@src)]"):
        if found.get("type") != "application/ld+json":
            yield "a script in the page"
    for element in page.all("//*[@*[starts-with(name(), 'on')]]"):
        yield f"a script on {element.tag}"


def nothing_comes_from_elsewhere(page: Page) -> Iterator[str]:
    """G3"""
    for name in ("src", "srcset"):
        for element in page.all(f"//*[@{name}]"):
            if not (element.get(name) or "").startswith("/"):
                yield f"{element.tag} loads {element.get(name)!r}"
    for element in page.all("//link[@rel='stylesheet' or @rel='icon']"):
        if not (element.get("href") or "").startswith("/"):
            yield f"the page loads {element.get('href')!r}"


def lists_are_lists(page: Page) -> Iterator[str]:
    """A7"""
    for found in page.all("//ul|//ol"):
        if any(child.tag != "li" for child in found):
            yield f"a {found.tag} holds something that is no li"
        if not len(found):
            yield f"an empty {found.tag}; leave it out"
    for line in page.all("//p"):
        if text_of(line)[:2] in ("- ", "• ", "* "):
            yield f"a typed bullet: {text_of(line)[:30]!r}; use a list"


def pictures_say_what_they_add(page: Page) -> Iterator[str]:
    """E6"""
    for picture in page.all("//img"):
        if picture.get("alt") is None:
            yield f"{picture.get('src')} has no alt"
        elif re.search(r"\.(svg|png|jpe?g|webp)$", picture.get("alt") or ""):
            yield f"the alt {picture.get('alt')!r} is a file name"
        if not (picture.get("width") and picture.get("height")):
            yield f"{picture.get('src')} has no size, so that the page would jump"


def links_say_their_target(page: Page) -> Iterator[str]:
    """E8; offers of one name differ by the card around them, hard words lead to what they mean"""
    targets: dict[str, set[str]] = {}
    for link in page.all("//a[@href]"):
        words = link.get("aria-label") or text_of(link)
        if len(words) < 2:
            yield f"a link to {link.get('href')} without words"
        if words.lower() in ("hier", "mehr", "weiter", "link", "klicken"):
            yield f"the link {words!r} does not say where it leads"
        if not list(link.iterancestors("article")) and link.get("class") != "hard-word":
            targets.setdefault(words, set()).add(link.get("href") or "")
    for words, addresses in targets.items():
        if len(addresses) > 1:
            yield f"{words!r} leads to {sorted(addresses)}; same words, same target"


def there_is_not_too_much(page: Page) -> Iterator[str]:
    """E7, G4"""
    if len(page.all("//header//nav//a")) > 7:
        yield "more than 7 links in the menu"
    for found in page.all("//main//ul" + by_class("cards")):
        if len(found) > 10:
            yield f"{len(found)} results on one page; show at most 10"
    if len(page.html.encode()) > 100_000:
        yield f"{len(page.html.encode())} bytes; a page weighs at most 100 KB"


def text_is_finished(page: Page) -> Iterator[str]:
    """No place-holder and no value of a program is left in the words; text to copy is code"""
    words = page.text
    for code in page.texts("//main//textarea[@readonly]"):
        words = words.replace(code, "")
    for found in re.findall(r"\{\w*\}|%\(\w+\)s|\bNone\b|\bTrue\b|\bFalse\b|&\w+;", words):
        yield f"{found!r} stands in the text"


def times_are_spoken_rightly(page: Page) -> Iterator[str]:
    """E9; English voices read 5:30 pm rightly"""
    if page.all("/html[@lang='en']"):
        return
    for found in re.findall(
        r"\b\d{1,2}[:.]\d\d Uhr|\b\d{1,2}:\d\d\b|\b\d\d?\.\d\d?\.\d{4}", page.text
    ):
        yield f"{found!r} is read aloud wrongly; write 17 Uhr 30 and 6. Dezember 2026"


def help_is_in_its_place(page: Page) -> Iterator[str]:
    """A8, F1"""
    entries = page.all("//header/nav//a")
    if not entries or not (entries[-1].get("href") or "").endswith("/hilfe"):
        yield "the last entry of the menu is not the help"
    if not page.all("//footer//section[1][@id='hilfe']"):
        yield "the footer does not begin with the help"


RULES: tuple[Rule, ...] = (
    html_is_valid,
    title_opens_with_the_heading,
    there_is_one_h1,
    no_heading_level_is_skipped,
    landmarks_hold_everything,
    skip_link_comes_first,
    language_is_said,
    ids_are_unique,
    references_lead_somewhere,
    controls_are_labelled,
    choices_stand_in_a_fieldset,
    nothing_opens_or_hovers,
    nothing_is_inline,
    nothing_comes_from_elsewhere,
    lists_are_lists,
    pictures_say_what_they_add,
    links_say_their_target,
    there_is_not_too_much,
    text_is_finished,
    times_are_spoken_rightly,
    help_is_in_its_place,
)
