"""Find the items of a programme entry by an index: each row of the programme asks for them."""

from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_index("ix_agenda_items_entry_id", "agenda_items", ["entry_id"])


def downgrade() -> None:
    op.drop_index("ix_agenda_items_entry_id", "agenda_items")
