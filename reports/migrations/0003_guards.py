"""The database itself refuses to change or delete what was issued and what was logged, and to skip a number.

A later migration that changes one of these tables has to lay the guards again (SQLite makes such a table anew, without
its triggers): call `lay` from it. tests/reports/test_frozen.py fails where that is forgotten.
"""

from django.db import migrations

FROZEN = {
    "reports_issueddocument": "Văn bản đã ban hành không sửa, không xóa được.",
    "reports_issuedfile": "Tệp của văn bản đã ban hành không sửa, không xóa được.",
    "reports_documentread": "Nhật ký đọc văn bản không sửa, không xóa được.",
}
SERIES = "reports_numberseries"
SERIES_MESSAGE = "Sổ số văn bản chỉ cấp số kế tiếp; không lùi, không bỏ số, không xóa."
WRONG_STEP = """NEW.last_number <> OLD.last_number + 1 OR NEW.id <> OLD.id
    OR NEW.issuer <> OLD.issuer OR NEW.doc_type <> OLD.doc_type OR NEW.term <> OLD.term"""

# INSERT OR REPLACE deletes without asking a trigger for deleting: rows that would be replaced are looked for first.
REPLACED = {
    "reports_issueddocument": """id = NEW.id OR code = NEW.code OR (series_id = NEW.series_id AND number = NEW.number)
        OR composition_id = NEW.composition_id OR corrects_id = NEW.corrects_id OR request_key = NEW.request_key""",
    "reports_issuedfile": "id = NEW.id OR (document_id = NEW.document_id AND file_format = NEW.file_format)",
    "reports_documentread": "id = NEW.id",
    SERIES: "id = NEW.id OR (issuer = NEW.issuer AND doc_type = NEW.doc_type AND term = NEW.term)",
}


def _sqlite(table, message, wrong_update="1"):
    refuse = f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
    yield f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} WHEN {wrong_update} {refuse}"
    yield f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}"
    replaced = f"EXISTS (SELECT 1 FROM {table} WHERE {REPLACED[table]})"
    yield f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {replaced} {refuse}"


FUNCTIONS = """
CREATE OR REPLACE FUNCTION reports_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'restrict_violation';
END $$;
CREATE OR REPLACE FUNCTION reports_refuse_to_empty() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE filled boolean;
BEGIN
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I)', TG_TABLE_NAME) INTO filled;
    IF filled THEN
        RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;
"""


def _postgresql(table, message, wrong_update="true"):
    refuse = f"EXECUTE FUNCTION reports_refuse('{message}')"
    yield f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} FOR EACH ROW WHEN ({wrong_update}) {refuse}"
    yield f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} FOR EACH ROW {refuse}"
    emptying = f"EXECUTE FUNCTION reports_refuse_to_empty('{message}')"
    yield f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {emptying}"


def statements(vendor):
    """The SQL of all guards for one kind of database."""
    guards = {"sqlite": _sqlite, "postgresql": _postgresql}[vendor]
    if vendor == "postgresql":
        yield FUNCTIONS
    for table, message in FROZEN.items():
        yield from guards(table, message)
    yield from guards(SERIES, SERIES_MESSAGE, WRONG_STEP)


def lay(_apps, schema_editor):
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        for sql in statements(connection.vendor):
            cursor.execute(sql)


def lift(_apps, schema_editor):
    connection = schema_editor.connection
    third = {"sqlite": "replace", "postgresql": "truncate"}[connection.vendor]
    with connection.cursor() as cursor:
        for table in [*FROZEN, SERIES]:
            of_table = f" ON {table}" if connection.vendor == "postgresql" else ""
            for name in ("update", "delete", third):
                cursor.execute(f"DROP TRIGGER {table}_no_{name}{of_table}")


class Migration(migrations.Migration):

    dependencies = [("reports", "0002_issuing")]

    operations = [migrations.RunPython(lay, lift)]
