"""Beginning, saving and filing: once, whole, and nobody's text lost."""

import datetime as dt
from decimal import Decimal
from threading import Barrier, Thread

import pytest
import time_machine
from django.db import connection

from kontum04.core import clock
from kontum04.core.problems import Problems
from tests import factories as make
from tests.factories import filed_at
from twinning.choices import MEASURES, ItemKind, PeriodKind, ReportStatus, ReviewOutcome
from twinning.models import Contribution, PlanItem, Report, ReportSection, ReportVersion, WorkResult
from twinning.services.drafts import Draft, Row
from twinning.services.filing import Locked, Stale, save_draft, start_report, submit_report

NOVEMBER = "2018-11-20 08:00+07:00"


def figures(commune, **values) -> Row:
    return Row(Contribution, f"c{commune.pk}", commune.full_name, {"commune": commune}, values)


def thing(world, key: str, **values) -> Row:
    """A row of the plan."""
    given = {"commune": world.commune, "work_group": world.work_group, "kind": ItemKind.WORK, **values}
    return Row(PlanItem, f"items-{key}", f"Dòng {key}", {"row_key": key}, given, needs=("commune", "work_group"))


def complete(world) -> Report:
    """The unit's annual draft with all that filing it needs."""
    draft = world.filings.draft
    make.ContributionFactory(report=draft, commune=world.places.second_commune, trips=0)
    return draft


@pytest.fixture
def plan(world) -> Report:
    """The plan that the district unit has just begun."""
    return start_report(obligation=world.obligation(world.district_unit, PeriodKind.PLAN), by=world.people.office)


# --- Beginning ----------------------------------------------------------------------------------------------------


def test_beginning_twice_gives_the_same_report(world):
    obligation = world.obligation(world.district_unit, PeriodKind.PLAN)
    first = start_report(obligation=obligation, by=world.people.office)
    assert start_report(obligation=obligation, by=world.people.office) == first
    assert first.status == ReportStatus.DRAFT
    assert first.history.get().history_user == world.people.office


@pytest.mark.parametrize(
    ("changes", "message"),
    [({"waived_on": dt.date(2018, 1, 5), "waived_reason": "Mới thành lập"}, "được miễn"), ({}, "đã đóng biểu")],
)
def test_a_waived_or_closed_obligation_is_not_begun(world, changes, message):
    obligation = world.obligation(world.district_unit, PeriodKind.PLAN)
    for name, value in changes.items():
        setattr(obligation, name, value)
    obligation.save()
    if not changes:
        obligation.period.is_closed = True
        obligation.period.save()
    with pytest.raises(Problems, match=message):
        start_report(obligation=obligation, by=world.people.office)
    assert not Report.objects.filter(obligation=obligation).exists()


# --- Saving -------------------------------------------------------------------------------------------------------


def test_saving_stores_what_was_read_and_leaves_the_rest(world):
    draft, unit = world.filings.draft, world.people.unit
    rows = [figures(world.commune, workdays=Decimal("12.5")), figures(world.places.second_commune, trips=None)]
    saved = save_draft(report=draft, by=unit, revision=0, draft=Draft(rows))
    contribution = world.filings.draft_contribution
    contribution.refresh_from_db()
    assert (contribution.trips, contribution.workdays) == (60, Decimal("12.5"))
    assert saved.report.revision == 1
    assert saved.report.updated_by == unit
    assert not draft.contributions.filter(commune=world.places.second_commune).exists()
    change = contribution.history.latest()
    assert (change.history_user, change.history_change_reason) == (unit, "Lưu bản soạn")


def test_zero_is_kept_apart_from_not_reported(world):
    draft = world.filings.draft
    rows = [figures(world.commune, trips=0, workdays=None)]
    save_draft(report=draft, by=world.people.unit, revision=0, draft=Draft(rows))
    row = draft.contributions.get(commune=world.commune)
    assert row.trips == 0
    assert row.workdays is None
    save_draft(report=draft, by=world.people.unit, revision=1, draft=Draft([figures(world.commune, trips=None)]))
    row.refresh_from_db()
    assert row.trips is None


def test_saving_nothing_new_counts_nothing_and_records_nothing(world):
    draft = world.filings.draft
    before = world.filings.draft_contribution.history.count()
    saved = save_draft(report=draft, by=world.people.unit, revision=0, draft=Draft([figures(world.commune, trips=60)]))
    assert saved.report.revision == 0
    assert world.filings.draft_contribution.history.count() == before


