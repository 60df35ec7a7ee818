"""The draft decision: approved changes only, as each article tells them, in Party and in state style."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kontum04.accounts.choices import Role
from kontum04.core.scoping import WHOLE_PROVINCE_READER
from reports.documents.grounds import cited, enactor_of
from reports.documents.layout import Style
from reports.documents.library import document_context, render_document
from reports.documents.orders import DocumentOrder, NothingToSayError
from tests import factories as make
from tests.reports.said import told
from twinning.choices import AssignmentChange, AssignmentStatus
from twinning.models import AssignmentProposal

pytestmark = pytest.mark.django_db
ADD, END, KEEP = AssignmentChange.ADD, AssignmentChange.END, AssignmentChange.KEEP


@pytest.fixture
def draft(world):
    AssignmentProposal.objects.all().delete()

    def run(viewer=WHOLE_PROVINCE_READER, **order):
        return document_context(DocumentOrder("decision", world.programme_year, **order), viewer)

    return run


@pytest.fixture
def proposed(world):
    def make_one(unit, commune, change=ADD, status=AssignmentStatus.APPROVED, **given):
        given |= {"programme": world.programme, "change": change, "status": status}
        return make.AssignmentProposalFactory(unit=unit, commune=commune, **given)

    return make_one


def test_nothing_approved_is_no_decision(world, draft, proposed):
    proposed(world.unit, world.commune, KEEP, AssignmentStatus.DRAFT)
    proposed(world.other_unit, world.commune, status=AssignmentStatus.DECLINED, declined_reason="không hợp")
    with pytest.raises(NothingToSayError, match="Năm 2018 không có đề xuất phân công nào đã duyệt và chờ quyết định"):
        draft()


def test_who_begins_who_ends_and_who_stays(world, draft, proposed):
    proposed(world.other_unit, world.commune)
    proposed(world.district_unit, world.foreign_commune, status=AssignmentStatus.DRAFT)
    proposed(world.unit, world.commune, END, leaves_alone=True)
    proposed(world.unit, world.places.second_commune, KEEP)
    starts = f"{world.unit.twinnings.get(commune=world.commune).starts_on:%d/%m/%Y}"
    text = told(draft())
    assert "Điều 1. Phân công lại đơn vị kết nghĩa, giúp đỡ xã theo" in text["assigned"]
    assert "1. Phân công thêm 1 trường hợp:\n1 | huyện Đăk Glei | Xã Đăk Long | Công ty Ví dụ" in text["assigned"]
    assert "2. Thôi phân công 1 trường hợp, phân công cũ tính đến hết ngày trước ngày" in text["assigned"]
    ended = f"1 | huyện Đăk Glei | Xã Đăk Long | Sở Thử nghiệm | {starts} | xã thôi được phân công kết nghĩa"
    assert ended in text["assigned"]
    assert "3. Giữ nguyên phân công 1 trường hợp:\n1 | huyện Đăk Glei | Xã Đăk Nhoong" in text["assigned"]
    assert "huyện Đăk Hà" not in text["assigned"], "a draft is not approved yet"


def test_what_is_not_there_takes_no_number(world, draft, proposed):
    proposed(world.unit, world.commune, END)
    text = told(draft())
    assert "1. Thôi phân công 1 trường hợp" in text["assigned"]
    assert "Phân công thêm" not in text["assigned"]
    assert text["duties"].startswith("Điều 2. Đơn vị thôi được phân công bàn giao hồ sơ")
    assert "đăng ký kế hoạch" not in text["duties"]


def test_plans_are_due_by_the_terms_still_to_come(world, draft, proposed):
    proposed(world.other_unit, world.commune)
    world.programme_year.cutoff_on = dt.date(2018, 1, 15)
    world.programme_year.save()
    assert "Thời hạn nộp trên cổng: đăng ký kế hoạch năm 2018 trước hết ngày 31-01-2018" in told(draft())["duties"]
    world.programme_year.cutoff_on = dt.date(2018, 12, 31)
    world.programme_year.save()
    assert "do cơ quan thường trực thông báo khi mở kỳ báo cáo" in told(draft())["duties"]
    make.ReportingPeriodFactory(
        programme_year=make.ProgrammeYearFactory(programme=world.programme, year=2019), due_on=dt.date(2019, 1, 31)
    )
    assert "năm 2019 trước hết ngày 31-01-2019" in told(draft())["duties"]


def test_party_style(world, draft, proposed):
    twinning = world.unit.twinnings.get(commune=world.commune)
    twinning.decision = make.DecisionFactory(number="15-QĐ/TU", issued_on=dt.date(2016, 9, 20), issuer="Tỉnh ủy")
    twinning.save()
    proposed(world.unit, world.commune, END)
    context = draft(rule_set="hd36")
    letterhead = context.letterhead
    assert (letterhead.doc_type, letterhead.enactor) == ("QĐ", world.programme.issuing_body)
    assert letterhead.recipients[0] == "Như Điều 3"
    first, *_others, last = letterhead.grounds
    assert first == f"Căn cứ {cited(world.programme.decision, letterhead.rule_set.text_date)};"
    assert "Căn cứ Quyết định số 15-QĐ/TU, ngày 20-9-2016 của Tỉnh ủy;" in letterhead.grounds
    assert last == "Xét đề nghị của cơ quan thường trực chương trình,"
    assert "chính quyền huyện Đăk Glei và các xã; thủ trưởng" in told(context)["effect"]


def test_state_style_and_the_submission_that_was_issued(world, draft, proposed):
    proposed(world.other_unit, world.commune)
    world.programme.signatories.all().delete()
    make.SignatoryFactory(
        programme=world.programme, capacity="deputy", on_behalf_of="Giám đốc", position="Phó Giám đốc"
    )
    old = make.IssuedDocumentFactory(programme_year=world.programme_year, kind="proposal", reference="01/TTr-SNV")
    make.IssuedDocumentFactory(
        programme_year=world.programme_year, kind="proposal", reference="02/TTr-SNV", corrects=old, version=2,
        dated_on=dt.date(2018, 12, 3),
    )  # fmt: skip
    letterhead = draft(rule_set="nd30").letterhead
    assert letterhead.enactor == f"Giám đốc {world.programme.issuing_body}"
    world.programme.signatories.update(on_behalf_of="Trưởng ban")
    world.programme.issuing_body = "BAN CHỈ ĐẠO"
    assert enactor_of(world.programme, Style.STATE) == "Trưởng BAN CHỈ ĐẠO"
    assert letterhead.grounds[-1] == (
        "Theo Tờ trình số 02/TTr-SNV, ngày 03/12/2018 và đề nghị của cơ quan thường trực chương trình."
    )


def test_legal_acts_are_cited_by_their_type():
    def words(number, summary):
        row = make.DecisionFactory.build(
            number=number, issued_on=dt.date(2016, 8, 19), issuer="Tỉnh ủy", summary=summary
        )
        return cited(row, "{:%d-%m-%Y}".format)

    assert words("04-NQ/TU", "Về tiếp tục xây dựng các xã") == (
        "Nghị quyết số 04-NQ/TU, ngày 19-08-2016 của Tỉnh ủy về tiếp tục xây dựng các xã"
    )
    assert words("7/AB", "Số liệu minh họa") == "văn bản số 7/AB, ngày 19-08-2016 của Tỉnh ủy"


def test_only_what_the_reader_may_see(world, draft, proposed):
    proposed(world.other_unit, world.foreign_commune)
    assert "huyện Đăk Hà" in told(draft(world.people.head))["assigned"]
    for person in (world.people.member, world.people.unit):
        with pytest.raises(NothingToSayError):
            draft(person)


@pytest.mark.parametrize("rule_set", ["hd36", "nd30"])
def test_every_format_is_drawn(world, draft, proposed, rule_set):
    proposed(world.other_unit, world.commune)
    order = DocumentOrder("decision", world.programme_year, rule_set=rule_set)
    assert render_document(order, WHOLE_PROVINCE_READER).startswith(b"%PDF")
    assert render_document(order, WHOLE_PROVINCE_READER, "docx").startswith(b"PK")


def test_costs_the_same_whatever_the_number(draft, proposed):
    found = []
    for number in (1, 3, 40):
        for _position in range(number):
            proposed(make.UnitFactory(), make.CommuneFactory())
        with CaptureQueriesContext(connection) as queries:
            draft()
        found.append(len(queries))
    assert found[0] == found[1] == found[2]


def test_linked_where_approved_changes_are_shown(world, client_of, draft, proposed):
    url = world.url("document-file", kind="decision", file_format="pdf")
    pages = ("assignment-list", "twinning-advice")
    for name in pages:
        assert url not in client_of(Role.OFFICE).get(world.url(name)).text
    proposed(world.other_unit, world.commune)
    for name in pages:
        for role in (Role.OFFICE, Role.HEAD):
            assert url in client_of(role).get(world.url(name)).text
    assert url not in client_of(Role.MEMBER).get(world.url("assignment-list")).text
