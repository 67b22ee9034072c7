"""Every make target and every setting is explained where people look for it."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
PHONY = re.search(r"^\.PHONY: (.+)$", MAKEFILE, re.MULTILINE).group(1).split()  # type: ignore[union-attr]
SETTINGS = sorted(
    set(
        re.findall(
            r'read\.(?:text|number|yes_or_no|one_of)\(\s*"([A-Z_]+)"',
            (ROOT / "directory/config.py").read_text(encoding="utf-8"),
        )
    )
)


@pytest.mark.parametrize("target", PHONY)
def test_each_target_explains_itself(target: str) -> None:
    assert re.search(rf"^{target}:.*## \S+", MAKEFILE, re.MULTILINE)


@pytest.mark.parametrize("target", PHONY)
def test_each_target_stands_in_the_manual(target: str) -> None:
    assert f"`make {target}`" in README + CONTRIBUTING


@pytest.mark.parametrize("setting", SETTINGS)
def test_each_setting_stands_in_the_readme(setting: str) -> None:
    name = setting if setting == "PORT" else f"DIRECTORY_{setting}"
    assert f"`{name}`" in README
