"""A suggestion that is taken up knows the entry that was made of it, and its topic through that."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

TOPIC = "fk_suggestions_topic_id"
ENTRY = "fk_suggestions_entry_id"


def upgrade() -> None:
    with op.batch_alter_table("suggestions") as batch_op:
        batch_op.add_column(sa.Column("entry_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f(ENTRY), "work_programme_entries", ["entry_id"], ["id"])
        batch_op.drop_constraint(batch_op.f(TOPIC), type_="foreignkey")
        batch_op.drop_column("topic_id")
        batch_op.create_index(batch_op.f("ix_suggestions_entry_id"), ["entry_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("suggestions") as batch_op:
        batch_op.drop_index(batch_op.f("ix_suggestions_entry_id"))
        batch_op.add_column(sa.Column("topic_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f(TOPIC), "topics", ["topic_id"], ["id"])
        batch_op.drop_constraint(batch_op.f(ENTRY), type_="foreignkey")
        batch_op.drop_column("entry_id")
