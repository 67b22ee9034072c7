"""What no checker sees: one walk for each rule, with the ids of the requirements.

A walk answers with the faults that it found. It leaves the page as it was.
"""

from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import pairwise
from typing import Any, Literal

import numpy as np
from PIL import Image
from playwright.sync_api import Page, ViewportSize

from tests.browser.visits import OPEN_ALL, Look, Mode, Visit

Walk = Callable[[Visit], Iterator[str]]

TARGETS = """() => [...document.querySelectorAll('a[href], button, input, select, summary')]
    .filter(e => e.type !== 'hidden' && e.checkVisibility() && !e.closest('.skip-link'))
    .filter(e => !(e.tagName === 'A' && e.closest('p') &&
                   e.closest('p').innerText.trim() !== e.innerText.trim()))
    .map(e => {
        const around = e.closest('label') || e;
        const after = getComputedStyle(e, '::after');
        const box = after.position === 'absolute' ? e.closest('article').getBoundingClientRect()
            : around.getBoundingClientRect();
        return [Math.round(box.width), Math.round(box.height), e.outerHTML.slice(0, 90)];
    })"""
SMALLEST_FONT = """() => Math.min(...[...document.querySelectorAll('body *')]
    .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()))
    .filter(e => e.checkVisibility() && !e.closest('.for-ears'))
    .map(e => parseFloat(getComputedStyle(e).fontSize)))"""
SPACING = """* {line-height:1.5!important;letter-spacing:.12em!important;
word-spacing:.16em!important}
p{margin-bottom:2em!important}"""
CUT_OFF = """() => [...document.querySelectorAll('body *')].filter(e => {
    const style = getComputedStyle(e);
    const hidden = style.overflowX === 'hidden' || style.overflowY === 'hidden';
    return hidden && !e.closest('.for-ears, .skip-link, svg') &&
        (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1);
}).map(e => e.outerHTML.slice(0, 80))"""
# Our content security policy forbids added style elements, as it should.
_ADD_STYLE = """css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css);
    document.adoptedStyleSheets = [sheet] }"""
_NO_STYLE = "document.adoptedStyleSheets = []"
_TWICE = """() => [...document.querySelectorAll('body, body *')]
    .map(e => [e, parseFloat(getComputedStyle(e).fontSize) * 2])
    .forEach(([e, size]) => e.style.setProperty('font-size', size + 'px', 'important'))"""
_ONCE = """() => document.querySelectorAll('body, body *')
    .forEach(e => e.style.removeProperty('font-size'))"""
_TOO_WIDE = """() => document.documentElement.scrollWidth > document.documentElement.clientWidth
    ? [...document.querySelectorAll('body *')].filter(e => e.checkVisibility() &&
          e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
        .slice(-2).map(e => e.outerHTML.slice(0, 90)).concat(['the page scrolls sideways'])
    : []"""
_SHOWN = """selectors => selectors.filter(one => [...document.querySelectorAll(one)].some(e => {
    const box = e.getBoundingClientRect();
    return e.checkVisibility({visibilityProperty: true}) && box.width > 0 && box.height > 0;
}))"""
_NOT_ON_PAPER = ["header nav", ".breadcrumbs", ".skip-link", "main .form-ways"]
# One question to the browser for several: each way there and back costs as much as a small walk.
_BOTH_SPACINGS = f"""css => {{
    const faults = () => [...({_TOO_WIDE})(), ...({CUT_OFF})()];
    const before = faults();
    ({_ADD_STYLE})(css);
    const more = faults();
    {_NO_STYLE};
    return [before, more];
}}"""
_TWICE_AND_ONCE = f"""() => {{
    ({_TWICE})();
    const faults = [...({_TOO_WIDE})(), ...({CUT_OFF})()];
    ({_ONCE})();
    return faults;
}}"""
_LEFT_OF_TRAPS = """() => [...document.querySelectorAll('.form-guard')]
    .flatMap(e => [...e.getClientRects()].map(box => box.left))"""
