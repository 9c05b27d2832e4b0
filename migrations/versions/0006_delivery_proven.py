"""Delivery proven"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.add_column(sa.Column("stuck_at", sa.BigInteger(), nullable=True))

    with op.batch_alter_table("program", schema=None) as batch_op:
        batch_op.add_column(sa.Column("nps_after", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("surveys_after", sa.String(length=32), nullable=True))

    with op.batch_alter_table("workspace", schema=None) as batch_op:
        batch_op.add_column(sa.Column("connected_at", sa.BigInteger(), nullable=True))

    # Only columns that may be empty: code of 0005 goes on beside the new one, so its row stays.
    op.execute("INSERT INTO compatible_schema (revision) VALUES ('0006')")


def downgrade() -> None:
    with op.batch_alter_table("workspace", schema=None) as batch_op:
        batch_op.drop_column("connected_at")

    with op.batch_alter_table("program", schema=None) as batch_op:
        batch_op.drop_column("surveys_after")
        batch_op.drop_column("nps_after")

    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.drop_column("stuck_at")

    op.execute("DELETE FROM compatible_schema WHERE revision = '0006'")
