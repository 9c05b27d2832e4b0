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
        sa.Column("given_on", sa.BigInteger(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("made_by", sa.String(length=32), nullable=False),
        sa.Column("form_key", sa.String(length=64), nullable=True),
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
        sa.ForeignKeyConstraint(["program_id"], ["program.id"], name=op.f("fk_giveback_program_id")),
        sa.PrimaryKeyConstraint("program_id", "id", name=op.f("pk_giveback")),
    )
    with op.batch_alter_table("giveback", schema=None) as batch_op:
        batch_op.create_index("ix_giveback_account", ["program_id", "account_id", "given_on"], unique=False)
        batch_op.create_index("ix_giveback_form", ["program_id", "form_key"], unique=True)
        batch_op.create_index("ix_giveback_of", ["program_id", "advocate_id", "given_on"], unique=False)

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
        batch_op.add_column(sa.Column("contacted_at", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("contacted_before_at", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("snoozed_until", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("stays_since", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("stopped_on", sa.BigInteger(), nullable=True))

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
        batch_op.add_column(sa.Column("asks_nps", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("survey_days", sa.Integer(), nullable=False, server_default="90"))
        batch_op.add_column(sa.Column("sweep_due_at", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("recap_due_at", sa.BigInteger(), nullable=True))
        batch_op.create_index(batch_op.f("ix_program_recap_due_at"), ["recap_due_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_program_sweep_due_at"), ["sweep_due_at"], unique=False)

    op.execute("DELETE FROM compatible_schema")  # code of before knows none of the new states
    op.execute("INSERT INTO compatible_schema (revision) VALUES ('0005')")


def downgrade() -> None:
    with op.batch_alter_table("program", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_program_sweep_due_at"))
        batch_op.drop_index(batch_op.f("ix_program_recap_due_at"))
        batch_op.drop_column("recap_due_at")
        batch_op.drop_column("sweep_due_at")
        batch_op.drop_column("survey_days")
        batch_op.drop_column("asks_nps")
        batch_op.drop_column("holdout_since")
        batch_op.drop_column("nudging_paused_why")
        batch_op.drop_column("nudging_paused_at")
        batch_op.drop_column("nudging")

    with op.batch_alter_table("participation", schema=None) as batch_op:
        batch_op.drop_column("nudge_id")
        batch_op.drop_column("serves_until")

    with op.batch_alter_table("advocate", schema=None) as batch_op:
        batch_op.drop_column("stopped_on")
        batch_op.drop_column("stays_since")
        batch_op.drop_column("snoozed_until")
        batch_op.drop_column("contacted_before_at")
        batch_op.drop_column("contacted_at")
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

    with op.batch_alter_table("nudge", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_nudge_open",
            sqlite_where=sa.text("state = 'offered'"),
            postgresql_where=sa.text("state = 'offered'"),
        )
        batch_op.drop_index("ix_nudge_of")
        batch_op.drop_index("ix_nudge_due")

    op.drop_table("nudge")
    with op.batch_alter_table("giveback", schema=None) as batch_op:
        batch_op.drop_index("ix_giveback_of")
        batch_op.drop_index("ix_giveback_form")
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
    with op.batch_alter_table("rung", schema=None) as batch_op:
        batch_op.drop_index("ix_rung_number")

    op.drop_table("rung")
    with op.batch_alter_table("ladder_version", schema=None) as batch_op:
        batch_op.drop_index("ix_ladder_version")

    op.drop_table("ladder_version")
    op.execute("DELETE FROM compatible_schema")
    op.execute("INSERT INTO compatible_schema (revision) VALUES ('0004')")
