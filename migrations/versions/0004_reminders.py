"""What somebody was last told of, and why a letter was put off."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "reminders",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(length=20), nullable=False),
        sa.Column("about_id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=320), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminders")),
        sa.UniqueConstraint(
            "about", "about_id", "email", "told_on", name=op.f("uq_reminders_about_about_id_email_told_on")
        ),
    )
    with op.batch_alter_table("letters") as batch_op:
        batch_op.add_column(sa.Column("last_trouble", sa.String(), nullable=False, server_default=""))


def downgrade() -> None:
    with op.batch_alter_table("letters") as batch_op:
        batch_op.drop_column("last_trouble")
    op.drop_table("reminders")
