"""Finding with pictures: one question on each page."""

from flask import redirect, request
from werkzeug.wrappers import Response

from directory.web.questions import blueprint
from directory.web.questions.journey import Journey, Step
from directory.web.questions.naming import typed_place
from directory.web.questions.needs_page import needs_page
from directory.web.questions.place_page import place_page
from directory.web.questions.present import has_way
from directory.web.questions.sport_pages import liking_page, sport_page
from directory.web.questions.way_page import way_page
from directory.web.templating import render

Answer = str | Response


@blueprint.get("/finden")
def liking() -> Answer:
    """What is fun?"""
    return render("questions/choose.html", page=liking_page(_journey()))


@blueprint.get("/finden/sport")
def sport() -> Answer:
    """Which sport?"""
    return render("questions/choose.html", page=sport_page(_journey()))


@blueprint.get("/finden/ort")
def place() -> Answer:
    """Where? Also: which of several places with that name."""
    journey = _journey()
    page = place_page(journey, typed_place(journey.query.where), nothing_typed=_nothing_typed())
    return render("questions/place.html", page=page)


@blueprint.get("/finden/weite")
def way() -> Answer:
    """How far? Only from a place that is clear; else the question before or behind this one."""
    journey = _journey()
    if _nothing_typed():
        return redirect(journey.address(Step.PLACE, with_empty_place=True))
    if not typed_place(journey.query.where).is_clear:
        return redirect(journey.seen().address(Step.PLACE))
    if not has_way(journey):
        return redirect(journey.seen().address(Step.NEEDS))
    return render("questions/choose.html", page=way_page(journey))


@blueprint.get("/finden/wichtig")
def needs() -> Answer:
    """What is important?"""
    return render("questions/needs.html", page=needs_page(_journey()))


def _journey() -> Journey:
    return Journey.from_args(request.args)


def _nothing_typed() -> bool:
    """The field was sent empty; our own links leave it out."""
    return "ort" in request.args and not Journey.from_args(request.args).query.where
