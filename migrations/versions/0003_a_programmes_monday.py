"""A programmes Monday"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "webhook",
        sa.Column("program_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("retired_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["program_id"], ["program.id"], name=op.f("fk_webhook_program_id")),
        sa.PrimaryKeyConstraint("program_id", "id", name=op.f("pk_webhook")),
    )
    with op.batch_alter_table("advocate", schema=None) as batch_op:
        batch_op.add_column(sa.Column("look_up_at", sa.BigInteger(), nullable=False, server_default="0"))
        batch_op.create_index(
            "ix_advocate_look_up",
            ["look_up_at", "program_id", "id"],
            unique=False,
            sqlite_where=sa.text("slack_user_id IS NULL AND coalesce(invited_at, joined_on) IS NOT NULL"),
            postgresql_where=sa.text("slack_user_id IS NULL AND coalesce(invited_at, joined_on) IS NOT NULL"),
        )

    with op.batch_alter_table("block", schema=None) as batch_op:
        batch_op.add_column(sa.Column("reference", sa.String(length=100), nullable=True))
        batch_op.create_index(
            "ix_block_reference", ["program_id", "account_id", "kind", "source", "reference"], unique=True
        )

    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.add_column(sa.Column("due_at", sa.BigInteger(), nullable=True))
        batch_op.create_index("ix_task_due", ["program_id", "due_at"], unique=False)

    op.execute("DELETE FROM compatible_schema")  # code of before knows none of the new states
    op.execute("INSERT INTO compatible_schema (revision) VALUES ('0003')")


def downgrade() -> None:
    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.drop_index("ix_task_due")
        batch_op.drop_column("due_at")

    with op.batch_alter_table("block", schema=None) as batch_op:
        batch_op.drop_index("ix_block_reference")
        batch_op.drop_column("reference")

    with op.batch_alter_table("advocate", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_advocate_look_up",
            sqlite_where=sa.text("slack_user_id IS NULL AND coalesce(invited_at, joined_on) IS NOT NULL"),
            postgresql_where=sa.text("slack_user_id IS NULL AND coalesce(invited_at, joined_on) IS NOT NULL"),
        )
        batch_op.drop_column("look_up_at")

    op.drop_table("webhook")
    op.execute("DELETE FROM compatible_schema")
    op.execute("INSERT INTO compatible_schema (revision) VALUES ('0002')")
