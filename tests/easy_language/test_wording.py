"""What the check says is Leichte Sprache itself, and it never claims a check by people."""

from pathlib import Path

import directory.easy_language
from directory.easy_language import check
from directory.easy_language.rules import ALL_RULES
from directory.easy_language.rules.wording import RULES


def test_each_reason_passes_the_check():
    faults = {
        rule: [(f.rule, told.reason[f.start : f.end]) for f in check(told.reason).faults]
        for rule, told in RULES.items()
    }
    assert {rule: found for rule, found in faults.items() if found} == {}


def test_each_rule_has_a_wording():
    assert {rule.__name__ for rule in ALL_RULES} == set(RULES)


def test_nothing_is_ever_called_checked_leichte_sprache():
    folder = Path(directory.easy_language.__file__).parent
    claims = [
        path.name
        for path in folder.rglob("*.py")
        if "geprüfte Leichte Sprache"
        in path.read_text(encoding="utf-8").replace("never ", "never\n")
        and "Never" not in path.read_text(encoding="utf-8")
    ]
    assert claims == []
