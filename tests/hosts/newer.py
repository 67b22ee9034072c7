"""A newer program: a copy of this one with one more migration, which only adds."""

import re
import shutil
from pathlib import Path

from tests.live_site import ROOT

NEWEST = "0090"
_MIGRATION = '''"""One table and one column more."""

import sqlalchemy as sa
from alembic import op

revision = "{new}"
down_revision = "{old}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table("newer", sa.Column("id", sa.Integer(), primary_key=True))
    op.add_column("offer", sa.Column("newer", sa.String(20), server_default=""))
'''


def newer_program(folder: Path) -> Path:
    """The folder from which `python -m directory` starts it."""
    shutil.copytree(ROOT / "directory", folder / "directory")
    tables = folder / "directory/submissions/tables.py"
    text = tables.read_text(encoding="utf-8")
    old = re.search(r'^SCHEMA = "(\d+)"$', text, re.MULTILINE)
    assert old
    tables.write_text(text.replace(old[0], f'SCHEMA = "{NEWEST}"'), encoding="utf-8")
    versions = folder / "directory/submissions/migrations/versions"
    written = _MIGRATION.format(new=NEWEST, old=old[1])
    (versions / f"{NEWEST}_newer.py").write_text(written, encoding="utf-8")
    return folder
