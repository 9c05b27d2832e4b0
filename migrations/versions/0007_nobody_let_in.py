"""Nobody let in"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _suppression()

    with op.batch_alter_table("advocate", schema=None) as batch_op:
        batch_op.add_column(sa.Column("erased_at", sa.BigInteger(), nullable=True))

    _erased_messages()

    with op.batch_alter_table("program", schema=None) as batch_op:
        batch_op.add_column(sa.Column("erasure_key", sa.LargeBinary(), nullable=True))

    # Tables beside the old ones, and columns that may be empty: code of 0006 goes on beside the new one.
    op.execute("INSERT INTO compatible_schema (revision) VALUES ('0007')")


def _suppression() -> None:
    op.create_table(
        "suppression",
        sa.Column("program_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("of", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["program_id"], ["program.id"], name=op.f("fk_suppression_program_id")),
        sa.PrimaryKeyConstraint("program_id", "id", name=op.f("pk_suppression")),
    )
    with op.batch_alter_table("suppression", schema=None) as batch_op:
        batch_op.create_index("ix_suppression_hash", ["program_id", "hash"], unique=True)


def _erased_messages() -> None:
    only = sa.text("part = 'erased'")
    op.create_index(
        "ix_message_erased", "message", ["program_id", "id"], sqlite_where=only, postgresql_where=only
    )


def downgrade() -> None:
    op.drop_index("ix_message_erased", table_name="message")

    with op.batch_alter_table("program", schema=None) as batch_op:
        batch_op.drop_column("erasure_key")

    with op.batch_alter_table("advocate", schema=None) as batch_op:
        batch_op.drop_column("erased_at")

    op.drop_table("suppression")
    op.execute("DELETE FROM compatible_schema WHERE revision = '0007'")
