"""The gap report in its states, for tests in a real browser."""

GAP_STATES: dict[str, str] = {
    "gaps": "/luecken",
    "gaps of a state": "/luecken/15?sport=boccia&brauche=stufenlos&weite=5",
    "gaps of a town": "/luecken/15002000",
}
GAP_CALLS: dict[str, tuple[str, None]] = {
    "gaps, clubs": ("/beratung/vereine/11", None),
    "gaps, no clubs": ("/beratung/vereine/15", None),
}