# Every stop of the keyboard: is it seen, do five points of it belong to it, where does it stand?
# Corners may be round, so nobody asks for them. Regions of a map have no box: a list has them too.
_STOPS = """() => {
    // The next line of a text may lie over a box, and is seen through.
    const lets_through = e => getComputedStyle(e).position === 'static' &&
        getComputedStyle(e).backgroundColor === 'rgba(0, 0, 0, 0)';
    const all = [...document.querySelectorAll(
        'a[href], button, input, select, textarea, summary, [tabindex="0"]')]
        .filter(e => e.type !== 'hidden' && !e.disabled && e.checkVisibility() &&
                     !e.closest('.form-guard, svg'));
    return all.map(e => {
        e.focus();
        if (document.activeElement !== e) return null;
        // Browsers show the line of a text field where one writes, not always the whole field.
        e.scrollIntoView({block: 'nearest'});
        const box = e.getClientRects()[0] || e.getBoundingClientRect();
        const lines = [getComputedStyle(e), getComputedStyle(e, '::after')];
        if (e.closest('label')) lines.push(getComputedStyle(e.closest('label')));
        if (e.nextElementSibling) lines.push(getComputedStyle(e.nextElementSibling));
        const outline = Math.max(...lines.map(style => style.outlineStyle === 'none' ? 0
            : parseFloat(style.outlineWidth) || 0));
        const points = [[.5, .5], [.1, .5], [.9, .5], [.5, .3], [.5, .7]].map(([x, y]) =>
            document.elementFromPoint(box.x + box.width * x, box.y + box.height * y));
        const around = e.closest('label') || e;
        return {words: (e.innerText || e.name || e.tagName).slice(0, 50), outline,
            kind: [e.tagName, e.type, e.className, e.closest('header, main, footer')?.tagName,
                   e.parentElement.className].join(' '),
            covered: points.filter(p => !p || !(around.contains(p) || p.contains(e) ||
                lets_through(p))).length,
            left: box.left, right: box.right, top: box.top + scrollY,
            bottom: box.bottom + scrollY};
    }).filter(stop => stop);
}"""
_LINES = """() => [...document.querySelectorAll('main p, main li, main dd')]
    .filter(e => e.checkVisibility() && !e.querySelector('p, ul, ol, div, article') &&
                 e.innerText.trim().length > 40 && !e.closest('.for-ears, pre'))
    .map(e => {
        const style = getComputedStyle(e);
        const pen = new OffscreenCanvas(1, 1).getContext('2d');
        pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
        const words = e.innerText.trim();
        const room = e.clientWidth - parseFloat(style.paddingLeft) -
            parseFloat(style.paddingRight);
        const fits = room / (pen.measureText(words).width / words.length);
        return {words: words.slice(0, 40), letters: Math.min(fits, words.length),
            height: parseFloat(style.lineHeight) / parseFloat(style.fontSize),
            align: style.textAlign, hyphens: style.hyphens, slant: style.fontStyle,
            capitals: style.textTransform};
    })"""

_LEANING = """() => [...document.querySelectorAll('body *')]
    .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()) &&
                 e.checkVisibility() && getComputedStyle(e).fontStyle !== 'normal')
    .map(e => 'letters lean: ' + e.outerHTML.slice(0, 90))"""


def faults_of_walks(visit: Visit) -> list[str]:
    return [f"{walk.__name__}: {fault}" for walk in WALKS for fault in walk(visit)]


def scrolls_sideways(page: Page) -> bool:
    return bool(page.evaluate(_TOO_WIDE))


def errors_have_the_focus(visit: Visit) -> Iterator[str]:
    """D6"""
    page = visit.page
    page.evaluate(
        "() => new Promise(requestAnimationFrame)"
    )  # autofocus waits for the first picture
    if page.locator(".error-list").count() and not page.locator(".error-list:focus").count():
        yield "errors are listed and the focus is elsewhere; give the list autofocus"


def nobody_else_is_asked(visit: Visit) -> Iterator[str]:
    """G3, C12: also while all other walks were done"""
    visit.wait_until_complete()
    home = "/".join(visit.page.url.split("/")[:3]) + "/"
    yield from (f"asks {one.url}" for one in visit.asked if not one.url.startswith(home))
    yield from (f"{one} could not be loaded" for one in visit.failed)
    yield from (f"the cookie {name} was not asked for" for name in visit.cookies)
    if visit.page.evaluate("localStorage.length + sessionStorage.length"):
        yield "something is stored in the browser that nobody asked for"


