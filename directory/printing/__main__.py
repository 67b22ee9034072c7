"""``python -m directory.printing FOLDER FILE`` prints a folder; only our own commands call it."""

import sys
from pathlib import Path

from directory.printing.aside import main
from directory.printing.pdf import NoPaper

if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]), Path(sys.argv[2]))
    except NoPaper as problem:
        sys.exit(str(problem))
