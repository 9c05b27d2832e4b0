"""A programmes Monday"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("advocate", schema=None) as batch_op:
        batch_op.add_column(sa.Column("look_up_at", sa.BigInteger(), nullable=False, server_default="0"))
        batch_op.create_index(
            "ix_advocate_look_up",
            ["look_up_at", "program_id", "id"],
            unique=False,
            sqlite_where=sa.text("slack_user_id IS NULL AND coalesce(invited_at, joined_on) IS NOT NULL"),
            postgresql_where=sa.text("slack_user_id IS NULL AND coalesce(invited_at, joined_on) IS NOT NULL"),
        )

    op.execute("DELETE FROM compatible_schema")  # code of before knows none of the new states
    op.execute("INSERT INTO compatible_schema (revision) VALUES ('0003')")


def downgrade() -> None:
    with op.batch_alter_table("advocate", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_advocate_look_up",
            sqlite_where=sa.text("slack_user_id IS NULL AND coalesce(invited_at, joined_on) IS NOT NULL"),
            postgresql_where=sa.text("slack_user_id IS NULL AND coalesce(invited_at, joined_on) IS NOT NULL"),
        )
        batch_op.drop_column("look_up_at")

    op.execute("DELETE FROM compatible_schema")
    op.execute("INSERT INTO compatible_schema (revision) VALUES ('0002')")
