"""Renders components with their examples."""

from typing import Any

from flask import Flask

from directory.web.gallery import Component, components
from directory.web.templating import macro
from tests.page_checks import Page

ALL = {component.name: component for component in components()}


def example(name: str, example_name: str) -> dict[str, Any]:
    """The values of one example of a component."""
    return next(one.values for one in ALL[name].examples if one.name == example_name)


def rendered(site: Flask, name: str, /, **values: Any) -> Page:
    """A component by itself, as a page that can be asked."""
    with site.test_request_context("/"):
        return Page(
            name, 200, f"<!doctype html><title>x</title><main>{macro(name)(**values)}</main>"
        )


def shown(site: Flask, name: str, example_name: str) -> Page:
    return rendered(site, name, **example(name, example_name))


__all__ = ["ALL", "Component", "example", "rendered", "shown"]
