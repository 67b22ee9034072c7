"""How often a fact is missing in what clubs publish: counted on 89 offers on public web pages."""

MISSING = {
    # Nearly nobody writes it; search works all the same, because the town gives the point.
    "postcode": 0.93,
    "house_number": 0.80,
    "venue": 0.25,
    "weekday": 0.31,
    "start": 0.56,
    "end": 0.72,
    "holidays": 0.94,
    "ages": 0.89,
    "price": 0.92,
    "trial": 0.80,
    "step_free": 0.87,
    "toilet": 0.97,
    "companion": 0.90,
    "bring": 0.96,
    # Not counted, our own choice: some imports bring no point.
    "point": 0.02,
}


def missing_although(what: str, needed: str) -> float:
    """How often ``what`` is missing where ``needed``, without which it never comes, is there."""
    return 1 - (1 - MISSING[what]) / (1 - MISSING[needed])
