"""Composed documents: begun from figures, written by staff, followed by the figures, commented on, approved."""

import datetime as dt
import re

import pytest
from django.core.exceptions import PermissionDenied

from kontum04.core.problems import Problems
from reports.choices import AnswerKind, CompositionStatus
from reports.documents.layout import HD05
from reports.documents.live import Form
from reports.documents.orders import DocumentOrder
from reports.documents.richtext import blocks_of, figures_in, text_of
from reports.models import ComposedSection, Composition
from reports.services import approval, comments, refreshing, sections
from reports.services.composing import begin, begin_correction, composed_context
from reports.services.present import present
from tests import factories as make
from twinning.choices import ReportStatus

REASON = "Ban Thường vụ yêu cầu viết lại phần hạn chế."


@pytest.fixture
def composition(world) -> Composition:
    return begin(order=DocumentOrder("review", world.programme_year), by=world.people.office)


def section(composition: Composition, key: str) -> ComposedSection:
    return composition.sections.get(key=key)


def write(row: ComposedSection, by, body: str, **more) -> ComposedSection:
    given = {"heading": row.heading, "revision": row.revision} | more
    return sections.save_section(section=row, by=by, body=body, **given)


def more_trips(world, count: int) -> None:
    """A unit's filed report says more than it did."""
    contribution = world.filings.accepted_contribution
    assert contribution.report.status == ReportStatus.ACCEPTED
    contribution.trips = count
    contribution.save()


def words(row: ComposedSection) -> str:
    row.refresh_from_db()
    return text_of(blocks_of(row.body))


def trips(row: ComposedSection) -> list[str]:
    return [run.text for run in figures_in(blocks_of(row.body)) if run.figure == "help.trips"]


# --- From figures to a text -------------------------------------------------------------------------------------------


def test_a_new_composition_says_what_the_draft_says(world, composition):
    order = DocumentOrder("review", world.programme_year)
    made = present(composition)
    assert [row.key for row in composition.sections.all()] == list(made.sections)
    assert all(row.body == row.made == made.text(row.key) for row in composition.sections.all())
    assert composition.order() == order
    shown = composed_context(composition)
    assert [text_of(each.content) for each in shown.sections] == [
        text_of(each.content) for each in made.context.sections
    ]
    assert shown.annexes == made.context.annexes


def test_every_key_of_a_review_is_its_own(composition):
    keys = composition.sections.values_list("key", flat=True)
    assert len(keys) == len(set(keys)) > 5


def test_what_staff_write_is_what_paper_says(world, composition):
    row = section(composition, "situation")
    write(row, world.people.office, row.body + "<p>Đời sống <b>ổn định</b>.</p>", heading="TÌNH HÌNH CHUNG")
    [printed] = [each for each in composed_context(composition).sections if each.key == "situation"]
    assert printed.heading == "TÌNH HÌNH CHUNG"
    assert text_of(printed.content).endswith("Đời sống ổn định.")
    assert printed.content[-1].runs[1].bold


def test_a_figure_cannot_be_typed(world, composition):
    row = section(composition, "steering")
    [true] = trips(row)
    assert true != "9.999 lượt"
    forged = row.body.replace(f">{true}<", ">9.999 lượt<")
    assert forged != row.body
    row = write(row, world.people.office, forged)
    assert trips(row) == [], "words that are not the figure's are the writer's own"
    assert "9.999 lượt" in words(row)


def test_a_figure_of_the_year_can_be_put_into_a_text(world, composition):
    row = section(composition, "security")
    now = present(composition).words["help.trips", Form.UNIT]
    token = f'<span data-figure="help.trips" data-form="unit">{now}</span>'
    row = write(row, world.people.office, f"<p>Đã cử {token}.</p>")
    assert trips(row) == [now]


# --- Two at work ------------------------------------------------------------------------------------------------------


def test_two_open_edits_are_told_and_nothing_is_lost(world, composition):
    row = section(composition, "security")
    write(row, world.people.office, "<p>Bản của văn phòng.</p>")
    with pytest.raises(sections.Stale) as told:
        write(row, world.people.admin, "<p>Bản của quản trị.</p>")
    assert told.value.fields["body"]["theirs"] == "Bản của văn phòng."
    assert told.value.who == str(world.people.office)
    assert words(row) == "Bản của văn phòng."


def test_a_saving_sent_again_is_no_conflict(world, composition):
    row = section(composition, "security")
    saved = write(row, world.people.office, "<p>Một lần.</p>")
    again = write(row, world.people.office, "<p>Một lần.</p>")
    assert again.revision == saved.revision == row.revision + 1


