"""Eight threads of a new process that read their first documents at the same moment."""

import sys
import threading

from directory.model import Club, Offer, Venue
from directory.submissions.documents import from_text
from directory.submissions.drafts import _Content

TEXTS = (
    (_Content, '{"answers": [["sport", "boccia"]]}'),
    (Offer, '{"id": "1", "slug": "a", "club_id": "2", "venue_id": "3", "name": "Boccia"}'),
    (Club, '{"id": "2", "slug": "b", "name": "c"}'),
    (Venue, '{"id": "3"}'),
)


def main() -> None:
    # Threads change places as often as they can, so that a start of a moment is enough.
    sys.setswitchinterval(1e-6)
    ready = threading.Barrier(8)
    faults: list[Exception] = []

    def read(number: int) -> None:
        kind, text = TEXTS[number % len(TEXTS)]
        ready.wait()
        try:
            from_text(kind, text)
        except Exception as fault:
            faults.append(fault)

    threads = [threading.Thread(target=read, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for fault in faults:
        raise fault


if __name__ == "__main__":
    main()
