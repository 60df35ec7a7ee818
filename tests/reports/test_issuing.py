"""Issuing: the next number, whole or not at all, and nothing that comes later changes what was issued."""

import datetime as dt
import json
import uuid
from threading import Barrier, Thread

import pytest
from django.db import connection

from kontum04.accounts.choices import Role
from kontum04.core import clock
from kontum04.core.problems import Problems
from reports.choices import CompositionStatus
from reports.documents.orders import DocumentOrder
from reports.models import Composition, IssuedDocument, IssuedFile, NumberSeries
from reports.services import issuing, papers
from reports.services.archive import issued_bytes
from reports.services.issuing import issue
from reports.services.snapshots import program_version
from reports.services.verifying import verified
from tests import factories as make
from tests.reports.issuing import DAY, a_reminder, empty_afterwards, issue_reminder

pytestmark = pytest.mark.django_db


def numbers(*documents: IssuedDocument) -> list[str]:
    return [document.reference for document in documents]


# --- Numbers ----------------------------------------------------------------------------------------------------------


def test_numbers_follow_each_other(world):
    first, second = issue_reminder(world), issue_reminder(world)
    assert numbers(first, second) == ["01-CV/BCĐ", "02-CV/BCĐ"]
    assert first.series == second.series
    assert first.series.term == "2016–"  # no term was entered: the programme's years are one
    assert first.series.issuer == "TỈNH ỦY KON TUM – BAN CHỈ ĐẠO 04"


def test_every_type_counts_for_itself(world):
    card = issue(
        by=world.people.office, order=DocumentOrder("unit", world.programme_year, unit=world.unit), dated_on=DAY
    )
    assert numbers(issue_reminder(world), card) == ["01-CV/BCĐ", "01-BC/BCĐ"]


def test_a_party_number_begins_again_with_each_term(world):
    make.PartyTermFactory(programme=world.programme, name="2015–2020", starts_on="2015-10-01", ends_on="2020-09-30")
    make.PartyTermFactory(programme=world.programme, name="2020–2025", starts_on="2020-10-01", ends_on=None)
    days = [dt.date(2019, 1, 2), dt.date(2020, 1, 2), dt.date(2020, 9, 30), dt.date(2020, 10, 1), dt.date(2026, 1, 2)]
    issued = [issue_reminder(world, dated_on=day) for day in days]
    assert [document.number for document in issued] == [1, 2, 3, 1, 2]
    assert [document.series.term for document in issued] == ["2015–2020"] * 3 + ["2020–2025"] * 2


def test_a_number_of_the_state_begins_again_with_each_year(world):
    world.programme.style = "state"
    world.programme.save()
    issued = [issue_reminder(world, dated_on=dt.date(year, 1, 2)) for year in (2020, 2021, 2021)]
    assert [(document.number, document.series.term) for document in issued] == [(1, "2020"), (1, "2021"), (2, "2021")]


def test_staff_may_open_a_series_at_the_last_number_given_on_paper(world):
    make.NumberSeriesFactory(doc_type="CV", term="2016–", last_number=37)
    assert issue_reminder(world).reference == "38-CV/BCĐ"


# --- Whole or not at all ----------------------------------------------------------------------------------------------


def stop(*_args, **_options):
    raise RuntimeError("power cut")


@pytest.mark.parametrize("step", ["drawn_paper", "stored", "take_number", "IssuedFile.objects.create"])
def test_a_failure_anywhere_uses_no_number_and_leaves_no_row(world, monkeypatch, step):
    first = issue_reminder(world)
    with monkeypatch.context() as broken:
        broken.setattr(f"reports.services.issuing.{step}", stop)
        with pytest.raises(RuntimeError):
            issue_reminder(world)
    assert list(IssuedDocument.objects.all()) == [first]
    assert IssuedFile.objects.count() == first.files.count() == 4
    assert issue_reminder(world).number == 2


def test_who_comes_second_draws_again_with_the_number_after(world, monkeypatch):
    """Somebody else issues while the files are being drawn."""
    drawn = []

    def slowly(request, number):
        drawn.append(number)
        if len(drawn) == 1:
            NumberSeries.objects.create(**vars(request.series), last_number=1)
        return papers.drawn_paper(request, number)

    monkeypatch.setattr(issuing, "drawn_paper", slowly)
    document = issue_reminder(world)
    assert (drawn, document.number, document.reference) == ([1, 2], 2, "02-CV/BCĐ")
    assert document.snapshot["context"]["letterhead"]["number"] == 2


def test_a_second_click_gives_the_same_document(world):
    key = uuid.uuid4()
    assert issue_reminder(world, key=key) == issue_reminder(world, key=key)
    assert NumberSeries.objects.get().last_number == 1


# --- Who may issue what -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.ADMIN, Role.OFFICE)])
def test_only_the_office_issues(world, role):
    with pytest.raises(Problems, match="chỉ cơ quan thường trực"):
        issue_reminder(world, by=world.people.of(role))


@pytest.mark.parametrize(("kind", "why"), [("review", "phải soạn"), ("summary", "chỉ để xem")])
def test_what_has_to_be_composed_or_is_only_read_is_not_issued(world, kind, why):
    with pytest.raises(Problems, match=why):
        issue_reminder(world, order=DocumentOrder(kind, world.programme_year))


def test_no_date_to_come(world):
    with pytest.raises(Problems, match="không được sau ngày hôm nay"):
        issue_reminder(world, dated_on=clock.today() + dt.timedelta(days=1))


def test_nothing_to_say_is_told(world):
    with pytest.raises(Problems, match="chưa có đề nghị"):
        issue_reminder(world, order=DocumentOrder("proposal", world.previous_year))
    assert not NumberSeries.objects.exists()


