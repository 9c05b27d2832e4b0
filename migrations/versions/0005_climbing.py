"""Climbing"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ladder_version",
        sa.Column("program_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.String(length=32), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("form_key", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["program_id"], ["program.id"], name=op.f("fk_ladder_version_program_id")),
        sa.PrimaryKeyConstraint("program_id", "id", name=op.f("pk_ladder_version")),
    )
    with op.batch_alter_table("ladder_version", schema=None) as batch_op:
        batch_op.create_index("ix_ladder_version", ["program_id", "number"], unique=True)

    op.create_table(
        "rung",
        sa.Column("program_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(["program_id"], ["program.id"], name=op.f("fk_rung_program_id")),
        sa.PrimaryKeyConstraint("program_id", "id", name=op.f("pk_rung")),
    )
    with op.batch_alter_table("rung", schema=None) as batch_op:
        batch_op.create_index("ix_rung_number", ["program_id", "number"], unique=True)

    op.create_table(
        "sweep",
        sa.Column("program_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("week", sa.BigInteger(), nullable=False),
        sa.Column("begun_at", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=True),
        sa.Column("after", sa.String(length=32), nullable=False),
        sa.Column("weights", sa.JSON(), nullable=False),
        sa.Column("looked_at", sa.Integer(), nullable=False),
        sa.Column("proposed", sa.Integer(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["program_id"], ["program.id"], name=op.f("fk_sweep_program_id")),
        sa.PrimaryKeyConstraint("program_id", "id", name=op.f("pk_sweep")),
    )
    with op.batch_alter_table("sweep", schema=None) as batch_op:
        batch_op.create_index("ix_sweep_due", ["due_at"], unique=False)
        batch_op.create_index("ix_sweep_week", ["program_id", "week"], unique=True)

    op.create_table(
        "company_approval",
        sa.Column("program_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("account_id", sa.String(length=32), nullable=False),
        sa.Column(
            "what", sa.Enum("naming", "logo", name="approvalof", native_enum=False, length=24), nullable=False
        ),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=True),
        sa.Column("given_by", sa.String(length=200), nullable=False),
        sa.Column("given_on", sa.BigInteger(), nullable=False),
        sa.Column("evidence", sa.String(length=1000), nullable=True),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.Column("recorded_by", sa.String(length=32), nullable=False),
        sa.Column("withdrawn_at", sa.BigInteger(), nullable=True),
        sa.Column("withdrawn_by", sa.String(length=32), nullable=True),
        sa.Column("due_at", sa.BigInteger(), nullable=True),
        sa.Column("form_key", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(
            ["program_id", "account_id"],
            ["account.program_id", "account.id"],
            name=op.f("fk_company_approval_program_id_account_id"),
        ),
        sa.ForeignKeyConstraint(["program_id"], ["program.id"], name=op.f("fk_company_approval_program_id")),
        sa.PrimaryKeyConstraint("program_id", "id", name=op.f("pk_company_approval")),
    )
    with op.batch_alter_table("company_approval", schema=None) as batch_op:
        batch_op.create_index(
            "ix_company_approval_account", ["program_id", "account_id", "what"], unique=False
        )
        batch_op.create_index("ix_company_approval_due", ["due_at"], unique=False)
        batch_op.create_index("ix_company_approval_form", ["program_id", "form_key"], unique=True)

    op.create_table(
        "climb",
        sa.Column("program_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("advocate_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("came_from", sa.Integer(), nullable=False),
        sa.Column("to", sa.Integer(), nullable=False),
        sa.Column("on", sa.BigInteger(), nullable=False),
        sa.Column(
            "why",
            sa.Enum("act", "time", "ladder", "import", name="movewhy", native_enum=False, length=24),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["program_id", "advocate_id"],
            ["advocate.program_id", "advocate.id"],
            name=op.f("fk_climb_program_id_advocate_id"),
        ),
        sa.ForeignKeyConstraint(["program_id"], ["program.id"], name=op.f("fk_climb_program_id")),
        sa.PrimaryKeyConstraint("program_id", "id", name=op.f("pk_climb")),
    )
    with op.batch_alter_table("climb", schema=None) as batch_op:
        batch_op.create_index("ix_climb_number", ["program_id", "advocate_id", "number"], unique=True)
        batch_op.create_index("ix_climb_on", ["program_id", "on"], unique=False)

    op.create_table(
        "contact",
        sa.Column("program_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("advocate_id", sa.String(length=32), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("nudge", "nps", "survey", "recap", name="contactkind", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("subject", sa.String(length=32), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["program_id", "advocate_id"],
            ["advocate.program_id", "advocate.id"],
            name=op.f("fk_contact_program_id_advocate_id"),
        ),
        sa.ForeignKeyConstraint(["program_id"], ["program.id"], name=op.f("fk_contact_program_id")),
        sa.PrimaryKeyConstraint("program_id", "id", name=op.f("pk_contact")),
    )
    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.create_index("ix_contact_of", ["program_id", "advocate_id", "at"], unique=False)
        batch_op.create_index(
            "ix_contact_once", ["program_id", "kind", "subject", "advocate_id"], unique=True
        )

    op.create_table(
        "giveback",
        sa.Column("program_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("advocate_id", sa.String(length=32), nullable=False),
        sa.Column("account_id", sa.String(length=32), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "peer",
                "early_look",
                "recognition",
                "word",
                "help",
                name="givebackkind",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "offered",
                "agreed",
                "given",
                "declined",
                "withdrawn",
                name="givebackstate",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("state_at", sa.BigInteger(), nullable=False),
        sa.Column("state_by", sa.String(length=32), nullable=False),
        sa.Column("given_on", sa.BigInteger(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("made_by", sa.String(length=32), nullable=False),
        sa.Column("form_key", sa.String(length=64), nullable=True),
        sa.Column("pair_id", sa.String(length=32), nullable=True),
        sa.Column("peer_id", sa.String(length=32), nullable=True),
        sa.Column("approval_id", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["program_id", "account_id"],
            ["account.program_id", "account.id"],
            name=op.f("fk_giveback_program_id_account_id"),
        ),
        sa.ForeignKeyConstraint(
            ["program_id", "advocate_id"],
            ["advocate.program_id", "advocate.id"],
            name=op.f("fk_giveback_program_id_advocate_id"),
        ),
        sa.ForeignKeyConstraint(
            ["program_id", "approval_id"],
            ["company_approval.program_id", "company_approval.id"],
            name=op.f("fk_giveback_program_id_approval_id"),
        ),
        sa.ForeignKeyConstraint(
            ["program_id", "peer_id"],
            ["advocate.program_id", "advocate.id"],
            name=op.f("fk_giveback_program_id_peer_id"),
        ),
        sa.ForeignKeyConstraint(["program_id"], ["program.id"], name=op.f("fk_giveback_program_id")),
        sa.PrimaryKeyConstraint("program_id", "id", name=op.f("pk_giveback")),
    )
    with op.batch_alter_table("giveback", schema=None) as batch_op:
        batch_op.create_index("ix_giveback_account", ["program_id", "account_id", "given_on"], unique=False)
        batch_op.create_index("ix_giveback_approval", ["program_id", "approval_id"], unique=False)
        batch_op.create_index("ix_giveback_form", ["program_id", "form_key"], unique=True)
        batch_op.create_index("ix_giveback_of", ["program_id", "advocate_id", "given_on"], unique=False)
        batch_op.create_index(
            "ix_giveback_open",
            ["program_id", "advocate_id"],
            unique=True,
            sqlite_where=sa.text("state = 'offered'"),
            postgresql_where=sa.text("state = 'offered'"),
        )
        batch_op.create_index("ix_giveback_pair", ["program_id", "pair_id"], unique=False)

    op.create_table(
        "nps_answer",
        sa.Column("program_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("advocate_id", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=48), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("day", sa.BigInteger(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column(
            "source",
            sa.Enum("import", "asked", "survey", name="npssource", native_enum=False, length=24),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["program_id", "advocate_id"],
            ["advocate.program_id", "advocate.id"],
            name=op.f("fk_nps_answer_program_id_advocate_id"),
        ),
        sa.ForeignKeyConstraint(["program_id"], ["program.id"], name=op.f("fk_nps_answer_program_id")),
        sa.PrimaryKeyConstraint("program_id", "id", name=op.f("pk_nps_answer")),
    )
    with op.batch_alter_table("nps_answer", schema=None) as batch_op:
        batch_op.create_index("ix_nps_answer_key", ["program_id", "key"], unique=True)
        batch_op.create_index("ix_nps_answer_of", ["program_id", "advocate_id", "day"], unique=False)

    op.create_table(
        "nps_question",
        sa.Column("program_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("advocate_id", sa.String(length=32), nullable=False),
        sa.Column(
            "state",
            sa.Enum("open", "answered", "lapsed", name="questionstate", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=True),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.Column("said_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["program_id", "advocate_id"],
            ["advocate.program_id", "advocate.id"],
            name=op.f("fk_nps_question_program_id_advocate_id"),
        ),
        sa.ForeignKeyConstraint(["program_id"], ["program.id"], name=op.f("fk_nps_question_program_id")),
        sa.PrimaryKeyConstraint("program_id", "id", name=op.f("pk_nps_question")),
    )
    with op.batch_alter_table("nps_question", schema=None) as batch_op:
        batch_op.create_index("ix_nps_question_due", ["program_id", "due_at"], unique=False)
        batch_op.create_index("ix_nps_question_of", ["program_id", "advocate_id", "asked_at"], unique=False)

    op.create_table(
        "nudge",
        sa.Column("program_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("advocate_id", sa.String(length=32), nullable=False),
        sa.Column("account_id", sa.String(length=32), nullable=False),
        sa.Column("activity_id", sa.String(length=32), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "offered",
                "yes",
                "later",
                "stays",
                "stopped",
                "lapsed",
                "withdrawn",
                "done",
                "dropped",
                "refused",
                "with_owner",
                "in_person",
                name="nudgestate",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("state_at", sa.BigInteger(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.Column("due_at", sa.BigInteger(), nullable=True),
        sa.Column("why", sa.JSON(), nullable=False),
        sa.Column("participation_id", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["program_id", "account_id"],
            ["account.program_id", "account.id"],
            name=op.f("fk_nudge_program_id_account_id"),
        ),
        sa.ForeignKeyConstraint(
            ["program_id", "activity_id"],
            ["activity.program_id", "activity.id"],
            name=op.f("fk_nudge_program_id_activity_id"),
        ),
        sa.ForeignKeyConstraint(
            ["program_id", "advocate_id"],
            ["advocate.program_id", "advocate.id"],
            name=op.f("fk_nudge_program_id_advocate_id"),
        ),
        sa.ForeignKeyConstraint(["program_id"], ["program.id"], name=op.f("fk_nudge_program_id")),
        sa.PrimaryKeyConstraint("program_id", "id", name=op.f("pk_nudge")),
    )
    with op.batch_alter_table("nudge", schema=None) as batch_op:
        batch_op.create_index("ix_nudge_due", ["due_at"], unique=False)
        batch_op.create_index("ix_nudge_of", ["program_id", "advocate_id", "made_at"], unique=False)
        batch_op.create_index(
            "ix_nudge_open",
            ["program_id", "advocate_id"],
            unique=True,
            sqlite_where=sa.text("state = 'offered'"),
            postgresql_where=sa.text("state = 'offered'"),
        )

    op.create_table(
        "survey",
        sa.Column("program_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("advocate_id", sa.String(length=32), nullable=False),
        sa.Column("account_id", sa.String(length=32), nullable=False),
        sa.Column("live_since", sa.BigInteger(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open", "answered", "declined", "closed", name="surveystate", native_enum=False, length=24
            ),
            nullable=False,
        ),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=True),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.Column("said_at", sa.BigInteger(), nullable=True),
        sa.Column("goal", sa.Text(), nullable=True),
        sa.Column("before", sa.String(length=20), nullable=True),
        sa.Column("after", sa.String(length=20), nullable=True),
        sa.Column("unit", sa.String(length=50), nullable=True),
        sa.Column("time_to_value", sa.String(length=100), nullable=True),
        sa.Column("most_useful", sa.Text(), nullable=True),
        sa.Column("to_change", sa.Text(), nullable=True),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column(
            "quoting",
            sa.Enum("named", "anonymous", "no", name="quoting", native_enum=False, length=24),
            nullable=True,
        ),
        sa.Column("open_to", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["program_id", "account_id"],
            ["account.program_id", "account.id"],
            name=op.f("fk_survey_program_id_account_id"),
        ),
        sa.ForeignKeyConstraint(
            ["program_id", "advocate_id"],
            ["advocate.program_id", "advocate.id"],
            name=op.f("fk_survey_program_id_advocate_id"),
        ),
        sa.ForeignKeyConstraint(["program_id"], ["program.id"], name=op.f("fk_survey_program_id")),
        sa.PrimaryKeyConstraint("program_id", "id", name=op.f("pk_survey")),
    )
    with op.batch_alter_table("survey", schema=None) as batch_op:
        batch_op.create_index("ix_survey_due", ["program_id", "due_at"], unique=False)
        batch_op.create_index(
            "ix_survey_once", ["program_id", "advocate_id", "account_id", "live_since"], unique=True
        )

    op.create_table(
        "draft",
        sa.Column("program_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("advocate_id", sa.String(length=32), nullable=False),
        sa.Column("account_id", sa.String(length=32), nullable=False),
        sa.Column("survey_id", sa.String(length=32), nullable=False),
        sa.Column(
            "kind", sa.Enum("story", "quote", name="storykind", native_enum=False, length=24), nullable=False
        ),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "drafted",
                "approved",
                "published",
                "refused",
                "withdrawn",
                name="draftstate",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("state_at", sa.BigInteger(), nullable=False),
        sa.Column("changing", sa.Boolean(), nullable=False),
        sa.Column("story_id", sa.String(length=32), nullable=True),
        sa.Column("link", sa.String(length=1000), nullable=True),
        sa.ForeignKeyConstraint(
            ["program_id", "account_id"],
            ["account.program_id", "account.id"],
            name=op.f("fk_draft_program_id_account_id"),
        ),
        sa.ForeignKeyConstraint(
            ["program_id", "advocate_id"],
            ["advocate.program_id", "advocate.id"],
            name=op.f("fk_draft_program_id_advocate_id"),
        ),
        sa.ForeignKeyConstraint(
            ["program_id", "survey_id"],
            ["survey.program_id", "survey.id"],
            name=op.f("fk_draft_program_id_survey_id"),
        ),
        sa.ForeignKeyConstraint(["program_id"], ["program.id"], name=op.f("fk_draft_program_id")),
        sa.PrimaryKeyConstraint("program_id", "id", name=op.f("pk_draft")),
    )
    with op.batch_alter_table("draft", schema=None) as batch_op:
        batch_op.create_index("ix_draft_of", ["program_id", "advocate_id"], unique=False)
        batch_op.create_index("ix_draft_survey", ["program_id", "survey_id"], unique=True)

    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("public_sector", sa.Boolean(), nullable=False, server_default=sa.false())
        )

    with op.batch_alter_table("activity", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "credit",
                sa.Enum("full", "partial", "none", name="creditrule", native_enum=False, length=24),
                nullable=False,
                server_default="none",
            )
        )
        batch_op.add_column(
            sa.Column(
                "role",
                sa.Enum(
                    "advocate", "influencer", "contributor", name="customerrole", native_enum=False, length=24
                ),
                nullable=False,
                server_default="advocate",
            )
        )
        batch_op.add_column(
            sa.Column("consent_text", sa.String(length=300), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column(
                "start",
                sa.Enum("form", "owner", "link", name="start", native_enum=False, length=24),
                nullable=False,
                server_default="owner",
            )
        )
        batch_op.add_column(sa.Column("start_link", sa.String(length=1000), nullable=True))
        batch_op.add_column(sa.Column("lasting", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("retired_on", sa.BigInteger(), nullable=True))

    with op.batch_alter_table("advocate", schema=None) as batch_op:
        batch_op.add_column(sa.Column("rung", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("rung_since", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("moves", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("contacted_at", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("contacted_before_at", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("snoozed_until", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("stays_since", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("stopped_on", sa.BigInteger(), nullable=True))

    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.add_column(sa.Column("posted_at", sa.BigInteger(), nullable=True))

    with op.batch_alter_table("participation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("serves_until", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("nudge_id", sa.String(length=32), nullable=True))

    with op.batch_alter_table("program", schema=None) as batch_op:
        batch_op.add_column(sa.Column("nudging", sa.Boolean(), nullable=False, server_default=sa.true()))
        batch_op.add_column(sa.Column("nudging_paused_at", sa.BigInteger(), nullable=True))
        batch_op.add_column(
            sa.Column("nudging_paused_why", sa.String(length=300), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("holdout_since", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("measured_since", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("asks_nps", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("survey_days", sa.Integer(), nullable=False, server_default="90"))
        batch_op.add_column(sa.Column("sweep_due_at", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("nps_due_at", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("surveys_due_at", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("recap_due_at", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("recap_after", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("standings_due_at", sa.BigInteger(), nullable=True))
        batch_op.create_index(batch_op.f("ix_program_nps_due_at"), ["nps_due_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_program_recap_due_at"), ["recap_due_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_program_standings_due_at"), ["standings_due_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_program_surveys_due_at"), ["surveys_due_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_program_sweep_due_at"), ["sweep_due_at"], unique=False)

    with op.batch_alter_table("story", schema=None) as batch_op:
        batch_op.add_column(sa.Column("anonymous", sa.Boolean(), nullable=False, server_default=sa.false()))

    op.execute("DELETE FROM compatible_schema")  # code of before knows none of the new states
    op.execute("INSERT INTO compatible_schema (revision) VALUES ('0005')")


def downgrade() -> None:
    with op.batch_alter_table("story", schema=None) as batch_op:
        batch_op.drop_column("anonymous")

    with op.batch_alter_table("program", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_program_sweep_due_at"))
        batch_op.drop_index(batch_op.f("ix_program_surveys_due_at"))
        batch_op.drop_index(batch_op.f("ix_program_standings_due_at"))
        batch_op.drop_index(batch_op.f("ix_program_recap_due_at"))
        batch_op.drop_index(batch_op.f("ix_program_nps_due_at"))
        batch_op.drop_column("standings_due_at")
        batch_op.drop_column("recap_after")
        batch_op.drop_column("recap_due_at")
        batch_op.drop_column("surveys_due_at")
        batch_op.drop_column("nps_due_at")
        batch_op.drop_column("sweep_due_at")
        batch_op.drop_column("survey_days")
        batch_op.drop_column("asks_nps")
        batch_op.drop_column("measured_since")
        batch_op.drop_column("holdout_since")
        batch_op.drop_column("nudging_paused_why")
        batch_op.drop_column("nudging_paused_at")
        batch_op.drop_column("nudging")

    with op.batch_alter_table("participation", schema=None) as batch_op:
        batch_op.drop_column("nudge_id")
        batch_op.drop_column("serves_until")

    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.drop_column("posted_at")

    with op.batch_alter_table("advocate", schema=None) as batch_op:
        batch_op.drop_column("stopped_on")
        batch_op.drop_column("stays_since")
        batch_op.drop_column("snoozed_until")
        batch_op.drop_column("contacted_before_at")
        batch_op.drop_column("contacted_at")
        batch_op.drop_column("moves")
        batch_op.drop_column("rung_since")
        batch_op.drop_column("rung")

    with op.batch_alter_table("activity", schema=None) as batch_op:
        batch_op.drop_column("retired_on")
        batch_op.drop_column("lasting")
        batch_op.drop_column("start_link")
        batch_op.drop_column("start")
        batch_op.drop_column("consent_text")
        batch_op.drop_column("role")
        batch_op.drop_column("credit")

    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.drop_column("public_sector")

    with op.batch_alter_table("draft", schema=None) as batch_op:
        batch_op.drop_index("ix_draft_survey")
        batch_op.drop_index("ix_draft_of")

    op.drop_table("draft")
    with op.batch_alter_table("survey", schema=None) as batch_op:
        batch_op.drop_index("ix_survey_once")
        batch_op.drop_index("ix_survey_due")

    op.drop_table("survey")
    with op.batch_alter_table("nudge", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_nudge_open",
            sqlite_where=sa.text("state = 'offered'"),
            postgresql_where=sa.text("state = 'offered'"),
        )
        batch_op.drop_index("ix_nudge_of")
        batch_op.drop_index("ix_nudge_due")

    op.drop_table("nudge")
    with op.batch_alter_table("nps_question", schema=None) as batch_op:
        batch_op.drop_index("ix_nps_question_of")
        batch_op.drop_index("ix_nps_question_due")

    op.drop_table("nps_question")
    with op.batch_alter_table("nps_answer", schema=None) as batch_op:
        batch_op.drop_index("ix_nps_answer_of")
        batch_op.drop_index("ix_nps_answer_key")

    op.drop_table("nps_answer")
    with op.batch_alter_table("giveback", schema=None) as batch_op:
        batch_op.drop_index("ix_giveback_pair")
        batch_op.drop_index(
            "ix_giveback_open",
            sqlite_where=sa.text("state = 'offered'"),
            postgresql_where=sa.text("state = 'offered'"),
        )
        batch_op.drop_index("ix_giveback_of")
        batch_op.drop_index("ix_giveback_form")
        batch_op.drop_index("ix_giveback_approval")
        batch_op.drop_index("ix_giveback_account")

    op.drop_table("giveback")
    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.drop_index("ix_contact_once")
        batch_op.drop_index("ix_contact_of")

    op.drop_table("contact")
    with op.batch_alter_table("climb", schema=None) as batch_op:
        batch_op.drop_index("ix_climb_on")
        batch_op.drop_index("ix_climb_number")

    op.drop_table("climb")
    with op.batch_alter_table("company_approval", schema=None) as batch_op:
        batch_op.drop_index("ix_company_approval_form")
        batch_op.drop_index("ix_company_approval_due")
        batch_op.drop_index("ix_company_approval_account")

    op.drop_table("company_approval")
    with op.batch_alter_table("sweep", schema=None) as batch_op:
        batch_op.drop_index("ix_sweep_week")
        batch_op.drop_index("ix_sweep_due")

    op.drop_table("sweep")
    with op.batch_alter_table("rung", schema=None) as batch_op:
        batch_op.drop_index("ix_rung_number")

    op.drop_table("rung")
    with op.batch_alter_table("ladder_version", schema=None) as batch_op:
        batch_op.drop_index("ix_ladder_version")

    op.drop_table("ladder_version")
    op.execute("DELETE FROM compatible_schema")
    op.execute("INSERT INTO compatible_schema (revision) VALUES ('0004')")
