"""Any order of steps: nothing that nobody looked at is public, nothing is lost or comes twice."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.submissions.life import Life


def lives(examples: int, steps: int) -> settings:
    return settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )


def test_any_life_of_an_offer_keeps_its_promises() -> None:
    run_state_machine_as_test(Life, settings=lives(8, 40))


@pytest.mark.soak
def test_many_lives_of_an_offer_keep_their_promises() -> None:
    run_state_machine_as_test(Life, settings=lives(400, 40))