def test_one_sitting_is_one_entry_of_the_history(world, composition):
    row = section(composition, "security")
    for text in ("Một.", "Một. Hai.", "Một. Hai. Ba."):
        row = write(row, world.people.office, f"<p>{text}</p>")
    write(row, world.people.admin, "<p>Bốn.</p>")
    assert [record.history_user for record in row.history.all()] == [
        world.people.admin, world.people.office, world.people.office,
    ]  # fmt: skip


# --- Sections ---------------------------------------------------------------------------------------------------------


def test_sections_are_added_ordered_left_out_and_removed(world, composition):
    office, first = world.people.office, composition.sections.first()
    new = sections.add_section(composition=composition, by=office, heading="Kiến nghị", level=2, after=first.pk)
    assert list(composition.sections.values_list("pk", flat=True))[1] == new.pk
    sections.move_section(section=new, by=office, step=1)
    assert list(composition.sections.values_list("pk", flat=True))[2] == new.pk
    sections.leave_out(section=first, by=office, is_hidden=True)
    assert first.key not in [each.key for each in composed_context(composition).sections]
    sections.remove_section(section=new, by=office)
    assert not ComposedSection.objects.filter(pk=new.pk).exists()
    with pytest.raises(Problems, match="không xóa"):
        sections.remove_section(section=first, by=office)


# --- Figures that move ------------------------------------------------------------------------------------------------


def test_a_moved_figure_is_told_and_updated_without_touching_prose(world, composition):
    row = section(composition, "steering")
    row = write(row, world.people.office, row.body + "<p>Cán bộ bám nắm cơ sở tốt hơn.</p>")
    more_trips(world, 4321)
    now = present(composition)
    found = refreshing.standing(row, now)
    [moved] = found.moved
    assert (moved.code, moved.old) == ("help.trips", trips(row)[0])
    assert moved.new == now.words["help.trips", moved.form] != moved.old
    assert found.changes == [], "a figure that moves is no change of the text"
    row = refreshing.update_figures(section=row, by=world.people.office, now=now, name=(moved.code, moved.form))
    assert trips(row) == [moved.new]
    assert words(row).endswith("Cán bộ bám nắm cơ sở tốt hơn.")
    assert refreshing.standing(row, now).moved == []
    assert moved.new in row.history.first().history_change_reason


def test_all_moved_figures_follow_at_once(world, composition):
    more_trips(world, 777)
    now = present(composition)
    assert any(each.moved for each in refreshing.standings(composition.sections.all(), now))
    refreshing.update_all_figures(composition=composition, by=world.people.office, now=now)
    assert not any(each.moved for each in refreshing.standings(composition.sections.all(), now))
    assert not section(composition, "steering").is_edited


def another_weak_unit(world) -> None:
    """A unit that owes everything and has filed nothing."""
    unit = make.UnitFactory(name="Sở Chưa nộp gì")
    for period in world.periods.values():
        make.ObligationFactory(unit=unit, period=period)


def test_a_section_nobody_edited_is_taken_over_whole(world, composition):
    row = section(composition, "late")
    another_weak_unit(world)
    now = present(composition)
    found = refreshing.standing(row, now)
    assert found.is_whole_update
    row = refreshing.update_whole(section=row, by=world.people.office, now=now)
    assert "Sở Chưa nộp gì" in words(row)
    assert not row.is_edited


def test_an_edited_section_takes_over_one_change_and_keeps_the_prose(world, composition):
    office, row = world.people.office, section(composition, "late")
    row = write(row, office, "<p>Lời mở đầu của văn phòng.</p>" + row.body)
    another_weak_unit(world)
    now = present(composition)
    with pytest.raises(Problems, match="đã có người sửa"):
        refreshing.update_whole(section=row, by=office, now=now)
    changes = refreshing.standing(row, now).changes
    assert any("Sở Chưa nộp gì" in change.new_html for change in changes)
    for _change in changes:
        change = refreshing.standing(row, now).changes[0]
        row = refreshing.settle(section=row, by=office, now=now, key=change.key, is_taken=True)
    assert words(row).startswith("Lời mở đầu của văn phòng.")
    assert words(row).count("Sở Chưa nộp gì") == 1
    assert refreshing.standing(row, now).changes == []


