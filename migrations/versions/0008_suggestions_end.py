"""Suggestions end"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    suggested = sa.text("kind = 'nominated'")
    op.create_index(
        "ix_task_suggested", "task", ["made_at"], sqlite_where=suggested, postgresql_where=suggested
    )

    # Only an index: code of 0007 goes on beside the new one, so its row stays.
    op.execute("INSERT INTO compatible_schema (revision) VALUES ('0008')")


def downgrade() -> None:
    op.drop_index("ix_task_suggested", table_name="task")

    op.execute("DELETE FROM compatible_schema WHERE revision = '0008'")
