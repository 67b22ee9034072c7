"""``python -m directory`` is the same as the ``directory`` command."""

from directory.cli import main

main()
