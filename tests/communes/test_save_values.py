"""Saving numbers: all or nothing, with history, and never over somebody else's work unasked."""

from decimal import Decimal

import pytest
import time_machine

from communes.figures.log import value_log
from communes.models import IndicatorValue, YearNote
from communes.services.values import Saved, ValueChange, save_values
from communes.services.year_notes import save_year_note
from kontum04.core.problems import Problems
from tests.factories import IndicatorPartFactory, IndicatorValueFactory, YearNoteFactory
from tests.twinning.pages import dump

pytestmark = pytest.mark.django_db

SOURCE = "Nhập trên trang"


@pytest.fixture
def save(world):
    def run(*changes, by=None, **options) -> Saved:
        return save_values(year=world.year, changes=changes, by=by or world.people.office, source=SOURCE, **options)

    return run


@pytest.fixture
def poor(world) -> IndicatorValue:
    """The commune's poor households of the year: 180."""
    return IndicatorValue.objects.get(part=world.parts.poor, commune=world.commune, year=world.year)


def test_new_changed_removed_and_unchanged_numbers_are_counted(world, save, poor):
    parts = world.parts
    saved = save(
        ValueChange(parts.people, world.places.second_commune, Decimal(1200)),
        ValueChange(parts.poor, world.commune, Decimal(170)),
        ValueChange(parts.health, world.commune, None),
        ValueChange(parts.households, world.commune, Decimal(400)),
    )
    assert saved == Saved(created=1, changed=1, removed=1, unchanged=1)
    poor.refresh_from_db()
    assert (poor.value, poor.source, poor.updated_by) == (170, SOURCE, world.people.office)
    assert not IndicatorValue.objects.filter(part=parts.health, commune=world.commune).exists()


def test_the_standard_in_force_is_kept_with_the_number(world, save):
    save(ValueChange(world.parts.poor, world.places.second_commune, Decimal(90)))
    stored = IndicatorValue.objects.get(part=world.parts.poor, commune=world.places.second_commune)
    assert stored.standard == world.parts.standard
    save(ValueChange(world.parts.households, world.places.second_commune, Decimal(310)))
    assert IndicatorValue.objects.get(part=world.parts.households, value=310).standard is None


def test_a_village_and_its_commune_keep_numbers_of_their_own(world, save):
    save(ValueChange(world.parts.poor, world.commune, Decimal(33), world.places.village))
    values = IndicatorValue.objects.filter(part=world.parts.poor, commune=world.commune, year=world.year)
    assert set(values.values_list("village", "value")) == {(None, 180), (world.places.village.pk, 33)}


# --- History ----------------------------------------------------------------------------------------------------------


def test_every_row_of_history_says_who_and_why(world, save):
    save(
        ValueChange(world.parts.people, world.places.second_commune, Decimal(1200)),
        ValueChange(world.parts.poor, world.commune, Decimal(170)),
        ValueChange(world.parts.health, world.commune, None),
        by=world.people.district,
        reason="Sửa theo biên bản rà soát",
    )
    newest = IndicatorValue.history.order_by("-history_id")[:3]
    assert {row.history_type for row in newest} == {"+", "~", "-"}
    assert {(row.history_user, row.history_change_reason) for row in newest} == {
        (world.people.district, "Sửa theo biên bản rà soát")
    }


def test_without_a_reason_history_names_the_source(world, save):
    save(ValueChange(world.parts.poor, world.commune, Decimal(170)))
    assert IndicatorValue.history.latest().history_change_reason == SOURCE


def test_an_unchanged_number_leaves_no_trace(world, save, poor):
    before = IndicatorValue.history.count(), poor.updated_at
    save(ValueChange(world.parts.poor, world.commune, Decimal("180.000")))
    poor.refresh_from_db()
    assert (IndicatorValue.history.count(), poor.updated_at) == before


def test_the_log_tells_from_what_to_what_also_of_a_removed_number(world, save):
    save(ValueChange(world.parts.poor, world.commune, Decimal(170)), by=world.people.commune)
    save(ValueChange(world.parts.poor, world.commune, None), by=world.people.district)
    save(ValueChange(world.parts.village_state, world.commune, Decimal(2), world.places.village))
    told = [(entry.part.code, entry.before, entry.after, entry.who) for entry in value_log(world.commune, world.year)]
    people = world.people
    assert told[:3] == [
        ("ND01", "cơ bản đạt", "đạt", people.office),
        ("NG01", "170", None, people.district),
        ("NG01", "180", "170", people.commune),
    ]
    assert ("NG01", None, "180", None) in told
    assert ("YT01", None, "có", None) in told
    assert len(told) == 9, "six first numbers and three changes; nothing of other years or communes"


# --- Two people at once -----------------------------------------------------------------------------------------------


