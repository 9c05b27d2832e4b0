"""The first tables"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "compatible_schema",
        sa.Column("revision", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("revision", name=op.f("pk_compatible_schema")),
    )
    op.create_table(
        "program",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("days_between_asks", sa.Integer(), nullable=False),
        sa.Column("accepted_in_90_days", sa.Integer(), nullable=False),
        sa.Column("accepted_in_year", sa.Integer(), nullable=False),
        sa.Column("executive_accepted_in_year", sa.Integer(), nullable=False),
        sa.Column("account_asks_in_30_days", sa.Integer(), nullable=False),
        sa.Column("account_accepted_in_90_days", sa.Integer(), nullable=False),
        sa.Column("renewal_days", sa.Integer(), nullable=False),
        sa.Column("lowest_nps", sa.Integer(), nullable=False),
        sa.Column("contact_opens", sa.Integer(), nullable=False),
        sa.Column("contact_closes", sa.Integer(), nullable=False),
        sa.Column("contact_closes_friday", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_program")),
    )
    op.create_table(
        "activity",
        sa.Column("program_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=50), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("phrase", sa.String(length=100), nullable=False),
        sa.Column("rung", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("rest_days", sa.Integer(), nullable=False),
        sa.Column("for_deals", sa.Boolean(), nullable=False),
        sa.Column("spoken", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["program_id"], ["program.id"], name=op.f("fk_activity_program_id")),
        sa.PrimaryKeyConstraint("program_id", "id", name=op.f("pk_activity")),
    )
    with op.batch_alter_table("activity", schema=None) as batch_op:
        batch_op.create_index("ix_activity_key", ["program_id", "key"], unique=True)

    op.create_table(
        "audit",
        sa.Column("program_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("actor", sa.String(length=32), nullable=False),
        sa.Column("verb", sa.String(length=50), nullable=False),
        sa.Column("subject", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["program_id"], ["program.id"], name=op.f("fk_audit_program_id")),
        sa.PrimaryKeyConstraint("program_id", "id", name=op.f("pk_audit")),
    )
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.create_index("ix_audit_subject", ["program_id", "subject", "at"], unique=False)

    op.create_table(
        "event",
        sa.Column("program_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("slack_event_id", sa.String(length=64), nullable=False),
        sa.Column("heard_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["program_id"], ["program.id"], name=op.f("fk_event_program_id")),
        sa.PrimaryKeyConstraint("program_id", "id", name=op.f("pk_event")),
    )
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.create_index("ix_event_heard", ["heard_at"], unique=False)
        batch_op.create_index("ix_event_slack", ["program_id", "slack_event_id"], unique=True)

    op.create_table(
        "workspace",
        sa.Column("program_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("internal", "community", name="kind", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("bot_user_id", sa.String(length=32), nullable=False),
        sa.Column("bot_id", sa.String(length=32), nullable=False),
        sa.Column("token", sa.LargeBinary(), nullable=False),
        sa.Column("paused_at", sa.BigInteger(), nullable=True),
        sa.Column("paused_reason", sa.String(length=100), nullable=True),
        sa.Column("lease_until", sa.BigInteger(), nullable=True),
        sa.Column("lease_worker", sa.String(length=64), nullable=True),
        sa.Column("not_before", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["program_id"], ["program.id"], name=op.f("fk_workspace_program_id")),
        sa.PrimaryKeyConstraint("program_id", "id", name=op.f("pk_workspace")),
        sa.UniqueConstraint("team_id", name=op.f("uq_workspace_team_id")),
    )
    op.create_table(
        "member",
        sa.Column("program_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("slack_user_id", sa.String(length=32), nullable=False),
        sa.Column("email", sa.String(length=320), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("is_seller", sa.Boolean(), nullable=False),
        sa.Column("is_owner", sa.Boolean(), nullable=False),
        sa.Column("is_manager", sa.Boolean(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("backup_id", sa.String(length=32), nullable=True),
        sa.Column("away_until", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["program_id", "backup_id"],
            ["member.program_id", "member.id"],
            name=op.f("fk_member_program_id_backup_id"),
        ),
        sa.ForeignKeyConstraint(
            ["program_id", "workspace_id"],
            ["workspace.program_id", "workspace.id"],
            name=op.f("fk_member_program_id_workspace_id"),
        ),
        sa.ForeignKeyConstraint(["program_id"], ["program.id"], name=op.f("fk_member_program_id")),
        sa.PrimaryKeyConstraint("program_id", "id", name=op.f("pk_member")),
    )
    with op.batch_alter_table("member", schema=None) as batch_op:
        batch_op.create_index("ix_member_email", ["program_id", "email"], unique=True)
        batch_op.create_index("ix_member_user", ["program_id", "slack_user_id"], unique=True)

    op.create_table(
        "message",
        sa.Column("program_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "line",
                "approval",
                "approval_reminder",
                "ask",
                "home",
                "notice",
                name="messagekind",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("subject", sa.String(length=32), nullable=False),
        sa.Column("recipient", sa.String(length=32), nullable=False),
        sa.Column("part", sa.String(length=24), nullable=False),
        sa.Column(
            "state",
            sa.Enum("idle", "sending", "gone", "stuck", name="messagestate", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("shown", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=True),
        sa.Column("ts", sa.String(length=32), nullable=True),
        sa.Column("hash", sa.String(length=64), nullable=True),
        sa.Column("error", sa.String(length=100), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("looked_at", sa.BigInteger(), nullable=True),
        sa.Column("retry_at", sa.BigInteger(), nullable=True),
        sa.Column("claimed_at", sa.BigInteger(), nullable=True),
        sa.Column("lease_until", sa.BigInteger(), nullable=True),
        sa.Column("worker", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(
            ["program_id", "workspace_id"],
            ["workspace.program_id", "workspace.id"],
            name=op.f("fk_message_program_id_workspace_id"),
        ),
        sa.ForeignKeyConstraint(["program_id"], ["program.id"], name=op.f("fk_message_program_id")),
        sa.PrimaryKeyConstraint("program_id", "id", name=op.f("pk_message")),
        sa.UniqueConstraint(
            "program_id",
            "kind",
            "subject",
            "recipient",
            "part",
            name=op.f("uq_message_program_id_kind_subject_recipient_part"),
        ),
    )
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.create_index(
            "ix_message_due",
            ["program_id", "workspace_id", "due_at"],
            unique=False,
            sqlite_where=sa.text("shown < wanted"),
            postgresql_where=sa.text("shown < wanted"),
        )
        batch_op.create_index("ix_message_recipient", ["program_id", "recipient"], unique=False)
        batch_op.create_index("ix_message_subject", ["program_id", "subject"], unique=False)

    op.create_table(
        "account",
        sa.Column("program_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("group_key", sa.String(length=200), nullable=True),
        sa.Column("domain", sa.String(length=200), nullable=True),
        sa.Column("industry", sa.String(length=100), nullable=True),
        sa.Column("region", sa.String(length=100), nullable=True),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("size_band", sa.Integer(), nullable=True),
        sa.Column("tier", sa.String(length=50), nullable=True),
        sa.Column("owner_id", sa.String(length=32), nullable=False),
        sa.Column(
            "health",
            sa.Enum("green", "amber", "red", name="health", native_enum=False, length=24),
            nullable=True,
        ),
        sa.Column("health_as_of", sa.BigInteger(), nullable=True),
        sa.Column("live_since", sa.BigInteger(), nullable=True),
        sa.Column("renewal_on", sa.BigInteger(), nullable=True),
        sa.Column("term_months", sa.Integer(), nullable=True),
        sa.Column("renewal_signed", sa.Boolean(), nullable=False),
        sa.Column("asks_in_30_days", sa.Integer(), nullable=True),
        sa.Column("accepted_in_90_days", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["program_id", "owner_id"],
            ["member.program_id", "member.id"],
            name=op.f("fk_account_program_id_owner_id"),
        ),
        sa.ForeignKeyConstraint(["program_id"], ["program.id"], name=op.f("fk_account_program_id")),
        sa.PrimaryKeyConstraint("program_id", "id", name=op.f("pk_account")),
    )
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.create_index("ix_account_key", ["program_id", "key"], unique=True)
        batch_op.create_index("ix_account_owner", ["program_id", "owner_id"], unique=False)

    op.create_table(
        "deal",
        sa.Column("program_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=100), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("prospect", sa.String(length=200), nullable=False),
        sa.Column("prospect_key", sa.String(length=200), nullable=False),
        sa.Column("group_key", sa.String(length=200), nullable=True),
        sa.Column("amount", sa.Integer(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("stage", sa.String(length=50), nullable=True),
        sa.Column(
            "status",
            sa.Enum("open", "won", "lost", name="status", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("closed_on", sa.BigInteger(), nullable=True),
        sa.Column("seller_id", sa.String(length=32), nullable=False),
        sa.Column("industry", sa.String(length=100), nullable=True),
        sa.Column("region", sa.String(length=100), nullable=True),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("size_band", sa.Integer(), nullable=True),
        sa.Column("language", sa.String(length=16), nullable=True),
        sa.Column("product", sa.String(length=100), nullable=True),
        sa.Column("use_case", sa.String(length=100), nullable=True),
        sa.Column("competitor", sa.String(length=100), nullable=True),
        sa.Column("tech", sa.String(length=100), nullable=True),
        sa.ForeignKeyConstraint(
            ["program_id", "seller_id"],
            ["member.program_id", "member.id"],
            name=op.f("fk_deal_program_id_seller_id"),
        ),
        sa.ForeignKeyConstraint(["program_id"], ["program.id"], name=op.f("fk_deal_program_id")),
        sa.PrimaryKeyConstraint("program_id", "id", name=op.f("pk_deal")),
    )
    with op.batch_alter_table("deal", schema=None) as batch_op:
        batch_op.create_index("ix_deal_key", ["program_id", "key"], unique=True)
        batch_op.create_index("ix_deal_open", ["program_id", "status", "seller_id"], unique=False)

    op.create_table(
        "account_tag",
        sa.Column("program_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("account_id", sa.String(length=32), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("product", "use_case", "tech", "replaced", name="tagkind", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("value", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(
            ["program_id", "account_id"],
            ["account.program_id", "account.id"],
            name=op.f("fk_account_tag_program_id_account_id"),
        ),
        sa.ForeignKeyConstraint(["program_id"], ["program.id"], name=op.f("fk_account_tag_program_id")),
        sa.PrimaryKeyConstraint("program_id", "id", name=op.f("pk_account_tag")),
    )
    with op.batch_alter_table("account_tag", schema=None) as batch_op:
        batch_op.create_index("ix_account_tag", ["program_id", "account_id", "kind", "value"], unique=True)

    op.create_table(
        "advocate",
        sa.Column("program_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("account_id", sa.String(length=32), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=True),
        sa.Column("slack_user_id", sa.String(length=32), nullable=True),
        sa.Column("email", sa.String(length=320), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("seniority", sa.Integer(), nullable=True),
        sa.Column("language", sa.String(length=16), nullable=True),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("joined_on", sa.BigInteger(), nullable=True),
        sa.Column("left_on", sa.BigInteger(), nullable=True),
        sa.Column("paused_until", sa.BigInteger(), nullable=True),
        sa.Column("nps", sa.Integer(), nullable=True),
        sa.Column("nps_as_of", sa.BigInteger(), nullable=True),
        sa.Column("days_between_asks", sa.Integer(), nullable=True),
        sa.Column("asks_in_year", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["program_id", "account_id"],
            ["account.program_id", "account.id"],
            name=op.f("fk_advocate_program_id_account_id"),
        ),
        sa.ForeignKeyConstraint(
            ["program_id", "workspace_id"],
            ["workspace.program_id", "workspace.id"],
            name=op.f("fk_advocate_program_id_workspace_id"),
        ),
        sa.ForeignKeyConstraint(["program_id"], ["program.id"], name=op.f("fk_advocate_program_id")),
        sa.PrimaryKeyConstraint("program_id", "id", name=op.f("pk_advocate")),
    )
    with op.batch_alter_table("advocate", schema=None) as batch_op:
        batch_op.create_index("ix_advocate_account", ["program_id", "account_id"], unique=False)
        batch_op.create_index("ix_advocate_email", ["program_id", "email"], unique=True)
        batch_op.create_index("ix_advocate_user", ["program_id", "slack_user_id"], unique=True)

    op.create_table(
        "reference",
        sa.Column("program_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("seller_id", sa.String(length=32), nullable=False),
        sa.Column("deal_id", sa.String(length=32), nullable=False),
        sa.Column("activity_id", sa.String(length=32), nullable=False),
        sa.Column("needed_on", sa.BigInteger(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "looking",
                "found",
                "unfilled",
                "cancelled",
                name="referencestate",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("form_key", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("product", sa.String(length=100), nullable=True),
        sa.Column("use_case", sa.String(length=100), nullable=True),
        sa.Column("industry", sa.String(length=100), nullable=True),
        sa.Column("region", sa.String(length=100), nullable=True),
        sa.Column("language", sa.String(length=16), nullable=True),
        sa.Column("size_band", sa.Integer(), nullable=True),
        sa.Column("seniority", sa.Integer(), nullable=True),
        sa.Column("competitor", sa.String(length=100), nullable=True),
        sa.Column("tech", sa.String(length=100), nullable=True),
        sa.Column("questions", sa.Text(), nullable=False),
        sa.Column("off_limits", sa.Text(), nullable=False),
        sa.Column("informed", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["program_id", "activity_id"],
            ["activity.program_id", "activity.id"],
            name=op.f("fk_reference_program_id_activity_id"),
        ),
        sa.ForeignKeyConstraint(
            ["program_id", "deal_id"],
            ["deal.program_id", "deal.id"],
            name=op.f("fk_reference_program_id_deal_id"),
        ),
        sa.ForeignKeyConstraint(
            ["program_id", "seller_id"],
            ["member.program_id", "member.id"],
            name=op.f("fk_reference_program_id_seller_id"),
        ),
        sa.ForeignKeyConstraint(["program_id"], ["program.id"], name=op.f("fk_reference_program_id")),
        sa.PrimaryKeyConstraint("program_id", "id", name=op.f("pk_reference")),
    )
    with op.batch_alter_table("reference", schema=None) as batch_op:
        batch_op.create_index("ix_reference_form", ["program_id", "form_key"], unique=True)
        batch_op.create_index("ix_reference_seller", ["program_id", "seller_id", "state"], unique=False)

    op.create_table(
        "story",
        sa.Column("program_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("account_id", sa.String(length=32), nullable=False),
        sa.Column(
            "kind", sa.Enum("story", "quote", name="storykind", native_enum=False, length=24), nullable=False
        ),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("url", sa.String(length=1000), nullable=False),
        sa.Column("text", sa.String(length=2000), nullable=False),
        sa.Column("product", sa.String(length=100), nullable=True),
        sa.Column("industry", sa.String(length=100), nullable=True),
        sa.Column("region", sa.String(length=100), nullable=True),
        sa.Column("published_on", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["program_id", "account_id"],
            ["account.program_id", "account.id"],
            name=op.f("fk_story_program_id_account_id"),
        ),
        sa.ForeignKeyConstraint(["program_id"], ["program.id"], name=op.f("fk_story_program_id")),
        sa.PrimaryKeyConstraint("program_id", "id", name=op.f("pk_story")),
    )
    with op.batch_alter_table("story", schema=None) as batch_op:
        batch_op.create_index("ix_story_url", ["program_id", "url"], unique=True)

    op.create_table(
        "ask",
        sa.Column("program_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("reference_id", sa.String(length=32), nullable=False),
        sa.Column("advocate_id", sa.String(length=32), nullable=False),
        sa.Column("account_id", sa.String(length=32), nullable=False),
        sa.Column("deal_id", sa.String(length=32), nullable=False),
        sa.Column("activity_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "listed",
                "approving",
                "approved",
                "asked",
                "accepted",
                "declined",
                "silent",
                "refused",
                "unapproved",
                "blocked",
                "too_late",
                "withdrawn",
                "dropped",
                name="askstate",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("state_at", sa.BigInteger(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column(
            "stage",
            sa.Enum("owner", "reminded", "backup", "managers", name="stage", native_enum=False, length=24),
            nullable=True,
        ),
        sa.Column("due_at", sa.BigInteger(), nullable=True),
        sa.Column("decided_by", sa.String(length=32), nullable=True),
        sa.Column(
            "refused",
            sa.Enum("not_now", "not_this_deal", name="refused", native_enum=False, length=24),
            nullable=True,
        ),
        sa.Column("asked_at", sa.BigInteger(), nullable=True),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.Column(
            "declined",
            sa.Enum("not_this", "not_now", "never_this_kind", name="declined", native_enum=False, length=24),
            nullable=True,
        ),
        sa.Column("held_on", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["program_id", "account_id"],
            ["account.program_id", "account.id"],
            name=op.f("fk_ask_program_id_account_id"),
        ),
        sa.ForeignKeyConstraint(
            ["program_id", "activity_id"],
            ["activity.program_id", "activity.id"],
            name=op.f("fk_ask_program_id_activity_id"),
        ),
        sa.ForeignKeyConstraint(
            ["program_id", "advocate_id"],
            ["advocate.program_id", "advocate.id"],
            name=op.f("fk_ask_program_id_advocate_id"),
        ),
        sa.ForeignKeyConstraint(
            ["program_id", "deal_id"], ["deal.program_id", "deal.id"], name=op.f("fk_ask_program_id_deal_id")
        ),
        sa.ForeignKeyConstraint(
            ["program_id", "reference_id"],
            ["reference.program_id", "reference.id"],
            name=op.f("fk_ask_program_id_reference_id"),
        ),
        sa.ForeignKeyConstraint(["program_id"], ["program.id"], name=op.f("fk_ask_program_id")),
        sa.PrimaryKeyConstraint("program_id", "id", name=op.f("pk_ask")),
    )
    with op.batch_alter_table("ask", schema=None) as batch_op:
        batch_op.create_index("ix_ask_account", ["program_id", "account_id", "asked_at"], unique=False)
        batch_op.create_index("ix_ask_advocate", ["program_id", "advocate_id", "asked_at"], unique=False)
        batch_op.create_index("ix_ask_due", ["program_id", "due_at"], unique=False)
        batch_op.create_index("ix_ask_once", ["program_id", "reference_id", "advocate_id"], unique=True)

    op.create_table(
        "block",
        sa.Column("program_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("account_id", sa.String(length=32), nullable=False),
        sa.Column("advocate_id", sa.String(length=32), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "incident",
                "dispute",
                "overdue_invoice",
                "notice_given",
                "former_customer",
                "contract_forbids",
                "conflict",
                name="blockkind",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("company_key", sa.String(length=200), nullable=True),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=True),
        sa.Column("known_at", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(
            ["program_id", "account_id"],
            ["account.program_id", "account.id"],
            name=op.f("fk_block_program_id_account_id"),
        ),
        sa.ForeignKeyConstraint(
            ["program_id", "advocate_id"],
            ["advocate.program_id", "advocate.id"],
            name=op.f("fk_block_program_id_advocate_id"),
        ),
        sa.ForeignKeyConstraint(["program_id"], ["program.id"], name=op.f("fk_block_program_id")),
        sa.PrimaryKeyConstraint("program_id", "id", name=op.f("pk_block")),
    )
    with op.batch_alter_table("block", schema=None) as batch_op:
        batch_op.create_index("ix_block_account", ["program_id", "account_id"], unique=False)

    op.create_table(
        "consent",
        sa.Column("program_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("advocate_id", sa.String(length=32), nullable=False),
        sa.Column("activity_id", sa.String(length=32), nullable=False),
        sa.Column(
            "state", sa.Enum("yes", "no", name="consented", native_enum=False, length=24), nullable=False
        ),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=True),
        sa.Column("source", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(
            ["program_id", "activity_id"],
            ["activity.program_id", "activity.id"],
            name=op.f("fk_consent_program_id_activity_id"),
        ),
        sa.ForeignKeyConstraint(
            ["program_id", "advocate_id"],
            ["advocate.program_id", "advocate.id"],
            name=op.f("fk_consent_program_id_advocate_id"),
        ),
        sa.ForeignKeyConstraint(["program_id"], ["program.id"], name=op.f("fk_consent_program_id")),
        sa.PrimaryKeyConstraint("program_id", "id", name=op.f("pk_consent")),
    )
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.create_index("ix_consent_of", ["program_id", "advocate_id", "activity_id"], unique=True)

    op.create_table(
        "participation",
        sa.Column("program_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("advocate_id", sa.String(length=32), nullable=False),
        sa.Column("account_id", sa.String(length=32), nullable=False),
        sa.Column("activity_id", sa.String(length=32), nullable=False),
        sa.Column("deal_id", sa.String(length=32), nullable=True),
        sa.Column("ask_id", sa.String(length=32), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "claimed",
                "verified",
                "corrected",
                "void",
                name="participationstate",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("done_on", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(
            ["program_id", "account_id"],
            ["account.program_id", "account.id"],
            name=op.f("fk_participation_program_id_account_id"),
        ),
        sa.ForeignKeyConstraint(
            ["program_id", "activity_id"],
            ["activity.program_id", "activity.id"],
            name=op.f("fk_participation_program_id_activity_id"),
        ),
        sa.ForeignKeyConstraint(
            ["program_id", "advocate_id"],
            ["advocate.program_id", "advocate.id"],
            name=op.f("fk_participation_program_id_advocate_id"),
        ),
        sa.ForeignKeyConstraint(
            ["program_id", "ask_id"],
            ["ask.program_id", "ask.id"],
            name=op.f("fk_participation_program_id_ask_id"),
        ),
        sa.ForeignKeyConstraint(
            ["program_id", "deal_id"],
            ["deal.program_id", "deal.id"],
            name=op.f("fk_participation_program_id_deal_id"),
        ),
        sa.ForeignKeyConstraint(["program_id"], ["program.id"], name=op.f("fk_participation_program_id")),
        sa.PrimaryKeyConstraint("program_id", "id", name=op.f("pk_participation")),
    )
    with op.batch_alter_table("participation", schema=None) as batch_op:
        batch_op.create_index("ix_participation_of", ["program_id", "advocate_id", "done_on"], unique=False)

    op.execute("INSERT INTO compatible_schema (revision) VALUES ('0001')")


def downgrade() -> None:
    with op.batch_alter_table("participation", schema=None) as batch_op:
        batch_op.drop_index("ix_participation_of")

    op.drop_table("participation")
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.drop_index("ix_consent_of")

    op.drop_table("consent")
    with op.batch_alter_table("block", schema=None) as batch_op:
        batch_op.drop_index("ix_block_account")

    op.drop_table("block")
    with op.batch_alter_table("ask", schema=None) as batch_op:
        batch_op.drop_index("ix_ask_once")
        batch_op.drop_index("ix_ask_due")
        batch_op.drop_index("ix_ask_advocate")
        batch_op.drop_index("ix_ask_account")

    op.drop_table("ask")
    with op.batch_alter_table("story", schema=None) as batch_op:
        batch_op.drop_index("ix_story_url")

    op.drop_table("story")
    with op.batch_alter_table("reference", schema=None) as batch_op:
        batch_op.drop_index("ix_reference_seller")
        batch_op.drop_index("ix_reference_form")

    op.drop_table("reference")
    with op.batch_alter_table("advocate", schema=None) as batch_op:
        batch_op.drop_index("ix_advocate_user")
        batch_op.drop_index("ix_advocate_email")
        batch_op.drop_index("ix_advocate_account")

    op.drop_table("advocate")
    with op.batch_alter_table("account_tag", schema=None) as batch_op:
        batch_op.drop_index("ix_account_tag")

    op.drop_table("account_tag")
    with op.batch_alter_table("deal", schema=None) as batch_op:
        batch_op.drop_index("ix_deal_open")
        batch_op.drop_index("ix_deal_key")

    op.drop_table("deal")
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.drop_index("ix_account_owner")
        batch_op.drop_index("ix_account_key")

    op.drop_table("account")
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.drop_index("ix_message_subject")
        batch_op.drop_index("ix_message_recipient")
        batch_op.drop_index(
            "ix_message_due",
            sqlite_where=sa.text("shown < wanted"),
            postgresql_where=sa.text("shown < wanted"),
        )

    op.drop_table("message")
    with op.batch_alter_table("member", schema=None) as batch_op:
        batch_op.drop_index("ix_member_user")
        batch_op.drop_index("ix_member_email")

    op.drop_table("member")
    op.drop_table("workspace")
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.drop_index("ix_event_slack")
        batch_op.drop_index("ix_event_heard")

    op.drop_table("event")
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.drop_index("ix_audit_subject")

    op.drop_table("audit")
    with op.batch_alter_table("activity", schema=None) as batch_op:
        batch_op.drop_index("ix_activity_key")

    op.drop_table("activity")
    op.drop_table("program")
    op.drop_table("compatible_schema")