def test_a_change_can_be_declined(world, composition):
    office, row = world.people.office, section(composition, "late")
    row = write(row, office, "<p>Chỉ một câu của văn phòng.</p>")
    another_weak_unit(world)
    now = present(composition)
    while changes := refreshing.standing(row, now).changes:
        row = refreshing.settle(section=row, by=office, now=now, key=changes[0].key, is_taken=False)
    assert words(row) == "Chỉ một câu của văn phòng."


def test_a_change_that_changed_again_is_not_taken_blindly(world, composition):
    row = section(composition, "late")
    another_weak_unit(world)
    with pytest.raises(Problems, match="vừa đổi thêm"):
        refreshing.settle(section=row, by=world.people.office, now=present(composition), key="x" * 16, is_taken=True)


# --- Comments and approval --------------------------------------------------------------------------------------------


@pytest.fixture
def sent_out(world, composition) -> Composition:
    return approval.send_out(composition=composition, by=world.people.office)


def approve(composition: Composition, by, *, seal: str | None = None) -> Composition:
    now = present(composition)
    seen = approval.to_confirm(refreshing.standings(composition.sections.all(), now), now)
    return approval.approve(composition=composition, by=by, seen=seen, seal=seen.seal if seal is None else seal)


def test_members_comment_only_while_the_draft_is_out(world, composition):
    row = section(composition, "late")
    with pytest.raises(Problems, match="không lấy ý kiến"):
        comments.comment(section=row, by=world.people.member, text="Nêu rõ nguyên nhân.")
    approval.send_out(composition=composition, by=world.people.office)
    assert comments.comment(section=row, by=world.people.member, text="Nêu rõ nguyên nhân.").pk
    with pytest.raises(Problems, match="viết nội dung"):
        comments.comment(section=row, by=world.people.member, text="  ")


def test_approval_waits_for_every_answer(world, sent_out):
    remark = comments.comment(section=section(sent_out, "late"), by=world.people.member, text="Nêu rõ nguyên nhân.")
    with pytest.raises(Problems, match="chưa trả lời"):
        approve(sent_out, world.people.head)
    with pytest.raises(Problems) as refusal:
        comments.answer(remark=remark, by=world.people.office, kind="", text="")
    assert len(refusal.value.problems) == 2
    comments.answer(remark=remark, by=world.people.office, kind=AnswerKind.TAKEN_UP, text="Đã bổ sung.")
    assert approve(sent_out, world.people.head).status == CompositionStatus.APPROVED


def test_what_is_missing_must_be_seen_before_approval(world, sent_out):
    with pytest.raises(Problems, match="đánh dấu đã xem"):
        approve(sent_out, world.people.head, seal="")
    approved = approve(sent_out, world.people.head)
    assert approved.approved_by == world.people.head


def test_only_the_head_approves(world, sent_out):
    with pytest.raises(PermissionDenied):
        approve(sent_out, world.people.office)


def test_an_approved_text_stands_until_it_is_taken_back_for_a_reason(world, sent_out):
    approve(sent_out, world.people.head)
    row = section(sent_out, "security")
    with pytest.raises(Problems, match="không sửa được"):
        write(row, world.people.office, "<p>Sửa sau khi duyệt.</p>")
    with pytest.raises(Problems, match="lý do"):
        approval.take_back(composition=sent_out, by=world.people.head, reason=" ")
    back = approval.take_back(composition=sent_out, by=world.people.head, reason=REASON)
    assert (back.status, back.approved_by) == (CompositionStatus.DRAFT, None)
    assert back.history.first().history_change_reason == REASON
    assert write(row, world.people.office, "<p>Sửa tiếp.</p>").revision == 1


@pytest.mark.parametrize("target", ["approved", "draft"])
def test_steps_that_the_way_does_not_know_are_refused(world, composition, target):
    act = {
        "approved": lambda: approve(composition, world.people.head),
        "draft": lambda: approval.take_back(composition=composition, by=world.people.office, reason=REASON),
    }
    with pytest.raises(Problems, match="Dự thảo"):
        act[target]()


def test_a_correction_begins_with_what_was_issued(world, composition):
    row = section(composition, "security")
    write(row, world.people.office, "<p>Như đã ban hành.</p>")
    issued = make.IssuedDocumentFactory(programme_year=world.programme_year, composition=composition)
    corrected = begin_correction(issued=issued, by=world.people.office)
    assert (corrected.corrects, corrected.status) == (issued, CompositionStatus.DRAFT)
    assert words(section(corrected, "security")) == "Như đã ban hành."
    assert section(corrected, "security").is_edited
    with pytest.raises(Problems, match="không có bản soạn"):
        begin_correction(issued=make.IssuedDocumentFactory(), by=world.people.office)


