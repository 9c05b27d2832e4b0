"""Nobody let in"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


KEPT_NO_LONGER = (
    ("ix_advocate_gone", "advocate"),
    ("ix_contact_at", "contact"),
    ("ix_upload_made", "upload"),
    ("ix_message_fleeting", "message"),
)


def upgrade() -> None:
    _install_link()
    _install_state()
    _webhook()
    _workspace()
    _suppression()
    _erasing()
    _place()
    _advocate_elsewhere()
    _retention()

    # Only new tables, and columns that may be empty: code of 0006 goes on beside the new one, so its row stays.
    op.execute("INSERT INTO compatible_schema (revision) VALUES ('0007')")


def downgrade() -> None:
    for name, table in KEPT_NO_LONGER:
        op.drop_index(name, table_name=table)
    op.drop_index("ix_message_erased", table_name="message")

    with op.batch_alter_table("program", schema=None) as batch_op:
        batch_op.drop_column("erasure_key")

    with op.batch_alter_table("advocate", schema=None) as batch_op:
        batch_op.drop_column("erased_at")

    op.drop_table("suppression")

    with op.batch_alter_table("advocate", schema=None) as batch_op:
        batch_op.drop_index("ix_advocate_elsewhere")

    op.drop_table("place")

    with op.batch_alter_table("workspace", schema=None) as batch_op:
        batch_op.drop_index("ix_workspace_purge_due_at")
        batch_op.drop_column("purge_due_at")

    with op.batch_alter_table("webhook", schema=None) as batch_op:
        batch_op.drop_column("former_until")
        batch_op.drop_column("former_secret")

    op.drop_table("install_state")
    op.drop_table("install_link")

    op.execute("DELETE FROM compatible_schema WHERE revision = '0007'")


def _install_link() -> None:
    op.create_table(
        "install_link",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("program_id", sa.String(length=32), nullable=True),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("made_by", sa.String(length=32), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["program_id"], ["program.id"], name="fk_install_link_program_id"),
        sa.PrimaryKeyConstraint("id", name="pk_install_link"),
        sa.UniqueConstraint("token_hash", name="uq_install_link_token_hash"),
    )
    op.create_index("ix_install_link_program_id", "install_link", ["program_id"])
    op.create_index("ix_install_link_expires_at", "install_link", ["expires_at"])


def _install_state() -> None:
    op.create_table(
        "install_state",
        sa.Column("state_hash", sa.String(length=64), nullable=False),
        sa.Column("browser_hash", sa.String(length=64), nullable=False),
        sa.Column("link_id", sa.String(length=32), nullable=True),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("state_hash", name="pk_install_state"),
    )
    op.create_index("ix_install_state_expires_at", "install_state", ["expires_at"])


def _webhook() -> None:
    with op.batch_alter_table("webhook", schema=None) as batch_op:
        batch_op.add_column(sa.Column("former_secret", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("former_until", sa.BigInteger(), nullable=True))


def _workspace() -> None:
    with op.batch_alter_table("workspace", schema=None) as batch_op:
        batch_op.add_column(sa.Column("purge_due_at", sa.BigInteger(), nullable=True))
        batch_op.create_index("ix_workspace_purge_due_at", ["purge_due_at"])


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


def _erasing() -> None:
    with op.batch_alter_table("advocate", schema=None) as batch_op:
        batch_op.add_column(sa.Column("erased_at", sa.BigInteger(), nullable=True))
    with op.batch_alter_table("program", schema=None) as batch_op:
        batch_op.add_column(sa.Column("erasure_key", sa.LargeBinary(), nullable=True))

    only = sa.text("part = 'erased'")
    op.create_index(
        "ix_message_erased", "message", ["program_id", "id"], sqlite_where=only, postgresql_where=only
    )


def _place() -> None:
    op.create_table(
        "place",
        sa.Column("program_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("advocate_id", sa.String(length=32), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("slack_user_id", sa.String(length=32), nullable=False),
        sa.Column("dm_error", sa.String(length=100), nullable=True),
        sa.ForeignKeyConstraint(["program_id"], ["program.id"], name="fk_place_program_id"),
        sa.ForeignKeyConstraint(
            ["program_id", "advocate_id"],
            ["advocate.program_id", "advocate.id"],
            name="fk_place_program_id_advocate_id",
        ),
        sa.ForeignKeyConstraint(
            ["program_id", "workspace_id"],
            ["workspace.program_id", "workspace.id"],
            name="fk_place_program_id_workspace_id",
        ),
        sa.PrimaryKeyConstraint("program_id", "id", name="pk_place"),
    )
    op.create_index("ix_place_user", "place", ["program_id", "workspace_id", "slack_user_id"], unique=True)
    op.create_index("ix_place_advocate", "place", ["program_id", "advocate_id", "workspace_id"], unique=True)


def _advocate_elsewhere() -> None:
    known = sa.text("slack_user_id IS NOT NULL")
    with op.batch_alter_table("advocate", schema=None) as batch_op:
        batch_op.create_index(
            "ix_advocate_elsewhere",
            ["program_id", "look_up_at", "id"],
            unique=False,
            sqlite_where=known,
            postgresql_where=known,
        )


def _retention() -> None:
    gone = sa.text("erased_at IS NULL AND (left_on IS NOT NULL OR refused_on IS NOT NULL)")
    op.create_index(
        "ix_advocate_gone",
        "advocate",
        ["id", "left_on", "refused_on"],
        sqlite_where=gone,
        postgresql_where=gone,
    )
    op.create_index("ix_contact_at", "contact", ["at"])
    op.create_index("ix_upload_made", "upload", ["made_at"])
    fleeting = sa.text(
        "kind IN ('home', 'notice', 'welcome', 'upload', 'greeting', 'channel', 'nudging', 'forgotten', 'not_ours')"
    )
    op.create_index(
        "ix_message_fleeting", "message", ["due_at"], sqlite_where=fleeting, postgresql_where=fleeting
    )
