"""The desk: letters and contacts, links for owners, suggestions with their scores, phrases, forms sent once."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "letters",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("once", sa.String(length=400), nullable=False),
        sa.Column("email", sa.String(length=320), nullable=False),
        sa.Column("name", sa.String(length=250), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("queued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("given_up_because", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letters")),
        sa.UniqueConstraint("once", name=op.f("uq_letters_once")),
    )
    with op.batch_alter_table("letters") as batch_op:
        batch_op.create_index("ix_letters_sent_at_next_try_at", ["sent_at", "next_try_at"], unique=False)

    op.create_table(
        "contacts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=250), nullable=False),
        sa.Column("email", sa.String(length=320), nullable=False),
        sa.ForeignKeyConstraint(["council_id"], ["councils.id"], name=op.f("fk_contacts_council_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contacts")),
        sa.UniqueConstraint("council_id", "name", name=op.f("uq_contacts_council_id_name")),
    )
    op.create_table(
        "criteria",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("committee_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("guidance", sa.String(), nullable=False),
        sa.Column("most", sa.Integer(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.CheckConstraint("most > 0", name=op.f("ck_criteria_something_to_give")),
        sa.ForeignKeyConstraint(["committee_id"], ["committees.id"], name=op.f("fk_criteria_committee_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_criteria")),
        sa.UniqueConstraint("committee_id", "name", name=op.f("uq_criteria_committee_id_name")),
    )
    with op.batch_alter_table("criteria") as batch_op:
        batch_op.create_index(batch_op.f("ix_criteria_committee_id"), ["committee_id"], unique=False)

    op.create_table(
        "phrases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("committee_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(["committee_id"], ["committees.id"], name=op.f("fk_phrases_committee_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phrases")),
    )
    with op.batch_alter_table("phrases") as batch_op:
        batch_op.create_index(batch_op.f("ix_phrases_committee_id"), ["committee_id"], unique=False)

    op.create_table(
        "submissions",
        sa.Column("key", sa.String(length=43), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("way_on", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_submissions_account_id")),
        sa.PrimaryKeyConstraint("key", "account_id", name=op.f("pk_submissions")),
    )
    op.create_table(
        "suggestions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("committee_id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("suggested_by", sa.String(length=250), nullable=False),
        sa.Column("suggested_on", sa.Date(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column(
            "listed",
            sa.Enum(
                "long_list",
                "short_list",
                "taken_up",
                "declined",
                name="listed",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("listed_because", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["committee_id"], ["committees.id"], name=op.f("fk_suggestions_committee_id")),
        sa.ForeignKeyConstraint(["topic_id"], ["topics.id"], name=op.f("fk_suggestions_topic_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestions")),
    )
    with op.batch_alter_table("suggestions") as batch_op:
        batch_op.create_index(batch_op.f("ix_suggestions_committee_id"), ["committee_id"], unique=False)

    op.create_table(
        "scores",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("suggestion_id", sa.Integer(), nullable=False),
        sa.Column("criterion_id", sa.Integer(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.CheckConstraint("points >= 0", name=op.f("ck_scores_counts")),
        sa.ForeignKeyConstraint(["criterion_id"], ["criteria.id"], name=op.f("fk_scores_criterion_id")),
        sa.ForeignKeyConstraint(["suggestion_id"], ["suggestions.id"], name=op.f("fk_scores_suggestion_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scores")),
        sa.UniqueConstraint("suggestion_id", "criterion_id", name=op.f("uq_scores_suggestion_id_criterion_id")),
    )
    with op.batch_alter_table("scores") as batch_op:
        batch_op.create_index(batch_op.f("ix_scores_suggestion_id"), ["suggestion_id"], unique=False)

    op.create_table(
        "answer_links",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=250), nullable=False),
        sa.Column("email", sa.String(length=320), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["action_id"], ["actions.id"], name=op.f("fk_answer_links_action_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_links")),
        sa.UniqueConstraint("digest", name=op.f("uq_answer_links_digest")),
    )
    with op.batch_alter_table("answer_links") as batch_op:
        batch_op.create_index(batch_op.f("ix_answer_links_action_id"), ["action_id"], unique=False)

    with op.batch_alter_table("recommendations") as batch_op:
        batch_op.add_column(sa.Column("closed_on", sa.Date(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("recommendations") as batch_op:
        batch_op.drop_column("closed_on")

    with op.batch_alter_table("answer_links") as batch_op:
        batch_op.drop_index(batch_op.f("ix_answer_links_action_id"))

    op.drop_table("answer_links")
    with op.batch_alter_table("scores") as batch_op:
        batch_op.drop_index(batch_op.f("ix_scores_suggestion_id"))

    op.drop_table("scores")
    with op.batch_alter_table("suggestions") as batch_op:
        batch_op.drop_index(batch_op.f("ix_suggestions_committee_id"))

    op.drop_table("suggestions")
    op.drop_table("submissions")
    with op.batch_alter_table("phrases") as batch_op:
        batch_op.drop_index(batch_op.f("ix_phrases_committee_id"))

    op.drop_table("phrases")
    with op.batch_alter_table("criteria") as batch_op:
        batch_op.drop_index(batch_op.f("ix_criteria_committee_id"))

    op.drop_table("criteria")
    op.drop_table("contacts")
    with op.batch_alter_table("letters") as batch_op:
        batch_op.drop_index("ix_letters_sent_at_next_try_at")

    op.drop_table("letters")