def the_page_is_light(visit: Visit) -> Iterator[str]:
    """G4: at most 100 KB without pictures and 300 KB with them, as the first page of a visit"""
    first = visit.answers[0].frame.page.url
    sizes = {"image": 0, "other": 0}
    documents = [one for one in visit.answers if one.request.resource_type == "document"]
    # On the way to this state there were other pages; what they brought is in the cache.
    for one in {answer.url: answer for answer in visit.answers}.values():
        if one in documents[:-1]:
            continue
        kind = "image" if one.request.resource_type == "image" else "other"
        sizes[kind] += int(one.headers.get("content-length", "0"))
    if sizes["other"] > 100_000:
        yield f"{sizes['other']} bytes without pictures on {first}"
    if sum(sizes.values()) > 300_000:
        yield f"{sum(sizes.values())} bytes with pictures on {first}"


def no_letter_is_small(visit: Visit) -> Iterator[str]:
    """C4"""
    smallest = visit.page.evaluate(SMALLEST_FONT)
    if smallest < 19.2:
        yield f"text of {smallest} px; at least 19.2 px"


def nothing_scrolls_sideways_or_is_cut_off(visit: Visit) -> Iterator[str]:
    """C5, C7: at 320 px too, upright and across, and with more space"""
    page = visit.page
    page.evaluate(OPEN_ALL)
    widths = {visit.mode.width, 320}
    for width, height in [(width, 900) for width in sorted(widths)] + [(640, 320)]:
        _resize(page, width, height)
        before, more = page.evaluate(_BOTH_SPACINGS, SPACING)
        yield from (f"{width} px: {fault}" for fault in before)
        yield from (f"{width} px, more space: {fault}" for fault in more)
    _resize(page, visit.mode.width, 900)


def _resize(page: Page, width: int, height: int) -> None:
    """A window that has this size already would be laid out anew all the same."""
    wanted: ViewportSize = {"width": width, "height": height}
    if page.viewport_size != wanted:
        page.set_viewport_size(wanted)


def text_alone_may_double(visit: Visit) -> Iterator[str]:
    """C6: on a desk, where the page itself is not larger"""
    page = visit.page
    _resize(page, 1280, 900)
    yield from page.evaluate(_TWICE_AND_ONCE)
    _resize(page, visit.mode.width, 900)


def every_stop_is_seen(visit: Visit) -> Iterator[str]:
    """B2, B3: an edge of 2 px around what has focus, and nothing over it"""
    visit.page.keyboard.press("Tab")  # from now on the browser shows where the focus is
    visit.stops = visit.page.evaluate(_STOPS)
    for stop in visit.stops:
        if stop["outline"] < 2:
            yield f"{stop['words']!r} has focus and nobody sees it"
        if stop["covered"]:
            yield f"{stop['words']!r} has focus and something covers it"


def stops_follow_the_reading(visit: Visit) -> Iterator[str]:
    """B4: the next stop stands further down, or further right"""
    for here, after in pairwise(visit.stops):
        if after["bottom"] <= here["top"] and after["left"] < here["right"]:
            yield f"after {here['words']!r} the focus jumps up to {after['words']!r}"


def targets_are_large(visit: Visit) -> Iterator[str]:
    """B7"""
    for width, height, html in visit.page.evaluate(TARGETS):
        if width < 44 or height < 44:
            yield f"{width} x {height} px: {html}"


def choices_change_nothing(visit: Visit) -> Iterator[str]:
    """B5"""
    page = visit.page
    before = page.url
    page.evaluate(
        """() => document.querySelectorAll('main input[type=radio], main input[type=checkbox]')
            .forEach(choice => { choice.focus(); choice.click() })"""
    )
    page.evaluate("() => new Promise(done => setTimeout(done, 20))")
    if page.url != before:
        yield f"a choice led to {page.url}"
    page.evaluate("document.querySelectorAll('main form').forEach(form => form.reset())")


def lines_are_short_and_plain(visit: Visit) -> Iterator[str]:
    """C8"""
    for line in visit.page.evaluate(_LINES):
        if line["letters"] > 80:
            yield f"{line['letters']:.0f} letters in a line: {line['words']!r}"
        if line["height"] < 1.49:
            yield f"lines {line['height']:.2f} apart: {line['words']!r}"
        style = (line["align"], line["hyphens"], line["slant"], line["capitals"])
        if style not in {("start", h, "normal", "none") for h in ("manual", "none")}:
            yield f"{style}: {line['words']!r}"
    yield from visit.page.evaluate(_LEANING)


