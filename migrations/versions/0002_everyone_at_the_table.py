"""Everyone at the table"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "own_text",
        sa.Column("program_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("key", sa.String(length=50), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", sa.BigInteger(), nullable=False),
        sa.Column("written_by", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["program_id"], ["program.id"], name=op.f("fk_own_text_program_id")),
        sa.PrimaryKeyConstraint("program_id", "id", name=op.f("pk_own_text")),
    )
    with op.batch_alter_table("own_text", schema=None) as batch_op:
        batch_op.create_index("ix_own_text", ["program_id", "language", "key"], unique=True)

    op.create_table(
        "user_group",
        sa.Column("program_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("slack_group_id", sa.String(length=32), nullable=False),
        sa.Column("handle", sa.String(length=100), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["program_id", "workspace_id"],
            ["workspace.program_id", "workspace.id"],
            name=op.f("fk_user_group_program_id_workspace_id"),
        ),
        sa.ForeignKeyConstraint(["program_id"], ["program.id"], name=op.f("fk_user_group_program_id")),
        sa.PrimaryKeyConstraint("program_id", "id", name=op.f("pk_user_group")),
    )
    with op.batch_alter_table("user_group", schema=None) as batch_op:
        batch_op.create_index("ix_user_group", ["program_id", "slack_group_id"], unique=True)

    op.create_table(
        "not_their_field",
        sa.Column("program_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("advocate_id", sa.String(length=32), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("product", "use_case", "tech", "replaced", name="tagkind", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("value", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(
            ["program_id", "advocate_id"],
            ["advocate.program_id", "advocate.id"],
            name=op.f("fk_not_their_field_program_id_advocate_id"),
        ),
        sa.ForeignKeyConstraint(["program_id"], ["program.id"], name=op.f("fk_not_their_field_program_id")),
        sa.PrimaryKeyConstraint("program_id", "id", name=op.f("pk_not_their_field")),
    )
    with op.batch_alter_table("not_their_field", schema=None) as batch_op:
        batch_op.create_index(
            "ix_not_their_field", ["program_id", "advocate_id", "kind", "value"], unique=True
        )

    op.create_table(
        "standing_approval",
        sa.Column("program_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("advocate_id", sa.String(length=32), nullable=False),
        sa.Column("activity_id", sa.String(length=32), nullable=True),
        sa.Column("member_id", sa.String(length=32), nullable=False),
        sa.Column("given_at", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.Column("granted", sa.Integer(), nullable=False),
        sa.Column("used", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["program_id", "activity_id"],
            ["activity.program_id", "activity.id"],
            name=op.f("fk_standing_approval_program_id_activity_id"),
        ),
        sa.ForeignKeyConstraint(
            ["program_id", "advocate_id"],
            ["advocate.program_id", "advocate.id"],
            name=op.f("fk_standing_approval_program_id_advocate_id"),
        ),
        sa.ForeignKeyConstraint(
            ["program_id", "member_id"],
            ["member.program_id", "member.id"],
            name=op.f("fk_standing_approval_program_id_member_id"),
        ),
        sa.ForeignKeyConstraint(["program_id"], ["program.id"], name=op.f("fk_standing_approval_program_id")),
        sa.PrimaryKeyConstraint("program_id", "id", name=op.f("pk_standing_approval")),
    )
    with op.batch_alter_table("standing_approval", schema=None) as batch_op:
        batch_op.create_index("ix_standing_approval", ["program_id", "advocate_id", "until"], unique=False)

    op.create_table(
        "task",
        sa.Column("program_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "relay",
                "check_in",
                "not_happy",
                "forbidden",
                "changed_job",
                "nominated",
                "invite",
                "objection",
                "claim",
                "not_held",
                name="taskkind",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("subject", sa.String(length=32), nullable=False),
        sa.Column("member_id", sa.String(length=32), nullable=False),
        sa.Column("account_id", sa.String(length=32), nullable=False),
        sa.Column("advocate_id", sa.String(length=32), nullable=True),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("done_at", sa.BigInteger(), nullable=True),
        sa.Column("done_by", sa.String(length=32), nullable=True),
        sa.Column("outcome", sa.String(length=24), nullable=True),
        sa.ForeignKeyConstraint(
            ["program_id", "account_id"],
            ["account.program_id", "account.id"],
            name=op.f("fk_task_program_id_account_id"),
        ),
        sa.ForeignKeyConstraint(
            ["program_id", "advocate_id"],
            ["advocate.program_id", "advocate.id"],
            name=op.f("fk_task_program_id_advocate_id"),
        ),
        sa.ForeignKeyConstraint(
            ["program_id", "done_by"],
            ["member.program_id", "member.id"],
            name=op.f("fk_task_program_id_done_by"),
        ),
        sa.ForeignKeyConstraint(
            ["program_id", "member_id"],
            ["member.program_id", "member.id"],
            name=op.f("fk_task_program_id_member_id"),
        ),
        sa.ForeignKeyConstraint(["program_id"], ["program.id"], name=op.f("fk_task_program_id")),
        sa.PrimaryKeyConstraint("program_id", "id", name=op.f("pk_task")),
    )
    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.create_index("ix_task_member", ["program_id", "member_id", "done_at"], unique=False)
        batch_op.create_index(
            "ix_task_open",
            ["program_id", "kind", "subject"],
            unique=True,
            sqlite_where=sa.text("done_at IS NULL"),
            postgresql_where=sa.text("done_at IS NULL"),
        )

    op.create_table(
        "debrief",
        sa.Column("program_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("ask_id", sa.String(length=32), nullable=False),
        sa.Column(
            "side", sa.Enum("seller", "advocate", name="side", native_enum=False, length=24), nullable=False
        ),
        sa.Column("due_at", sa.BigInteger(), nullable=True),
        sa.Column("briefed_at", sa.BigInteger(), nullable=True),
        sa.Column("asked_at", sa.BigInteger(), nullable=True),
        sa.Column("reminded_at", sa.BigInteger(), nullable=True),
        sa.Column("overdue_at", sa.BigInteger(), nullable=True),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.Column("held", sa.Boolean(), nullable=True),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["program_id", "ask_id"], ["ask.program_id", "ask.id"], name=op.f("fk_debrief_program_id_ask_id")
        ),
        sa.ForeignKeyConstraint(["program_id"], ["program.id"], name=op.f("fk_debrief_program_id")),
        sa.PrimaryKeyConstraint("program_id", "id", name=op.f("pk_debrief")),
    )
    with op.batch_alter_table("debrief", schema=None) as batch_op:
        batch_op.create_index("ix_debrief_ask", ["program_id", "ask_id", "side"], unique=True)
        batch_op.create_index("ix_debrief_due", ["program_id", "due_at"], unique=False)

    with op.batch_alter_table("advocate", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "paused_by",
                sa.Enum("themselves", "silence", name="pausedby", native_enum=False, length=24),
                nullable=True,
            )
        )
        batch_op.add_column(sa.Column("invited_at", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("invited_by", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("invitation_line", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("refused_on", sa.BigInteger(), nullable=True))
        batch_op.add_column(
            sa.Column(
                "reach",
                sa.Enum("slack", "owner", "assistant", name="reach", native_enum=False, length=24),
                nullable=False,
                server_default="slack",
            )
        )
        batch_op.add_column(sa.Column("assistant", sa.String(length=200), nullable=True))
        batch_op.add_column(sa.Column("dm_error", sa.String(length=100), nullable=True))
        batch_op.add_column(sa.Column("contact_opens", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("contact_closes", sa.Integer(), nullable=True))

    with op.batch_alter_table("ask", schema=None) as batch_op:
        batch_op.add_column(sa.Column("approver_id", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("standing_id", sa.String(length=32), nullable=True))
        batch_op.add_column(
            sa.Column(
                "why_not",
                sa.Enum(
                    "too_busy",
                    "not_my_field",
                    "conflict",
                    "not_happy",
                    "company_forbids",
                    "changed_job",
                    "not_said",
                    name="whynot",
                    native_enum=False,
                    length=24,
                ),
                nullable=True,
            )
        )
        batch_op.add_column(sa.Column("personal_line", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(
            sa.Column(
                "road",
                sa.Enum(
                    "slack", "relay", "in_person", "assistant", name="road", native_enum=False, length=24
                ),
                nullable=False,
                server_default="slack",
            )
        )
        batch_op.add_column(sa.Column("nudged_at", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("exception", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("exception_by", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("told_at", sa.BigInteger(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_ask_program_id_standing_id"),
            "standing_approval",
            ["program_id", "standing_id"],
            ["program_id", "id"],
        )

    with op.batch_alter_table("block", schema=None) as batch_op:
        batch_op.add_column(sa.Column("activity_id", sa.String(length=32), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_block_program_id_activity_id"),
            "activity",
            ["program_id", "activity_id"],
            ["program_id", "id"],
        )

    with op.batch_alter_table("member", schema=None) as batch_op:
        batch_op.add_column(sa.Column("unknown", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.alter_column("email", existing_type=sa.VARCHAR(length=320), nullable=True)
        batch_op.create_index(
            "ix_member_unknown",
            ["program_id", "id"],
            unique=False,
            sqlite_where=sa.text("unknown"),
            postgresql_where=sa.text("unknown"),
        )

    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.add_column(sa.Column("tab", sa.String(length=24), nullable=False, server_default=""))

    with op.batch_alter_table("participation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("supersedes_id", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("recorded_at", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("recorded_by", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("link", sa.String(length=1000), nullable=True))
        batch_op.add_column(sa.Column("note", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("form_key", sa.String(length=64), nullable=True))
        batch_op.create_index("ix_participation_ask", ["program_id", "ask_id"], unique=False)
        batch_op.create_index("ix_participation_form", ["program_id", "form_key"], unique=True)
        batch_op.create_index("ix_participation_supersedes", ["program_id", "supersedes_id"], unique=True)
        batch_op.create_foreign_key(
            batch_op.f("fk_participation_program_id_supersedes_id"),
            "participation",
            ["program_id", "supersedes_id"],
            ["program_id", "id"],
        )

    with op.batch_alter_table("program", schema=None) as batch_op:
        batch_op.add_column(sa.Column("remind_hours", sa.Integer(), nullable=False, server_default="2"))
        batch_op.add_column(sa.Column("backup_hours", sa.Integer(), nullable=False, server_default="2"))
        batch_op.add_column(sa.Column("managers_hours", sa.Integer(), nullable=False, server_default="4"))
        batch_op.add_column(
            sa.Column("managers_have_hours", sa.Integer(), nullable=False, server_default="4")
        )
        batch_op.add_column(sa.Column("answer_hours", sa.Integer(), nullable=False, server_default="9"))
        batch_op.add_column(sa.Column("two_together", sa.Boolean(), nullable=False, server_default=sa.true()))
        batch_op.add_column(sa.Column("waived_tiers", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("reserve_tier", sa.String(length=50), nullable=True))
        batch_op.add_column(sa.Column("reserve_amount", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("stages", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("gate_stage", sa.String(length=50), nullable=True))
        batch_op.add_column(sa.Column("gate_amount", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column("larger_first", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch_op.add_column(sa.Column("consent_months", sa.Integer(), nullable=False, server_default="24"))
        batch_op.add_column(sa.Column("channel", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("seller_group", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("owner_group", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("manager_group", sa.String(length=32), nullable=True))

    with op.batch_alter_table("reference", schema=None) as batch_op:
        batch_op.add_column(sa.Column("named", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("edition", sa.Integer(), nullable=False, server_default="1"))
        batch_op.add_column(sa.Column("changed_at", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("shared", sa.JSON(), nullable=False, server_default="[]"))

    with op.batch_alter_table("workspace", schema=None) as batch_op:
        batch_op.add_column(sa.Column("groups_due_at", sa.BigInteger(), nullable=True))

    op.execute("DELETE FROM compatible_schema")  # code of before knows none of the new states
    op.execute("INSERT INTO compatible_schema (revision) VALUES ('0002')")


def downgrade() -> None:
    with op.batch_alter_table("workspace", schema=None) as batch_op:
        batch_op.drop_column("groups_due_at")

    with op.batch_alter_table("reference", schema=None) as batch_op:
        batch_op.drop_column("shared")
        batch_op.drop_column("changed_at")
        batch_op.drop_column("edition")
        batch_op.drop_column("named")

    with op.batch_alter_table("program", schema=None) as batch_op:
        batch_op.drop_column("manager_group")
        batch_op.drop_column("owner_group")
        batch_op.drop_column("seller_group")
        batch_op.drop_column("channel")
        batch_op.drop_column("consent_months")
        batch_op.drop_column("larger_first")
        batch_op.drop_column("gate_amount")
        batch_op.drop_column("gate_stage")
        batch_op.drop_column("stages")
        batch_op.drop_column("reserve_amount")
        batch_op.drop_column("reserve_tier")
        batch_op.drop_column("waived_tiers")
        batch_op.drop_column("two_together")
        batch_op.drop_column("answer_hours")
        batch_op.drop_column("managers_have_hours")
        batch_op.drop_column("managers_hours")
        batch_op.drop_column("backup_hours")
        batch_op.drop_column("remind_hours")

    with op.batch_alter_table("participation", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_participation_program_id_supersedes_id"), type_="foreignkey")
        batch_op.drop_index("ix_participation_supersedes")
        batch_op.drop_index("ix_participation_form")
        batch_op.drop_index("ix_participation_ask")
        batch_op.drop_column("form_key")
        batch_op.drop_column("note")
        batch_op.drop_column("link")
        batch_op.drop_column("recorded_by")
        batch_op.drop_column("recorded_at")
        batch_op.drop_column("supersedes_id")

    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.drop_column("tab")

    with op.batch_alter_table("member", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_member_unknown", sqlite_where=sa.text("unknown"), postgresql_where=sa.text("unknown")
        )
        batch_op.alter_column("email", existing_type=sa.VARCHAR(length=320), nullable=False)
        batch_op.drop_column("unknown")

    with op.batch_alter_table("block", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_block_program_id_activity_id"), type_="foreignkey")
        batch_op.drop_column("activity_id")

    with op.batch_alter_table("ask", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_ask_program_id_standing_id"), type_="foreignkey")
        batch_op.drop_column("told_at")
        batch_op.drop_column("exception_by")
        batch_op.drop_column("exception")
        batch_op.drop_column("nudged_at")
        batch_op.drop_column("road")
        batch_op.drop_column("personal_line")
        batch_op.drop_column("why_not")
        batch_op.drop_column("standing_id")
        batch_op.drop_column("approver_id")

    with op.batch_alter_table("advocate", schema=None) as batch_op:
        batch_op.drop_column("contact_closes")
        batch_op.drop_column("contact_opens")
        batch_op.drop_column("dm_error")
        batch_op.drop_column("assistant")
        batch_op.drop_column("reach")
        batch_op.drop_column("refused_on")
        batch_op.drop_column("invitation_line")
        batch_op.drop_column("invited_by")
        batch_op.drop_column("invited_at")
        batch_op.drop_column("paused_by")

    with op.batch_alter_table("debrief", schema=None) as batch_op:
        batch_op.drop_index("ix_debrief_due")
        batch_op.drop_index("ix_debrief_ask")

    op.drop_table("debrief")
    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_task_open",
            sqlite_where=sa.text("done_at IS NULL"),
            postgresql_where=sa.text("done_at IS NULL"),
        )
        batch_op.drop_index("ix_task_member")

    op.drop_table("task")
    with op.batch_alter_table("standing_approval", schema=None) as batch_op:
        batch_op.drop_index("ix_standing_approval")

    op.drop_table("standing_approval")
    with op.batch_alter_table("not_their_field", schema=None) as batch_op:
        batch_op.drop_index("ix_not_their_field")

    op.drop_table("not_their_field")
    with op.batch_alter_table("user_group", schema=None) as batch_op:
        batch_op.drop_index("ix_user_group")

    op.drop_table("user_group")
    with op.batch_alter_table("own_text", schema=None) as batch_op:
        batch_op.drop_index("ix_own_text")

    op.drop_table("own_text")
    op.execute("DELETE FROM compatible_schema")
    op.execute("INSERT INTO compatible_schema (revision) VALUES ('0001')")
