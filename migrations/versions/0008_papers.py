"""Papers as files with their versions, packs and their builds, house templates, minutes finished in Word."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "stored_files",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("carries", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_stored_files")),
    )
    op.create_table(
        "house_templates",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("committee_id", sa.Integer(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "agenda",
                "minutes",
                "work_programme",
                "follow_up",
                "notice",
                name="templatekind",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("in_use", sa.Boolean(), nullable=False),
        sa.Column("by", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_by", sa.String(length=200), server_default="", nullable=False),
        sa.Column("used_since", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["committee_id"], ["committees.id"], name=op.f("fk_house_templates_committee_id")),
        sa.ForeignKeyConstraint(["council_id"], ["councils.id"], name=op.f("fk_house_templates_council_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_house_templates")),
    )
    with op.batch_alter_table("house_templates") as batch_op:
        batch_op.create_index(batch_op.f("ix_house_templates_committee_id"), ["committee_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_house_templates_council_id"), ["council_id"], unique=False)
        batch_op.create_index(
            "uq_house_templates_in_use_committee",
            ["committee_id", "kind"],
            unique=True,
            sqlite_where=sa.text("in_use AND committee_id IS NOT NULL"),
            postgresql_where=sa.text("in_use AND committee_id IS NOT NULL"),
        )
        batch_op.create_index(
            "uq_house_templates_in_use_council",
            ["council_id", "kind"],
            unique=True,
            sqlite_where=sa.text("in_use AND committee_id IS NULL"),
            postgresql_where=sa.text("in_use AND committee_id IS NULL"),
        )

    op.create_table(
        "official_minutes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("exempt", sa.Boolean(), nullable=False),
        sa.Column("withheld", sa.String(), nullable=False),
        sa.Column("because", sa.String(), nullable=False),
        sa.Column("by", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_official_minutes_meeting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_official_minutes")),
        sa.UniqueConstraint("meeting_id", "version", name=op.f("uq_official_minutes_meeting_id_version")),
    )
    op.create_table(
        "minutes_drafts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("by", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("applied_by", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_minutes_drafts_meeting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes_drafts")),
    )
    with op.batch_alter_table("minutes_drafts") as batch_op:
        batch_op.create_index(batch_op.f("ix_minutes_drafts_meeting_id"), ["meeting_id"], unique=False)

    op.create_table(
        "pack_builds",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("wanted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("beat_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("of", sa.Integer(), nullable=False),
        sa.Column("doing", sa.String(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("failed_because", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_pack_builds_meeting_id")),
        sa.PrimaryKeyConstraint("meeting_id", name=op.f("pk_pack_builds")),
    )
    op.create_table(
        "packs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("supplement", sa.Integer(), nullable=False),
        sa.Column(
            "audience",
            sa.Enum("public", "members", name="audience", native_enum=False, create_constraint=True, length=30),
            nullable=False,
        ),
        sa.Column(
            "kind",
            sa.Enum("pdf", "docx", "zip", name="packkind", native_enum=False, create_constraint=True, length=30),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_from", sa.String(length=64), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("published", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed", sa.String(), nullable=False),
        sa.Column("left_out", sa.String(), nullable=False),
        sa.Column("holds", sa.JSON(), nullable=False),
        sa.Column("withdrawn_because", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_packs_meeting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_packs")),
        sa.UniqueConstraint(
            "meeting_id",
            "supplement",
            "audience",
            "kind",
            "version",
            name=op.f("uq_packs_meeting_id_supplement_audience_kind_version"),
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("packs") as batch_op:
        batch_op.create_index(batch_op.f("ix_packs_sha256"), ["sha256"], unique=False)

    op.create_table(
        "document_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("because", sa.String(), nullable=False),
        sa.Column(
            "inspection",
            sa.Enum("none", "open", "closed", name="inspection", native_enum=False, create_constraint=True, length=30),
            nullable=False,
        ),
        sa.Column("by", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_document_versions_document_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_versions")),
        sa.UniqueConstraint("document_id", "number", name=op.f("uq_document_versions_document_id_number")),
    )
    with op.batch_alter_table("document_versions") as batch_op:
        batch_op.create_index(batch_op.f("ix_document_versions_sha256"), ["sha256"], unique=False)

    with op.batch_alter_table("documents") as batch_op:
        batch_op.add_column(sa.Column("name", sa.String(length=255), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("size", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("supplement", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("withdrawn_because", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("paragraphs", sa.String(length=60), nullable=False, server_default=""))
    with op.batch_alter_table("documents") as batch_op:
        for column in ("name", "size", "supplement", "withdrawn_because", "paragraphs"):
            batch_op.alter_column(column, server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("documents") as batch_op:
        batch_op.drop_column("paragraphs")
        batch_op.drop_column("withdrawn_because")
        batch_op.drop_column("supplement")
        batch_op.drop_column("size")
        batch_op.drop_column("name")

    with op.batch_alter_table("document_versions") as batch_op:
        batch_op.drop_index(batch_op.f("ix_document_versions_sha256"))

    op.drop_table("document_versions")
    with op.batch_alter_table("packs") as batch_op:
        batch_op.drop_index(batch_op.f("ix_packs_sha256"))

    op.drop_table("packs")
    op.drop_table("pack_builds")
    with op.batch_alter_table("minutes_drafts") as batch_op:
        batch_op.drop_index(batch_op.f("ix_minutes_drafts_meeting_id"))

    op.drop_table("minutes_drafts")
    op.drop_table("official_minutes")
    with op.batch_alter_table("house_templates") as batch_op:
        batch_op.drop_index(
            "uq_house_templates_in_use_council",
            sqlite_where=sa.text("in_use AND committee_id IS NULL"),
            postgresql_where=sa.text("in_use AND committee_id IS NULL"),
        )
        batch_op.drop_index(
            "uq_house_templates_in_use_committee",
            sqlite_where=sa.text("in_use AND committee_id IS NOT NULL"),
            postgresql_where=sa.text("in_use AND committee_id IS NOT NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_house_templates_council_id"))
        batch_op.drop_index(batch_op.f("ix_house_templates_committee_id"))

    op.drop_table("house_templates")
    op.drop_table("stored_files")