def nothing_moves(visit: Visit) -> Iterator[str]:
    """C11, E12"""
    motions: tuple[Literal["reduce", "no-preference"], ...] = ("no-preference", "reduce")
    for motion in motions:
        visit.page.emulate_media(reduced_motion=motion)
        if visit.page.evaluate("document.getAnimations().length"):
            yield f"something moves, with motion {motion!r}"
    if visit.page.locator("marquee, blink, [autoplay]").count():
        yield "something runs by itself"


def no_button_is_dead_without_scripts(visit: Visit) -> Iterator[str]:
    """G1"""
    if not visit.mode.script:
        dead = "e => e.filter(b => b.checkVisibility() && (!b.form || b.type === 'button'))"
        for html in visit.page.locator("button").evaluate_all(
            f"all => ({dead})(all).map(b => b.outerHTML.slice(0, 90))"
        ):
            yield f"does nothing without scripts: {html}"


def paper_is_readable(visit: Visit) -> Iterator[str]:
    """C13"""
    page = visit.page
    page.emulate_media(media="print", forced_colors="none")
    for selector in page.evaluate(_SHOWN, _NOT_ON_PAPER):
        yield f"{selector} is printed"
    size = page.evaluate("parseFloat(getComputedStyle(document.querySelector('main')).fontSize)")
    if size < 18.6:
        yield f"text of {size} px on paper; 14 points are 18.67 px"
    yield from page.evaluate(
        """() => [...document.querySelectorAll('body *')].filter(e =>
            ['fixed', 'sticky'].includes(getComputedStyle(e).position) && e.checkVisibility())
            .map(e => 'stays in place on paper: ' + e.outerHTML.slice(0, 90))"""
    )
    yield from page.evaluate(
        """() => [...document.querySelectorAll('main a[href^="http"]')]
            .filter(e => e.checkVisibility() && !e.innerText.includes('.') &&
                !(getComputedStyle(e, '::after').content.includes('http')))
            .map(e => 'the address is not printed: ' + e.outerHTML.slice(0, 90))"""
    )
    page.emulate_media(media="screen", forced_colors=_forced(visit.mode))


def _forced(mode: Mode) -> Any:
    return "active" if mode.look == "forced colours" else "none"


def time_does_not_run_out(visit: Visit) -> Iterator[str]:
    """D13"""
    if visit.page.locator("meta[http-equiv=refresh]").count():
        yield "the page loads itself anew"


# What was looked at in each look: pixels take time, one of a kind is enough, and neither a script
# nor the width paints an edge differently.
_seen: set[tuple[str, Look]] = set()
MOST_PICTURES = 12  # for each page
MOST_SIGNS = 500
_CONTROLS = "a[href], button, input:not([type=hidden]), select, textarea, summary"
_KIND_OF_CONTROL = """e => e.checkVisibility() && !e.closest('.form-guard') ? [e.tagName, e.type,
    e.className, e.closest('header, main, footer')?.tagName, e.parentElement.className].join(' ')
    : ''"""
_SIGNS = "main svg, main img, header svg, header img"
_KIND_OF_SIGN = (
    "e => e.checkVisibility() ? (e.getAttribute('src') || e.innerHTML).slice(0, 200) : ''"
)


def focus_and_edges_are_painted(visit: Visit) -> Iterator[str]:
    """B2, C2, C10: pixels with the focus against pixels without; edges against the ground"""
    for handle, kind in _not_seen_yet(visit, _CONTROLS, _KIND_OF_CONTROL, MOST_PICTURES):
        yield from _painted(visit.page, handle, kind)


def _not_seen_yet(
    visit: Visit, selector: str, kind_of: str, most: int
) -> Iterator[tuple[Any, str]]:
    """One of each kind that this look has not shown yet; all kinds are asked for at once."""
    page, look = visit.page, visit.mode.look
    kinds = page.evaluate(
        f"selector => [...document.querySelectorAll(selector)].map({kind_of})", selector
    )
    new: dict[str, int] = {}
    for place, kind in enumerate(kinds):
        if kind and (kind, look) not in _seen and len(new) < most:
            new.setdefault(kind, place)
    for kind, place in new.items():
        _seen.add((kind, look))
        # Not a handle for each element of the page: that takes as long as some pictures.
        handle = page.evaluate_handle(
            "([selector, place]) => document.querySelectorAll(selector)[place]", [selector, place]
        )
        yield handle.as_element(), kind