def test_prose_is_kept_without_a_history_of_every_key(world):
    draft = world.filings.draft
    row = Row(ReportSection, "s", "I", {"section": world.section}, {"text": "Đời sống ổn định."})
    save_draft(report=draft, by=world.people.unit, revision=0, draft=Draft([row]))
    section = draft.sections.get(section=world.section)
    assert section.text == "Đời sống ổn định."
    assert section.history.count() == 1  # the one the factory wrote


def test_the_same_new_row_sent_twice_is_one_row(world, plan):
    page = Draft([thing(world, "a" * 24, content="Sửa cầu treo", order=1)])
    save_draft(report=plan, by=world.people.office, revision=0, draft=page)
    again = save_draft(report=plan, by=world.people.office, revision=0, draft=page)  # the answer got lost
    assert again.report.revision == 1
    assert plan.items.get().content == "Sửa cầu treo"


def test_a_row_that_lacks_its_commune_is_told_and_not_stored(world, plan):
    page = Draft([thing(world, "b" * 24, content="Sửa cầu treo", commune=None)])
    saved = save_draft(report=plan, by=world.people.office, revision=0, draft=page)
    (problem,) = saved.problems
    assert "chưa chọn xã" in problem.message
    assert problem.field == f"id_items-{'b' * 24}-commune"
    assert not plan.items.exists()


def test_a_stored_row_keeps_its_commune_when_the_page_sends_none(world, plan):
    item = make.PlanItemFactory(report=plan, commune=world.commune, work_group=world.work_group, content="Cũ")
    page = Draft([thing(world, f"#{item.pk}", content="Mới", commune=None)])
    saved = save_draft(report=plan, by=world.people.office, revision=0, draft=page)
    item.refresh_from_db()
    assert (item.content, item.commune) == ("Mới", world.commune)
    assert len(saved.problems) == 1


def test_a_key_of_another_reports_row_touches_nothing_there(world, plan):
    foreign = world.filings.other_plan_item
    page = Draft([thing(world, f"#{foreign.pk}", content="Chiếm dòng")])
    save_draft(report=plan, by=world.people.office, revision=0, draft=page)
    foreign.refresh_from_db()
    assert foreign.report == world.filings.other_plan
    assert foreign.content != "Chiếm dòng"
    assert plan.items.get().content == "Chiếm dòng"


def test_a_deleted_row_goes_and_one_not_sent_stays(world, plan):
    gone, stays = make.PlanItemFactory.create_batch(2, report=plan, commune=world.commune, work_group=world.work_group)
    row = Row(PlanItem, "items-0", "Dòng 1", {"row_key": f"#{gone.pk}"}, {}, is_deleted=True)
    save_draft(report=plan, by=world.people.office, revision=0, draft=Draft([row]))
    assert list(plan.items.all()) == [stays]
    assert gone.history.model.objects.filter(id=gone.pk, history_type="-").exists()


def test_an_item_with_a_result_cannot_be_removed(world):
    item = world.filings.plan_item
    world.filings.plan.status = ReportStatus.RETURNED
    world.filings.plan.save()
    make.WorkResultFactory(report=world.filings.draft, plan_item=item, commune=world.commune)
    row = Row(PlanItem, "items-0", "Dòng 1", {"row_key": f"#{item.pk}"}, {}, is_deleted=True)
    saved = save_draft(report=world.filings.plan, by=world.people.unit, revision=0, draft=Draft([row]))
    (problem,) = saved.problems
    assert "đã có kết quả" in problem.message
    assert PlanItem.objects.filter(pk=item.pk).exists()


def test_a_stale_page_is_told_who_saved_what(world):
    draft = world.filings.draft
    save_draft(
        report=draft, by=world.people.office, revision=0, draft=Draft([figures(world.commune, trips=75, workdays=None)])
    )
    mine = Draft([figures(world.commune, trips=80, workdays=None)])
    with pytest.raises(Stale) as caught:
        save_draft(report=draft, by=world.people.unit, revision=0, draft=mine)
    assert caught.value.who == "Tài khoản office"
    (difference,) = caught.value.differences
    assert difference.name == f"c{world.commune.pk}-trips"
    assert difference.theirs == "75"
    assert draft.contributions.get(commune=world.commune).trips == 75


