"""What was issued or logged cannot be changed: not by the models, not by raw SQL, not in the admin."""

# ruff: noqa: S608 (the names of tables are our own)

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from kontum04.accounts.choices import Role
from reports.models import DocumentRead, IssuedDocument, IssuedFile, NumberSeries
from reports.models.frozen import Frozen
from tests import factories as make
from tests.conftest import sign_in

pytestmark = pytest.mark.django_db

ROWS = (make.IssuedDocumentFactory, make.IssuedFileFactory, make.DocumentReadFactory)
A_TEXT = {IssuedDocument: "title", IssuedFile: "sha256", DocumentRead: "subject"}
NO = "không sửa, không xóa được"


def refused(sql: str, *values) -> None:
    with pytest.raises(IntegrityError, match=NO), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


@pytest.fixture(params=ROWS, ids=lambda factory: factory._meta.model.__name__)
def row(request):
    return request.param()


def test_a_row_is_saved_once(row):
    setattr(row, A_TEXT[type(row)], "khác")
    with pytest.raises(Frozen, match=NO):
        row.save()
    with pytest.raises(Frozen, match=NO):
        row.delete()
    before = getattr(row, A_TEXT[type(row)])
    row.refresh_from_db()
    assert getattr(row, A_TEXT[type(row)]) != before


def test_querysets_refuse(row):
    rows, name = type(row).objects.filter(pk=row.pk), A_TEXT[type(row)]
    for attempt in (lambda: rows.update(**{name: "khác"}), rows.delete, lambda: rows.bulk_update([row], [name])):
        with pytest.raises(Frozen, match=NO):
            attempt()


def test_the_base_manager_meets_the_database(row):
    rows = type(row)._base_manager.filter(pk=row.pk)
    with pytest.raises((IntegrityError, Frozen)), transaction.atomic():
        rows._update([(row._meta.get_field(A_TEXT[type(row)]), None, "khác")])
    with pytest.raises((IntegrityError, Frozen)), transaction.atomic():
        rows._raw_delete("default")
    assert rows.exists()


def test_raw_sql_is_refused(row):
    table, name = row._meta.db_table, A_TEXT[type(row)]
    refused(f"UPDATE {table} SET {name} = %s WHERE id = %s", "khác", row.pk)
    refused(f"UPDATE {table} SET id = id")
    refused(f"DELETE FROM {table} WHERE id = %s", row.pk)


def test_rows_cannot_be_replaced_or_emptied(row):
    """SQLite would delete for INSERT OR REPLACE without asking, PostgreSQL empties tables without looking at rows."""
    table = row._meta.db_table
    if connection.vendor == "sqlite":
        refused(f"REPLACE INTO {table} SELECT * FROM {table} WHERE id = %s", row.pk)
    else:
        connection.check_constraints()  # nothing may be pending when a table is emptied
        refused(f"TRUNCATE {table} CASCADE")


@pytest.fixture
def series(db) -> NumberSeries:
    return make.NumberSeriesFactory(last_number=5)


@pytest.mark.parametrize(
    "change", ["last_number = 4", "last_number = 7", "last_number = 5", "term = 'x', last_number = 6", "issuer = 'x'"]
)
def test_a_series_takes_no_step_but_the_next(series, change):
    with pytest.raises(IntegrityError, match="chỉ cấp số kế tiếp"), transaction.atomic():
        connection.cursor().execute(f"UPDATE reports_numberseries SET {change} WHERE id = %s", [series.pk])
    NumberSeries.objects.filter(pk=series.pk).update(last_number=6)
    with pytest.raises(IntegrityError, match="chỉ cấp số kế tiếp"), transaction.atomic():
        NumberSeries.objects.filter(pk=series.pk).delete()
    series.refresh_from_db()
    assert series.last_number == 6


@pytest.mark.parametrize("action", ["change", "delete"])
def test_the_admin_alters_nothing_even_for_a_superuser(action):
    root = get_user_model().objects.create_superuser("root", password=make.PASSWORD, display_name="x", role=Role.ADMIN)
    client = sign_in(root)
    for made in (make.IssuedDocumentFactory(), make.DocumentReadFactory(), make.NumberSeriesFactory()):
        before = type(made)._base_manager.filter(pk=made.pk).values().get()
        name = made._meta.model_name
        data = before | {"post": "yes", A_TEXT.get(type(made), "term"): "khác"}
        answer = client.post(reverse(f"admin:reports_{name}_{action}", args=[made.pk]), clean(data))
        assert answer.status_code == 403, name
        listed = reverse(f"admin:reports_{name}_changelist")
        client.post(listed, {"action": "delete_selected", "_selected_action": [made.pk], "post": "yes"})
        assert type(made)._base_manager.filter(pk=made.pk).values().get() == before


def clean(data: dict) -> dict:
    return {name: value for name, value in data.items() if value is not None and not isinstance(value, dict)}


def test_the_admin_adds_no_issued_rows(world):
    client = sign_in(world.people.admin)
    for name in ("issueddocument", "documentread"):
        assert client.get(reverse(f"admin:reports_{name}_add")).status_code == 403
    assert client.get(reverse("admin:reports_numberseries_add")).status_code == 200