@pytest.mark.parametrize("status", ["draft", "commented", "issued"])
def test_only_an_approved_composition_is_issued(world, status):
    composition = make.CompositionFactory(programme_year=world.programme_year, status=status)
    with pytest.raises(Problems, match="chưa được duyệt"):
        issue(composition=composition, by=world.people.office)


@pytest.fixture
def composition(world) -> Composition:
    """An approved review of one section."""
    made = make.CompositionFactory(
        programme_year=world.programme_year, status="approved", approved_at=clock.now(), summary="tổng kết thử"
    )
    make.ComposedSectionFactory(composition=made, key="own-1", heading="Mở đầu", body="<p>Đoạn văn đã duyệt.</p>")
    return made


def test_an_approved_composition_is_issued_once(world, composition):
    document = issue(composition=composition, by=world.people.office)
    composition.refresh_from_db()
    assert composition.status == CompositionStatus.ISSUED
    assert (document.composition, document.dated_on) == (composition, composition.dated_on)
    assert document.title == "Báo cáo tổng kết thử"
    assert "Đoạn văn đã duyệt." in text_of(document)
    with pytest.raises(Problems, match="chưa được duyệt"):
        issue(composition=composition, by=world.people.office)


@pytest.mark.parametrize("change", [{"status": "draft"}, {"approved_at": clock.now()}])
def test_what_was_taken_back_meanwhile_is_not_issued(world, composition, monkeypatch, change):
    """The text that was drawn must be the text that was approved, at the moment the number is taken."""

    def meanwhile(request, number):
        Composition.objects.filter(pk=composition.pk).update(**change)
        return papers.drawn_paper(request, number)

    monkeypatch.setattr(issuing, "drawn_paper", meanwhile)
    with pytest.raises(Problems, match="trả về soạn lại"):
        issue(composition=composition, by=world.people.office)
    assert not IssuedDocument.objects.exists()
    assert not NumberSeries.objects.filter(last_number__gt=0).exists()


# --- What stays -------------------------------------------------------------------------------------------------------


def text_of(document: IssuedDocument) -> str:
    """Everything the snapshot says."""
    return json.dumps(document.snapshot, ensure_ascii=False)


def test_later_data_change_nothing(world):
    document = issue_reminder(world)
    before = {file.file_format: issued_bytes(file) for file in document.files.all()}
    assert set(before) == {"pdf", "docx", "xlsx", "json"}
    snapshot = document.snapshot
    world.unit.name = "Đơn vị đã đổi tên"
    world.unit.save()
    world.programme.issuing_body = "BAN KHÁC"
    world.programme.save()
    after = IssuedDocument.objects.get(pk=document.pk)
    assert {file.file_format: issued_bytes(file) for file in after.files.all()} == before
    assert after.snapshot == snapshot
    assert json.loads(before["json"]) == snapshot
    for file in after.files.all():
        assert verified(file.sha256).document == document
        assert file.size == len(before[file.file_format])


def test_the_snapshot_says_what_was_made_of_which_data(world):
    snapshot = issue_reminder(world).snapshot
    assert snapshot["order"] == a_reminder(world).as_params()
    assert (snapshot["programme"], snapshot["year"]) == (world.programme.code, 2018)
    assert snapshot["program"] == program_version()
    assert dt.datetime.fromisoformat(snapshot["data_at"]).tzinfo
    head = snapshot["context"]["letterhead"]
    assert (head["number"], head["date"]) == (1, "2019-01-02")
    assert {"code": "reminder.outstanding", "form": "unit", "text": "1 kỳ"} in snapshot["figures"]
    assert "\ue000" not in json.dumps(snapshot, ensure_ascii=False)


def test_a_correction_is_a_new_version_that_cites_the_old(world):
    old = issue_reminder(world)
    new = issue_reminder(world, corrects=old, dated_on=dt.date(2019, 2, 5))
    assert (new.number, new.version, new.corrects, old.corrected_by) == (2, 2, old, new)
    assert "thay thế, đính chính Công văn số 01-CV/BCĐ, ngày 02-01-2019" in text_of(new)
    with pytest.raises(Problems, match="đã được thay bởi 02-CV/BCĐ"):
        issue_reminder(world, corrects=old)


# --- At the same moment -----------------------------------------------------------------------------------------------


needs_connections = pytest.mark.skipif(connection.vendor == "sqlite", reason="an SQLite in memory has one connection")


def at_once(*actions) -> list:
    """Run the actions in threads that start together; what each gave or raised."""
    barrier, results = Barrier(len(actions)), [None] * len(actions)

    def run(number, action) -> None:
        try:
            barrier.wait()
            results[number] = action()
        except Problems as refusal:
            results[number] = refusal
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(actions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@needs_connections
@pytest.mark.django_db(transaction=True)
def test_two_at_once_get_two_numbers_that_follow_each_other(world):
    with empty_afterwards():
        issued = at_once(*[lambda: issue_reminder(world)] * 4)
        assert sorted(document.number for document in issued) == [1, 2, 3, 4]
        assert len({document.code for document in issued}) == 4
        assert NumberSeries.objects.get().last_number == 4


@needs_connections
@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_issue_one_document(world, composition):
    with empty_afterwards():
        key = uuid.uuid4()
        results = at_once(*[lambda: issue_reminder(world, key=key)] * 3)
        assert len(set(results)) == 1
        results = at_once(*[lambda: issue(composition=composition, by=world.people.office)] * 2)
        assert {type(result) for result in results} == {IssuedDocument, Problems}
        assert IssuedDocument.objects.filter(composition=composition).count() == 1
        assert [row.last_number for row in NumberSeries.objects.order_by("doc_type")] == [1, 1]
