"""The ids that HSDS wants: ours where they are UUIDs, else one that always comes out the same."""

from typing import Final
from uuid import UUID, uuid5

_OURS: Final = UUID("5f0e0a52-6a0b-5a0e-9a6a-0d9b7a0c3d11")


def uuid_of(id: str, kind: str) -> str:
    """``kind`` parts a club from an offer of the same name."""
    try:
        known = UUID(id)
    except ValueError:
        return part_of(str(_OURS), f"{kind}/{id}")
    # Python also reads other ways of writing one; then it is the same id in another dress.
    return str(known)


def part_of(whole: str, name: str) -> str:
    """The id of a part, such as the second price of an offer."""
    return str(uuid5(UUID(whole), name))


def term_of(taxonomy: str, code: str = "") -> str:
    """The id of a taxonomy, or of a term in it: the same on every site of this program."""
    return part_of(str(_OURS), f"taxonomy/{taxonomy}/{code}")