def test_a_number_changed_meanwhile_is_told_with_both_values_and_nothing_is_saved(world, save):
    with time_machine.travel("2018-11-30 14:05:00+07:00", tick=False):
        save(ValueChange(world.parts.poor, world.commune, Decimal(150)), by=world.people.district)
    before = dump()
    with pytest.raises(Problems) as refused:
        save(
            ValueChange(world.parts.people, world.commune, Decimal(2000), expected=Decimal(1900)),
            ValueChange(world.parts.poor, world.commune, Decimal(170), expected=Decimal(180)),
            ValueChange(world.parts.health, world.commune, None, expected=Decimal(1)),
        )
    (problem,) = refused.value.problems
    assert problem.where == "Xã Đăk Long (huyện Đăk Glei), Hộ nghèo"
    assert problem.message == ("Tài khoản district đã lưu “150” lúc 14:05 ngày 30/11/2018; anh/chị nhập “170”.")
    assert problem.field == f"id_c{world.commune.pk}-NG01"
    assert dump() == before


def test_a_number_taken_back_meanwhile_is_told_too(world, save):
    save(ValueChange(world.parts.health, world.commune, None), by=world.people.commune)
    with pytest.raises(Problems, match=r"Tài khoản commune đã lưu “chưa có số liệu” lúc .*; anh/chị nhập “không”"):
        save(ValueChange(world.parts.health, world.commune, Decimal(0), expected=Decimal(1)))


def test_a_first_number_entered_by_two_people_is_told(world, save):
    with pytest.raises(Problems, match=r"đã lưu “300”.*anh/chị nhập “301”"):
        save(ValueChange(world.parts.households, world.places.second_commune, Decimal(301), expected=None))


def test_every_conflict_is_named_at_once(world, save):
    changes = [
        ValueChange(part, world.commune, Decimal(7), expected=Decimal(9))
        for part in (world.parts.poor, world.parts.households, world.parts.people)
    ]
    with pytest.raises(Problems) as refused:
        save(*changes)
    assert len(refused.value.problems) == 3


def test_both_typed_the_same_is_no_conflict(world, save):
    save(ValueChange(world.parts.poor, world.commune, Decimal(150)))
    saved = save(ValueChange(world.parts.poor, world.commune, Decimal(150), expected=Decimal(180)))
    assert saved == Saved(unchanged=1)


def test_an_import_that_showed_its_preview_does_not_compare_again(world, save, poor):
    save(ValueChange(world.parts.poor, world.commune, Decimal(150)))
    assert save(ValueChange(world.parts.poor, world.commune, Decimal(170))).changed == 1


def test_a_number_by_another_standard_is_kept_beside(world, save):
    """In a year of two standards each has its own number; a save touches only the one it speaks of."""
    part = IndicatorPartFactory(standard_family="ngheo")
    other = IndicatorValueFactory(part=part, commune=world.commune, value=70, standard=None)
    save(ValueChange(part, world.commune, Decimal(90), expected=None))
    assert set(IndicatorValue.objects.filter(part=part).values_list("value", "standard")) == {
        (70, None),
        (90, world.parts.standard.pk),
    }
    other.refresh_from_db()
    assert other.value == 70


@pytest.mark.parametrize("count", [1, 3, 70])
def test_the_cost_of_a_save_does_not_grow_with_the_numbers(world, save, count, django_assert_max_num_queries):
    parts = IndicatorPartFactory.create_batch(count)
    with django_assert_max_num_queries(12):
        save(*(ValueChange(part, world.commune, Decimal(5), expected=None) for part in parts))


# --- The commune's word -----------------------------------------------------------------------------------------------


@pytest.fixture
def say(world):
    def run(text, **options):
        return save_year_note(commune=world.commune, year=world.year, text=text, by=world.people.commune, **options)

    return run


def test_a_note_is_kept_with_who_wrote_it(world, say):
    say(" Tách hộ. \r\n\r\n")
    note = YearNote.objects.get()
    assert note.text == "Tách hộ."
    assert note.history.latest().history_user == world.people.commune


def test_an_empty_note_that_never_was_is_not_made(say):
    assert say("  ") is None
    assert not YearNote.objects.exists()


def test_a_note_can_be_emptied(world, say):
    YearNoteFactory(commune=world.commune, year=world.year, text="Cũ.")
    assert say("", expected="Cũ.").text == ""


def test_a_note_changed_meanwhile_is_told(world, say):
    YearNoteFactory(commune=world.commune, year=world.year, text="Của người kia.")
    with pytest.raises(Problems, match="Của người kia") as refused:
        say("Của tôi.", expected="")
    assert refused.value.problems[0].field == "id_note"
    assert YearNote.objects.get().text == "Của người kia."


def test_the_same_note_again_leaves_no_trace(world, say):
    note = YearNoteFactory(commune=world.commune, year=world.year, text="Như cũ.")
    say("Như cũ.", expected="khác")
    assert note.history.count() == 1
