"""Every page in every state: our walks and axe, with all its rules, find nothing.

Each page is opened once for both. The ids of what axe sees are A1, A2, A3, A4, A7, B4, B7, C1, C3,
C6, D2, D7, E6, E12, F3 and G2; those of the walks stand in walks.py.
"""

import pytest

from tests.browser.axe import AXE, findings
from tests.browser.pages import PAGES, in_modes
from tests.browser.visits import OPEN_ALL, Mode, Tab
from tests.browser.walks import faults_of_walks

pytestmark = pytest.mark.browser


@in_modes()
def test_nothing_is_found(tab: Tab, name: str, mode: Mode) -> None:
    """axe sees everything that can be folded open: A1, A2, A3, A4, A7, B4, B7, C1, C3, C6, D2, D7,
    E6, E12, F3, G2"""
    with tab.visiting(PAGES[name], mode) as visit:
        faults = faults_of_walks(visit)
        page = visit.page
        page.evaluate(OPEN_ALL)
        page.evaluate(AXE)
        faults += findings(page)
        assert not faults, f"{page.url}, {mode}\n" + "\n".join(faults)
