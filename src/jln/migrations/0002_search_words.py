"""The words that are searched, kept by the database itself in step with their rows.

SQLite: an FTS5 table over the stems, fed by triggers. PostgreSQL: a generated
column with an index. A later migration that rebuilds jln_searchentry on SQLite
must make the triggers again.
"""

from django.db import migrations

SQLITE = [
    """CREATE VIRTUAL TABLE jln_search_words USING fts5(
        title_stems, body_stems, content='jln_searchentry', content_rowid='id',
        tokenize="unicode61 remove_diacritics 0 categories 'L* M* N* Co Pc'")""",
    """CREATE TRIGGER jln_search_words_in AFTER INSERT ON jln_searchentry BEGIN
        INSERT INTO jln_search_words(rowid, title_stems, body_stems)
        VALUES (new.id, new.title_stems, new.body_stems); END""",
    """CREATE TRIGGER jln_search_words_out AFTER DELETE ON jln_searchentry BEGIN
        INSERT INTO jln_search_words(jln_search_words, rowid, title_stems, body_stems)
        VALUES ('delete', old.id, old.title_stems, old.body_stems); END""",
    """CREATE TRIGGER jln_search_words_new AFTER UPDATE ON jln_searchentry BEGIN
        INSERT INTO jln_search_words(jln_search_words, rowid, title_stems, body_stems)
        VALUES ('delete', old.id, old.title_stems, old.body_stems);
        INSERT INTO jln_search_words(rowid, title_stems, body_stems)
        VALUES (new.id, new.title_stems, new.body_stems); END""",
]
POSTGRESQL = [
    """ALTER TABLE jln_searchentry ADD COLUMN words tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('simple', title_stems), 'A')
        || setweight(to_tsvector('simple', body_stems), 'B')) STORED""",
    "CREATE INDEX jln_search_words ON jln_searchentry USING gin (words)",
]


def make(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("jln", "0001_initial")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
