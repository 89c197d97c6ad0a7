"""Which actions a letter speaks of openly, so that it is stopped when one of them is made exempt."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    with op.batch_alter_table("letters") as batch_op:
        batch_op.add_column(sa.Column("tells_of", sa.JSON(), nullable=False, server_default="[]"))


def downgrade() -> None:
    with op.batch_alter_table("letters") as batch_op:
        batch_op.drop_column("tells_of")
