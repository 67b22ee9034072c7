"""Whatever happens, clubs are asked when it is time, never in vain, and a tap is believed."""

import pytest
from hypothesis.stateful import run_state_machine_as_test

from tests.submissions.test_life import lives
from tests.truth.life import LifeInCare


def test_any_life_in_care_keeps_its_promises() -> None:
    run_state_machine_as_test(LifeInCare, settings=lives(4, 40))


@pytest.mark.soak
def test_many_lives_in_care_keep_their_promises() -> None:
    run_state_machine_as_test(LifeInCare, settings=lives(150, 40))