def _painted(page: Page, handle: Any, kind: str) -> Iterator[str]:
    box = handle.evaluate(
        """e => { e.focus();
            const far = getComputedStyle(e, '::after').position === 'absolute' &&
                e.closest('article');
            (far || e).scrollIntoView({block: 'center'});
            const box = (far || e).getBoundingClientRect();
            e.blur();
            return {x: box.x, y: box.y, width: box.width, height: box.height} }"""
    )
    room = 8
    clip = {
        "x": max(0, box["x"] - room),
        "y": max(0, box["y"] - room),
        "width": box["width"] + 2 * room,
        "height": min(box["height"] + 2 * room, 700),
    }
    if kind.split(maxsplit=1)[0] in ("INPUT", "TEXTAREA", "SELECT"):
        yield from _edge(page, handle, kind)
    without = _picture(page, clip)
    handle.evaluate("e => e.focus()")
    with_focus = _picture(page, clip)
    handle.evaluate("e => e.blur()")
    changed = int((contrasts(_lights(without), _lights(with_focus)) >= 3).sum())
    high = box["height"] > 600  # then the picture does not hold all sides of it
    wanted = (1.6 if high else 3.2) * (box["width"] + min(box["height"], 600))
    if changed < wanted:
        yield f"focus changes {changed} pixels, expected {wanted:.0f}: {kind}"


def _edge(page: Page, handle: Any, kind: str) -> Iterator[str]:
    """A line from outside across the edge meets something that stands out."""
    box = handle.bounding_box()
    if box is None or box["width"] < 8:
        return
    middle = box["y"] + box["height"] / 2
    clip = {"x": max(0, box["x"] - 6), "y": middle, "width": 18, "height": 1}
    lights = _lights(_picture(page, clip))
    best = contrasts(lights.flat[0], lights).max()
    if best < 3:
        yield f"the edge stands out {best:.1f} to 1 only: {kind}"


def _picture(page: Page, clip: dict[str, float]) -> Image.Image:
    shot = page.screenshot(clip=clip)  # type: ignore[arg-type]
    return Image.open(BytesIO(shot)).convert("RGB")


# How much light a part of a colour sends, as WCAG counts it.
_LIGHT = np.array(
    [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in np.arange(256) / 255]
)


def _lights(picture: Image.Image) -> Any:
    return _LIGHT[np.asarray(picture)] @ np.array([0.2126, 0.7152, 0.0722])


def contrasts(some: Any, others: Any) -> Any:
    """Between the lights of pixels, from 1 to 21."""
    return (np.maximum(some, others) + 0.05) / (np.minimum(some, others) + 0.05)


def signs_stay_visible(visit: Visit) -> Iterator[str]:
    """C10: in forced colours no sign becomes one flat patch"""
    if visit.mode.look != "forced colours":
        return
    page = visit.page
    for handle, kind in _not_seen_yet(visit, _SIGNS, _KIND_OF_SIGN, MOST_SIGNS):
        handle.scroll_into_view_if_needed()
        box = handle.bounding_box()
        if not box or box["width"] < 8:
            continue
        lights, pixels = np.unique(_lights(_picture(page, box)), return_counts=True)  # type: ignore[arg-type]
        ground = lights[pixels.argmax()]
        if contrasts(ground, lights).max() < 3:
            yield f"one flat patch: {kind[:90]}"


def the_trap_is_out_of_sight(visit: Visit) -> Iterator[str]:
    """D5: people must not fill in what only programs see"""
    for left in visit.page.evaluate(_LEFT_OF_TRAPS):
        if left > -300:
            yield f"the trap for programs stands at {left} px"


WALKS: tuple[Walk, ...] = (
    the_trap_is_out_of_sight,
    errors_have_the_focus,
    no_letter_is_small,
    time_does_not_run_out,
    no_button_is_dead_without_scripts,
    targets_are_large,
    lines_are_short_and_plain,
    every_stop_is_seen,
    stops_follow_the_reading,
    focus_and_edges_are_painted,
    signs_stay_visible,
    choices_change_nothing,
    nothing_moves,
    paper_is_readable,
    text_alone_may_double,
    nothing_scrolls_sideways_or_is_cut_off,
    # Last, because by now the page has asked for all that it may ever want.
    nobody_else_is_asked,
    the_page_is_light,
)
