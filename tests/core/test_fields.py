"""Stored keys and composed text, on a table of their own."""

import unicodedata

import pytest
from django.core.serializers.base import DeserializedObject
from django.db import connection, models
from django.db.migrations.writer import MigrationWriter
from django.test.utils import isolate_apps

from kontum04.core.fields import NFCCharField, NFCTextField, SearchKeyField, SortKeyField

with isolate_apps("tests.core"):

    class Place(models.Model):
        name = NFCCharField(max_length=100)
        other_name = NFCCharField(max_length=100, null=True)  # a missing source must not break the key
        remark = NFCTextField(default="")
        search_key = SearchKeyField("name", "other_name")
        sort_key = SortKeyField("name", "other_name")

        class Meta:
            app_label = "core"

        def __str__(self) -> str:
            return self.name


DECOMPOSED = unicodedata.normalize("NFD", "Đắk Hà")


@pytest.fixture
def table(transactional_db):
    with connection.schema_editor() as editor:
        editor.create_model(Place)
    yield
    with connection.schema_editor() as editor:
        editor.delete_model(Place)


def stored() -> list[tuple[str, str]]:
    return list(Place.objects.order_by("sort_key").values_list("name", "search_key"))


@pytest.mark.usefixtures("table")
class TestKeys:
    def test_save_stores_the_keys_and_shows_them_on_the_object(self):
        place = Place(name=DECOMPOSED, other_name="Đăk Hà cũ")
        place.save()
        assert place.search_key == "dak ha dak ha cu"
        assert stored() == [("Đắk Hà", "dak ha dak ha cu")]
        place.name = "Ngọc Linh"
        place.save()
        assert stored() == [("Ngọc Linh", "ngoc linh dak ha cu")]

    def test_bulk_create_and_upsert_compute_the_keys(self):
        Place.objects.bulk_create([Place(pk=1, name="Đăk Hà"), Place(pk=2, name="Bờ Y")])
        assert stored() == [("Bờ Y", "bo y"), ("Đăk Hà", "dak ha")]
        Place.objects.bulk_create(
            [Place(pk=1, name="An Bình")],
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=["name", "search_key", "sort_key"],
        )
        assert stored() == [("An Bình", "an binh"), ("Bờ Y", "bo y")]

    def test_a_fixture_without_keys_gets_them(self):
        # What loaddata does with every row: it saves raw, past the fields' own hooks.
        DeserializedObject(Place(pk=1, name=DECOMPOSED)).save()
        assert stored() == [("Đắk Hà", "dak ha")]

    def test_a_name_too_long_for_the_key_is_cut(self):
        Place.objects.create(name="1a" * 50, other_name="9" * 100)
        assert Place.objects.filter(search_key__contains="1a1a").count() == 1
        assert all(len(key) <= 500 for key in Place.objects.values_list("sort_key", flat=True))

    def test_look_ups_accept_decomposed_text(self):
        Place.objects.create(name="Đắk Hà", remark=f" {DECOMPOSED}\r\n\r\nhai  dòng ")
        assert Place.objects.get(name=DECOMPOSED).remark == "Đắk Hà\n\nhai dòng"

    def test_null_stays_null(self):
        Place.objects.create(name="a")
        assert Place.objects.filter(other_name=None).count() == 1


def test_deconstruct_rebuilds_the_same_field():
    for field in (SearchKeyField("name", "other_name"), SortKeyField("name", max_length=90, db_index=False)):
        _name, path, args, kwargs = field.deconstruct()
        rebuilt = type(field)(*args, **kwargs)
        assert path == f"kontum04.core.fields.{type(field).__name__}"
        assert rebuilt.deconstruct() == field.deconstruct()
        assert (rebuilt.source_names, rebuilt.max_length, rebuilt.db_index, rebuilt.editable) == (
            field.source_names,
            field.max_length,
            field.db_index,
            False,
        )
    assert MigrationWriter.serialize(SearchKeyField("name"))[0] == (
        "kontum04.core.fields.SearchKeyField('name', max_length=500)"
    )


def test_check_finds_an_unknown_source():
    assert Place._meta.get_field("search_key").check() == []
    with isolate_apps("tests.core"):

        class Wrong(models.Model):
            search_key = SearchKeyField("nam")

            class Meta:
                app_label = "core"

            def __str__(self) -> str:
                return ""

    assert [error.id for error in Wrong._meta.get_field("search_key").check()] == ["core.E001"]


def test_keys_are_not_asked_for_in_validation():
    place = Place(name=DECOMPOSED, other_name="x", remark="y")
    place.full_clean(validate_unique=False)
    assert place.name == "Đắk Hà"