def test_a_stale_page_is_told_of_rows_added_and_removed(world, plan):
    item = make.PlanItemFactory(report=plan, commune=world.commune, work_group=world.work_group, content="Cũ")
    mine = Draft([thing(world, f"#{item.pk}", content="Cũ")])
    theirs = Draft(
        [
            Row(PlanItem, "items-0", "Dòng 1", {"row_key": f"#{item.pk}"}, {}, is_deleted=True),
            thing(world, "c" * 24, content="Việc người kia thêm"),
        ]
    )
    save_draft(report=plan, by=world.people.admin, revision=0, draft=theirs)
    with pytest.raises(Stale) as caught:
        save_draft(report=plan, by=world.people.office, revision=0, draft=mine)
    assert {(each.label, each.theirs) for each in caught.value.differences} == {
        (f"Dòng #{item.pk}", "không có dòng này"),
        ("Dòng người kia thêm", "Việc người kia thêm"),
    }


@pytest.mark.parametrize(
    ("status", "message"), [(ReportStatus.SUBMITTED, "đang chờ duyệt"), (ReportStatus.ACCEPTED, "Đã được duyệt")]
)
def test_a_filed_report_is_locked(world, status, message):
    report = world.filings.half
    report.status = status
    report.save()
    with pytest.raises(Locked, match=message):
        save_draft(report=report, by=world.people.unit, revision=0, draft=Draft([figures(world.commune, trips=1)]))
    assert world.filings.half_contribution.trips == 20


def test_a_closed_period_is_closed_to_everybody(world):
    period = world.periods[PeriodKind.ANNUAL]
    period.is_closed = True
    period.save()
    for person in (world.people.unit, world.people.office):
        with pytest.raises(Locked, match="đã đóng biểu"):
            save_draft(report=world.filings.draft, by=person, revision=0, draft=Draft([]))


# --- Filing -------------------------------------------------------------------------------------------------------


@time_machine.travel(NOVEMBER, tick=False)
def test_filing_makes_a_version_with_everything_in_it(world):
    draft, unit = complete(world), world.people.unit
    work = make.WorkResultFactory(report=draft, commune=world.commune, cost=1_000_000, progress=50)
    version = submit_report(report=draft, by=unit, no_classified=True)
    draft.refresh_from_db()
    assert draft.status == ReportStatus.SUBMITTED
    assert draft.submitted_at == version.submitted_at == clock.now()
    assert (version.number, version.outcome, version.submitted_by) == (1, ReviewOutcome.PENDING, unit)
    content = version.content
    assert {row["commune"]["name"] for row in content["contributions"]} == {
        world.commune.full_name,
        world.places.second_commune.full_name,
    }
    first = next(row for row in content["contributions"] if row["commune"]["id"] == world.commune.pk)
    assert (first["trips"], first["workdays"]) == (60, None)
    assert set(MEASURES) <= set(first)
    assert content["works"][0]["content"] == work.content
    assert content["sections"][0]["text"] == "Tình hình ổn định."
    assert content["evidence"][0]["sha256"] == world.filings.evidence.sha256
    change = draft.history.get(status="submitted")
    assert (change.status, change.history_user, change.history_change_reason) == ("submitted", unit, "Nộp lần 1")


def test_filing_stores_the_page_that_came_with_it(world):
    draft = world.filings.draft
    page = Draft([figures(world.commune, trips=61), figures(world.places.second_commune, trips=4)])
    version = submit_report(report=draft, by=world.people.unit, draft=page, revision=0, no_classified=True)
    assert sorted(row["trips"] for row in version.content["contributions"]) == [4, 61]


def test_all_problems_are_told_at_once_and_nothing_is_stored(world):
    draft = world.filings.draft
    make.FormSectionFactory(programme=world.programme, number="II", title="Kết quả", is_required=True)
    item = world.filings.plan_item
    rows = [
        figures(world.commune, trips=99),
        Row(
            WorkResult,
            f"w{item.pk}",
            item.content,
            {"plan_item": item},
            {"progress": 40, "is_completed": True},
            fixed={"commune": item.commune, "kind": item.kind, "content": item.content},
        ),
    ]
    with pytest.raises(Problems) as caught:
        submit_report(report=draft, by=world.people.unit, draft=Draft(rows), revision=0, no_classified=False)
    fields = {problem.field for problem in caught.value.problems}
    assert f"id_c{world.places.second_commune.pk}-trips" in fields
    assert f"id_w{item.pk}-progress" in fields
    assert "id_no_classified" in fields
    assert any(problem.where == "II. Kết quả" for problem in caught.value.problems)
    draft.refresh_from_db()
    assert (draft.status, draft.revision) == (ReportStatus.DRAFT, 0)
    assert draft.contributions.get().trips == 60
    assert not draft.works.exists()
    assert not draft.versions.exists()


