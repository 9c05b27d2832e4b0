"""A programmes Monday"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "digest",
        sa.Column("program_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("week", sa.BigInteger(), nullable=False),
        sa.Column("as_of", sa.BigInteger(), nullable=False),
        sa.Column("kept", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["program_id"], ["program.id"], name=op.f("fk_digest_program_id")),
        sa.PrimaryKeyConstraint("program_id", "id", name=op.f("pk_digest")),
    )
    with op.batch_alter_table("digest", schema=None) as batch_op:
        batch_op.create_index("ix_digest_week", ["program_id", "week"], unique=True)

    op.create_table(
        "mention",
        sa.Column("program_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("shown_in", sa.String(length=32), nullable=False),
        sa.Column("section", sa.String(length=24), nullable=False),
        sa.Column("subject", sa.String(length=32), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["program_id"], ["program.id"], name=op.f("fk_mention_program_id")),
        sa.PrimaryKeyConstraint("program_id", "id", name=op.f("pk_mention")),
    )
    with op.batch_alter_table("mention", schema=None) as batch_op:
        batch_op.create_index(
            "ix_mention_once", ["program_id", "shown_in", "section", "subject"], unique=True
        )
        batch_op.create_index("ix_mention_subject", ["program_id", "subject"], unique=False)

    with op.batch_alter_table("debrief", schema=None) as batch_op:
        batch_op.add_column(sa.Column("chased_at", sa.BigInteger(), nullable=True))

    with op.batch_alter_table("program", schema=None) as batch_op:
        batch_op.add_column(sa.Column("country", sa.String(length=2), nullable=True))
        batch_op.add_column(sa.Column("digest_due_at", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("look_due_at", sa.BigInteger(), nullable=True))
        batch_op.create_index(batch_op.f("ix_program_digest_due_at"), ["digest_due_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_program_look_due_at"), ["look_due_at"], unique=False)

    op.execute("DELETE FROM compatible_schema")  # code of before knows none of the new states
    op.execute("INSERT INTO compatible_schema (revision) VALUES ('0003')")


def downgrade() -> None:
    with op.batch_alter_table("program", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_program_look_due_at"))
        batch_op.drop_index(batch_op.f("ix_program_digest_due_at"))
        batch_op.drop_column("look_due_at")
        batch_op.drop_column("digest_due_at")
        batch_op.drop_column("country")

    with op.batch_alter_table("debrief", schema=None) as batch_op:
        batch_op.drop_column("chased_at")

    with op.batch_alter_table("mention", schema=None) as batch_op:
        batch_op.drop_index("ix_mention_subject")
        batch_op.drop_index("ix_mention_once")

    op.drop_table("mention")
    with op.batch_alter_table("digest", schema=None) as batch_op:
        batch_op.drop_index("ix_digest_week")

    op.drop_table("digest")
    op.execute("DELETE FROM compatible_schema")
    op.execute("INSERT INTO compatible_schema (revision) VALUES ('0002')")
