"""The official text of minutes can be taken back: who did so, when and why stays beside the file."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    with op.batch_alter_table("official_minutes") as batch_op:
        batch_op.add_column(sa.Column("withdrawn_because", sa.String(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("withdrawn_by", sa.String(length=200), server_default="", nullable=False))
        batch_op.add_column(sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("official_minutes") as batch_op:
        batch_op.drop_column("withdrawn_at")
        batch_op.drop_column("withdrawn_by")
        batch_op.drop_column("withdrawn_because")