def test_works_finished_beyond_what_was_registered_are_told(world):
    draft = complete(world)
    make.WorkResultFactory(
        report=draft, plan_item=world.filings.plan_item, commune=world.commune, is_completed=True, progress=100
    )
    world.filings.plan.status = ReportStatus.RETURNED
    world.filings.plan.save()
    with pytest.raises(Problems, match="1 công trình hoàn thành, nhiều hơn 0 đăng ký và 0 ngoài kế hoạch"):
        submit_report(report=draft, by=world.people.unit, no_classified=True)


def test_a_commune_without_twinning_must_stay_empty(world):
    draft = complete(world)
    make.ContributionFactory(report=draft, commune=world.foreign_commune, trips=3)
    with pytest.raises(Problems, match="không thuộc phân công năm nay"):
        submit_report(report=draft, by=world.people.unit, no_classified=True)


def test_a_plan_needs_an_item_and_each_item_its_content_and_source(world, plan):
    with pytest.raises(Problems, match="chưa có việc nào"):
        submit_report(report=plan, by=world.people.unit, no_classified=True)
    make.PlanItemFactory(
        report=plan, commune=world.commune, work_group=world.work_group, content="", cost=5, kind="",
        starts_on=dt.date(2081, 1, 1),
    )  # fmt: skip
    with pytest.raises(Problems) as caught:
        submit_report(report=plan, by=world.people.unit, no_classified=True)
    assert {problem.field for problem in caught.value.problems} == {
        "id_items-0-content",
        "id_items-0-kind",
        "id_items-0-funding",
        "id_items-0-starts_on",
    }


def test_filing_again_what_is_filed_makes_no_second_version(world):
    draft, unit = complete(world), world.people.unit
    page = Draft([figures(world.commune, trips=61), figures(world.places.second_commune, trips=4)])
    first = submit_report(report=draft, by=unit, draft=page, revision=0, no_classified=True)
    again = submit_report(report=draft, by=unit, draft=page, revision=0, no_classified=True)
    assert again == first
    assert draft.versions.count() == 1
    assert draft.history.filter(status="submitted").count() == 1


def test_filing_something_else_after_it_was_filed_is_refused(world):
    draft, unit = complete(world), world.people.unit
    submit_report(report=draft, by=unit, no_classified=True)
    other = Draft([figures(world.commune, trips=999)])
    with pytest.raises(Locked, match="đang chờ duyệt"):
        submit_report(report=draft, by=unit, draft=other, revision=0, no_classified=True)
    with pytest.raises(Locked):
        submit_report(report=draft, by=world.people.office, no_classified=True)
    assert draft.contributions.get(commune=world.commune).trips == 60


def test_filing_a_stale_page_is_refused(world):
    draft = complete(world)
    save_draft(report=draft, by=world.people.office, revision=0, draft=Draft([figures(world.commune, trips=75)]))
    with pytest.raises(Stale):
        submit_report(
            report=draft,
            by=world.people.unit,
            draft=Draft([figures(world.commune, trips=80)]),
            revision=0,
            no_classified=True,
        )
    draft.refresh_from_db()
    assert draft.status == ReportStatus.DRAFT


def test_a_returned_report_is_filed_as_the_next_round(world):
    report = world.filings.other_plan
    world.filings.other_plan_item.funding = "savings"
    world.filings.other_plan_item.save()
    version = submit_report(report=report, by=world.people.unit_outsider, no_classified=True)
    assert version.number == 2
    assert report.versions.get(number=1).outcome == ReviewOutcome.RETURNED


# --- On paper -----------------------------------------------------------------------------------------------------


@time_machine.travel("2018-12-10 08:00+07:00", tick=False)
def test_a_paper_counts_from_the_day_it_came_and_both_are_named(world):
    draft, office = complete(world), world.people.office
    paper = {"paper_signer": "Phó Giám đốc", "paper_received_on": dt.date(2018, 11, 30)}
    version = submit_report(report=draft, by=office, draft=Draft(paper=paper), revision=0, no_classified=True)
    draft.refresh_from_db()
    assert draft.submitted_at == clock.end_of_day(dt.date(2018, 11, 30))
    assert (version.submitted_by, version.paper_signer) == (office, "Phó Giám đốc")
    assert version.content["paper"] == {"signer": "Phó Giám đốc", "received_on": "2018-11-30"}
    assert version.content["entered_at"].startswith("2018-12-10")
    obligation = type(draft.obligation).objects.with_state().with_timeliness().get(pk=draft.obligation_id)
    assert obligation.days_late.days == 0


