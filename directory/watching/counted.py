"""What is counted; `operating/` has an example of what a monitor may ask of it."""

from typing import Final

from directory.watching.numbers import OTHER, Counter, Histogram, Latest

PAGES: Final = (
    "start",
    "search",
    "offers",
    "clubs",
    "sports",
    "places",
    "questions",
    "messages",
    "help",
    "lists",
    "papers",
    "regions",
    "for_clubs",
    "team",
    "data",
    "frames",
    "photos",
    "static",
    "watch",
    OTHER,
)
"""Groups of addresses; `web.request_log` knows which address belongs to which."""
STATUSES: Final = ("1xx", "2xx", "3xx", "4xx", "5xx", OTHER)

LIMITS: Final = (
    "booklet",
    "booklets",
    "draft_from_network",
    "draft_link_to_address",
    "effort",
    "offer_from_address",
    "offer_from_network",
    "photo_from_network",
    "table_from_network",
    "take_over_asked",
    "text_check",
    OTHER,
)
"""What limits are for; others are counted together."""

REQUESTS: Final = Counter(
    "directory_requests", "Requests that were answered.", pages=PAGES, status=STATUSES
)
REQUEST_SECONDS: Final = Histogram(
    "directory_request_duration_seconds",
    "How long answers took.",
    (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0),
    pages=PAGES,
)
MADE: Final = Counter(
    "directory_answers",
    "How pages came about: made anew, kept from before, or told to be the same (304).",
    how=("new", "kept", "unchanged", OTHER),
)
SEARCHES: Final = Counter(
    "directory_searches",
    "Searches, by what answered: the index, all listings in memory, or plain SQL.",
    by=("index", "memory", "sql", "nothing", OTHER),
)
STATEMENT_SECONDS: Final = Histogram(
    "directory_database_statement_duration_seconds",
    "How long statements of the database took.",
    (0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0),
)
TRANSACTION_SECONDS: Final = Histogram(
    "directory_database_transaction_duration_seconds",
    "How long transactions took, with waiting for others.",
    (0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 10.0),
    kind=("read", "write", OTHER),
)
WRITTEN_AT: Final = Latest(
    "directory_database_written_timestamp_seconds", "When something was last stored."
)
WRITE_FAILED_AT: Final = Latest(
    "directory_database_write_failed_timestamp_seconds", "When storing last failed."
)
MAILS: Final = Counter(
    "directory_mails", "What became of mails.", outcome=("sent", "postponed", "failed", OTHER)
)
REBUILT: Final = Counter("directory_index_rebuilds", "How often the index was built anew.")
REBUILD_SECONDS: Final = Counter(
    "directory_index_rebuild_seconds", "How many seconds of building anew there were."
)
TAKEN_IN: Final = Counter("directory_index_changes", "Listings that the index has taken in.")
FOLLOWED_AT: Final = Latest(
    "directory_index_followed_timestamp_seconds",
    "When the follower last found the index in step with the database.",
)
LIMITS_MET: Final = Counter(
    "directory_limits_met",
    "How often somebody wanted more than a limit allows.",
    purpose=LIMITS,
)
TICKS: Final = Counter("directory_ticks", "How often what is due was done.")
TICKED_AT: Final = Latest("directory_tick_timestamp_seconds", "When what is due was last done.")