# --- Pages ------------------------------------------------------------------------------------------------------------


def test_the_office_begins_a_document_from_the_page(world, client_of):
    client = client_of("office")
    answer = client.post(world.url("composition-new"), {"kind": "review"}, follow=True)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert re.search(r'<a class="token[^"]*" href="[^"]+"[^>]* data-figure="help.trips"', page)
    assert "<script>" not in page


def test_a_script_that_got_into_the_table_does_not_get_onto_the_page(world, composition, client_of):
    ComposedSection.objects.filter(composition=composition, key="security").update(
        body='<p>ổn<script>alert(1)</script><img src="x" onerror="alert(1)"></p>'
    )
    page = client_of("office").get(world.url("composition-detail", pk=composition.pk)).content.decode()
    assert "onerror" not in re.sub(r"(?s)<textarea.*?</textarea>", "", page)
    assert "alert(1)" not in re.sub(r"(?s)<textarea.*?</textarea>", "", page)


def test_saving_answers_as_the_page_expects(world, composition, client_of):
    row = section(composition, "security")
    url = world.url("composition-section-save", pk=composition.pk, section=row.pk)
    sent = {"heading": row.heading, "body": "<p>Ổn định.</p>", "revision": "0"}
    first = client_of("office").post(url, sent)
    assert first.json()["revision"] == 1
    assert first.json()["html"] == "<p>Ổn định.</p>"
    clash = client_of("admin").post(url, sent | {"body": "<p>Khác.</p>"})
    assert clash.status_code == 409
    assert clash.json()["fields"]["body"]["theirs"] == "Ổn định."


def test_the_list_of_comments_prints_with_the_document(world, sent_out, client_of):
    comments.comment(section=section(sent_out, "late"), by=world.people.member, text="Nêu rõ nguyên nhân.")
    url = world.url("composition-file", pk=sent_out.pk, file_format="xlsx") + "?with=comments"
    assert client_of("office").get(url).status_code == 200
    assert client_of("member").get(url).status_code == 403
    [row] = comments.comments_annex(sent_out).rows
    assert row[1:4] == ("Chấp hành chế độ báo cáo", row[2], "Nêu rõ nguyên nhân.")
    assert row[4] == "chưa trả lời"


def test_the_history_tells_what_changed_in_a_long_text(world, composition, client_of):
    row = section(composition, "situation")
    write(row, world.people.office, row.body + "<p>Câu mới thêm.</p>")
    url = f"/history/reports.composition/{composition.pk}/"
    page = client_of("office").get(url).content.decode()
    assert "Câu mới thêm." in page
    assert client_of("unit").get(url).status_code == 404


def test_the_list_costs_the_same_however_long(world, constant_queries):
    def compositions(count):
        for row in make.CompositionFactory.create_batch(count, programme_year=world.programme_year):
            make.SectionCommentFactory(section__composition=row)

    constant_queries(world.url("composition-list"), compositions, "office")


def test_the_composer_costs_the_same_however_much_was_said(world, sent_out, constant_queries):
    def remarks(count):
        for _number in range(count):
            row = make.ComposedSectionFactory(composition=sent_out, order=99, level=0, body="<p>Lời văn.</p>")
            make.SectionCommentFactory(section=row, text="Góp ý.")

    constant_queries(world.url("composition-detail", pk=sent_out.pk), remarks, "office")


def test_a_paper_with_nothing_to_say_is_not_begun_but_stays_readable(world, client_of):
    office, year = client_of("office"), world.previous_year.year
    refused = office.post(world.url("composition-new", year=year), {"kind": "proposal"})
    assert refused.status_code == 422
    assert "chưa có đề nghị" in refused.content.decode()
    written = make.CompositionFactory(programme_year=world.previous_year, kind="proposal", doc_type="TTr")
    make.ComposedSectionFactory(composition=written, heading="Đề nghị đã viết")
    page = office.get(world.url("composition-detail", year=year, pk=written.pk))
    assert "Đề nghị đã viết" in page.content.decode()


def test_the_composer_says_that_a_rule_set_awaits_confirmation(world, client_of, composition):
    composition.dated_on = dt.date(2026, 6, 1)
    composition.save()
    page = client_of(world.people.office).get(world.url("composition-detail", pk=composition.pk))
    assert HD05.notice in page.content.decode()
    composition.dated_on = dt.date(2019, 1, 2)
    composition.save()
    page = client_of(world.people.office).get(world.url("composition-detail", pk=composition.pk))
    assert HD05.notice not in page.content.decode()
