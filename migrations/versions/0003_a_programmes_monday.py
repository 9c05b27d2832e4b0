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
    op.create_table(
        "upload",
        sa.Column("program_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("slack_file_id", sa.String(length=32), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("member_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=True),
        sa.Column("dates", sa.String(length=24), nullable=True),
        sa.Column("asks_dates", sa.Boolean(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "checking",
                "checked",
                "importing",
                "done",
                "refused",
                "left",
                "gone",
                name="uploadstate",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("skip_bad", sa.Boolean(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("new", sa.Integer(), nullable=False),
        sa.Column("updated", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("faulty", sa.Integer(), nullable=False),
        sa.Column("faults", sa.JSON(), nullable=False),
        sa.Column("more_faults", sa.Integer(), nullable=False),
        sa.Column("ignored", sa.JSON(), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("refusal", sa.Text(), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("lease_until", sa.BigInteger(), nullable=True),
        sa.Column("worker", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(
            ["program_id", "member_id"],
            ["member.program_id", "member.id"],
            name=op.f("fk_upload_program_id_member_id"),
        ),
        sa.ForeignKeyConstraint(
            ["program_id", "workspace_id"],
            ["workspace.program_id", "workspace.id"],
            name=op.f("fk_upload_program_id_workspace_id"),
        ),
        sa.ForeignKeyConstraint(["program_id"], ["program.id"], name=op.f("fk_upload_program_id")),
        sa.PrimaryKeyConstraint("program_id", "id", name=op.f("pk_upload")),
    )
    with op.batch_alter_table("upload", schema=None) as batch_op:
        batch_op.create_index(
            "ix_upload_at_work",
            ["program_id", "id"],
            unique=False,
            sqlite_where=sa.text("state IN ('checking', 'importing')"),
            postgresql_where=sa.text("state IN ('checking', 'importing')"),
        )
        batch_op.create_index("ix_upload_file", ["program_id", "slack_file_id"], unique=True)

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

    with op.batch_alter_table("debrief", schema=None) as batch_op:
        batch_op.add_column(sa.Column("chased_at", sa.BigInteger(), nullable=True))

    with op.batch_alter_table("program", schema=None) as batch_op:
        batch_op.add_column(sa.Column("country", sa.String(length=2), nullable=True))
        batch_op.add_column(sa.Column("digest_due_at", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("look_due_at", sa.BigInteger(), nullable=True))
        batch_op.create_index(batch_op.f("ix_program_digest_due_at"), ["digest_due_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_program_look_due_at"), ["look_due_at"], unique=False)

    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.add_column(sa.Column("due_at", sa.BigInteger(), nullable=True))
        batch_op.create_index("ix_task_due", ["program_id", "due_at"], unique=False)

    op.execute("DELETE FROM compatible_schema")  # code of before knows none of the new states
    op.execute("INSERT INTO compatible_schema (revision) VALUES ('0003')")


def downgrade() -> None:
    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.drop_index("ix_task_due")
        batch_op.drop_column("due_at")

    with op.batch_alter_table("program", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_program_look_due_at"))
        batch_op.drop_index(batch_op.f("ix_program_digest_due_at"))
        batch_op.drop_column("look_due_at")
        batch_op.drop_column("digest_due_at")
        batch_op.drop_column("country")

    with op.batch_alter_table("debrief", schema=None) as batch_op:
        batch_op.drop_column("chased_at")

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

    with op.batch_alter_table("upload", schema=None) as batch_op:
        batch_op.drop_index("ix_upload_file")
        batch_op.drop_index(
            "ix_upload_at_work",
            sqlite_where=sa.text("state IN ('checking', 'importing')"),
            postgresql_where=sa.text("state IN ('checking', 'importing')"),
        )

    op.drop_table("upload")
    op.drop_table("webhook")
    with op.batch_alter_table("mention", schema=None) as batch_op:
        batch_op.drop_index("ix_mention_subject")
        batch_op.drop_index("ix_mention_once")

    op.drop_table("mention")
    with op.batch_alter_table("digest", schema=None) as batch_op:
        batch_op.drop_index("ix_digest_week")

    op.drop_table("digest")
    op.execute("DELETE FROM compatible_schema")
    op.execute("INSERT INTO compatible_schema (revision) VALUES ('0002')")