@time_machine.travel("2018-11-30 08:00+07:00", tick=False)
def test_a_paper_that_came_today_is_not_filed_in_the_future(world):
    draft = complete(world)
    paper = {"paper_signer": "Giám đốc", "paper_received_on": dt.date(2018, 11, 30)}
    submit_report(report=draft, by=world.people.office, draft=Draft(paper=paper), revision=0, no_classified=True)
    draft.refresh_from_db()
    assert draft.submitted_at == clock.now()


@time_machine.travel(NOVEMBER, tick=False)
@pytest.mark.parametrize(
    ("paper", "messages"),
    [
        ({}, {"nhập thay đơn vị thì phải ghi chức danh", "nhập thay đơn vị thì phải ghi ngày nhận"}),
        ({"paper_signer": "Giám đốc", "paper_received_on": dt.date(2018, 11, 21)}, {"còn chưa tới"}),
    ],
)
def test_the_office_must_say_whose_paper_and_when_it_came(world, paper, messages):
    draft = complete(world)
    with pytest.raises(Problems) as caught:
        submit_report(report=draft, by=world.people.office, draft=Draft(paper=paper), revision=0, no_classified=True)
    told = [problem.message for problem in caught.value.problems]
    assert len(told) == len(messages)
    assert all(any(message in text for text in told) for message in messages)


@time_machine.travel("2018-12-20 08:00+07:00", tick=False)
def test_a_returned_paper_counts_from_its_second_coming(world):
    draft, office = complete(world), world.people.office
    draft.status, draft.submitted_at = ReportStatus.RETURNED, filed_at(2018, 11, 28)
    draft.save()
    make.ReportVersionFactory(
        report=draft,
        submitted_by=office,
        outcome=ReviewOutcome.RETURNED,
        reason="Thiếu số liệu",
        reviewed_at=filed_at(2018, 12, 15),
        reviewed_by=office,
    )
    paper = {"paper_signer": "Giám đốc", "paper_received_on": dt.date(2018, 11, 28)}
    with pytest.raises(Problems, match="từ ngày đó trở đi"):
        submit_report(report=draft, by=office, draft=Draft(paper=paper), revision=0, no_classified=True)


def test_the_unit_filing_itself_is_no_paper_filing(world):
    draft = complete(world)
    draft.paper_signer, draft.paper_received_on = "Giám đốc", dt.date(2018, 11, 1)
    draft.save()
    version = submit_report(report=draft, by=world.people.unit, no_classified=True)
    draft.refresh_from_db()
    assert (draft.paper_signer, draft.paper_received_on, version.paper_signer) == ("", None, "")


# --- At the same moment -------------------------------------------------------------------------------------------


def at_once(*actions) -> list:
    """Run the actions in threads that start together; what each gave or raised."""
    barrier, results = Barrier(len(actions)), [None] * len(actions)

    def run(number, action) -> None:
        try:
            barrier.wait()
            results[number] = action()
        except (Problems, Stale) as refusal:
            results[number] = refusal
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(actions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


needs_connections = pytest.mark.skipif(connection.vendor == "sqlite", reason="an SQLite in memory has one connection")


@needs_connections
@pytest.mark.django_db(transaction=True)
def test_two_at_once_begin_one_report(world):
    obligation = world.obligation(world.district_unit, PeriodKind.PLAN)
    first, second = at_once(*[lambda: start_report(obligation=obligation, by=world.people.office)] * 2)
    assert first == second
    assert Report.objects.filter(obligation=obligation).count() == 1


@needs_connections
@pytest.mark.django_db(transaction=True)
def test_two_at_once_file_one_version(world):
    draft = complete(world)
    page = Draft([figures(world.commune, trips=61), figures(world.places.second_commune, trips=4)])
    results = at_once(
        *[
            lambda: submit_report(report=draft, by=world.people.unit, draft=page, revision=0, no_classified=True)
        ] * 4
    )  # fmt: skip
    assert len(set(results)) == 1
    assert ReportVersion.objects.filter(report=draft).count() == 1
    assert draft.history.filter(status="submitted").count() == 1


@needs_connections
@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_saves_and_the_other_is_told(world):
    draft = world.filings.draft

    def saving(person, trips):
        page = Draft([figures(world.commune, trips=trips)])
        return lambda: save_draft(report=draft, by=person, revision=0, draft=page)

    results = at_once(saving(world.people.unit, 70), saving(world.people.office, 90))
    assert sum(isinstance(result, Stale) for result in results) == 1
    draft.refresh_from_db()
    assert draft.revision == 1
    assert draft.contributions.get(commune=world.commune).trips in (70, 90)
