"""What a search looks through, and each database's own list of the words in it."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "search_entries",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("kind", sa.SmallInteger(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("committee_id", sa.Integer(), nullable=True),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_search_entries"),
    )
    op.create_index("uq_search_entries_kind_subject_id", "search_entries", ["kind", "subject_id"], unique=True)
    if op.get_bind().dialect.name == "sqlite":
        list_words_on_sqlite()
    else:
        list_words_on_postgresql()


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE search_words")
    op.drop_table("search_entries")


def list_words_on_sqlite() -> None:
    """FTS5 over the entries' words, kept by triggers: no statement can forget it.

    The words are already folded, so the tokenizer that takes every letter beyond ASCII as it is never splits one.
    Neither their places nor their number is ever asked for, so the list is small.
    """
    op.execute(
        "CREATE VIRTUAL TABLE search_words USING fts5("
        "words, content='search_entries', content_rowid='id', tokenize='ascii', "
        "detail=none, columnsize=0)"
    )
    forget = "INSERT INTO search_words (search_words, rowid, words) VALUES ('delete', old.id, old.words);"
    remember = "INSERT INTO search_words (rowid, words) VALUES (new.id, new.words);"
    for verb, does in (("INSERT", remember), ("DELETE", forget), ("UPDATE", forget + remember)):
        op.execute(f"CREATE TRIGGER search_words_follow_{verb.lower()} AFTER {verb} ON search_entries BEGIN {does} END")


def list_words_on_postgresql() -> None:
    """A GIN index over the words just as they are: no dictionary of the server's has a say in them."""
    op.execute(
        "ALTER TABLE search_entries ADD COLUMN lexemes tsvector NOT NULL "
        "GENERATED ALWAYS AS (array_to_tsvector(string_to_array(words, ' '))) STORED"
    )
    op.execute("CREATE INDEX ix_search_entries_lexemes ON search_entries USING gin (lexemes)")
