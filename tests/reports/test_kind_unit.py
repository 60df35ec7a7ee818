"""The card of a unit: registered against delivered, on time or late, and a unit that filed nothing at all."""

import pytest

from kontum04.accounts.choices import Role
from kontum04.core.scoping import WHOLE_PROVINCE_READER
from reports.documents.library import document_context
from reports.documents.orders import DocumentOrder
from reports.documents.render import document_pdf
from tests import factories as make
from tests.reports.said import said
from twinning.choices import CommendationStatus, Verdict
from twinning.models import Commendation

pytestmark = pytest.mark.django_db

LONG_NAME = (
    "Chi nhánh Ngân hàng Nông nghiệp và Phát triển nông thôn Việt Nam tại tỉnh Kon Tum, Phòng giao dịch miền núi"
)


@pytest.fixture
def card(world):
    def run(unit=None, viewer=WHOLE_PROVINCE_READER):
        return said(DocumentOrder("unit", world.programme_year, unit=unit or world.unit), viewer)

    return run


def test_whom_it_helps_and_when_it_filed(card):
    text = card()
    assert "Năm 2018 đơn vị được phân công giúp 2 xã:" in text["overview"]
    assert "xã Đăk Long (huyện Đăk Glei), từ ngày" in text["overview"]
    rows = text["filings"].splitlines()
    assert "Đăng ký kế hoạch | 31/01/2018 | 25/01/2018 | 0 | đúng hạn" in rows
    assert "Báo cáo 6 tháng | 15/06/2018 | 20/06/2018 | 5 | chậm 5 ngày" in rows
    assert any(row.startswith("Báo cáo năm | 30/11/2018 | chưa nộp") and "chưa nộp, quá hạn" in row for row in rows)


def test_what_was_not_reported_is_missing_and_what_was_not_promised_is_blank(card):
    text = card()["results"]
    assert "Đơn vị chưa nộp báo cáo năm 2018; kết quả giúp đỡ chưa có số liệu." in text
    assert "Lượt người xuống cơ sở | lượt |  | chưa có số liệu | chưa có số liệu" in text
    assert "Công trình | công trình | 1 | chưa có số liệu | " in text


def test_a_filed_report_stands_beside_its_plan(world, card):
    text = card(world.other_unit)["results"]
    assert text.startswith("Cả năm đơn vị cử 100 lượt người xuống cơ sở, huy động 80 triệu đồng bằng tiền")
    assert "Tiết kiệm kinh phí cơ quan | đồng |  | 50.000.000 | chưa có số liệu" in text
    assert "Cộng bằng tiền | đồng |  | 80.000.000 | chưa có số liệu" in text
    assert "Ngày công | ngày công |  | 80,5 | chưa có số liệu" in text
    assert "Đảng viên mới kết nạp | đảng viên |  | 7 | chưa có số liệu" in text
    assert "Chia theo xã:" not in text, "one commune needs no second table"


def test_a_unit_that_owes_and_does_nothing(world, card):
    text = card(make.UnitFactory(name=LONG_NAME))
    assert LONG_NAME in text["overview"]
    assert "Năm 2018 đơn vị không được phân công giúp xã nào." in text["overview"]
    assert text["filings"] == "Năm 2018 đơn vị không có nghĩa vụ báo cáo."
    assert "works" not in text
    assert text["word"] == "Chưa có số liệu nào để xã xác nhận."
    assert text["commendations"] == "Năm 2018 chưa có đề nghị khen thưởng."
    assert text["rating"] == "Năm 2018 đơn vị không được phân công, không xếp loại."


def test_the_communes_word(world, card):
    claim = world.filings.accepted_contribution
    assert card(world.other_unit)["word"] == "- Xã Đăk Long: chưa có ý kiến."
    for measure, verdict, reason in (
        ("trips", Verdict.AGREED, ""),
        ("workdays", Verdict.DISPUTED, "Xã chỉ thấy 40 ngày."),
    ):
        make.ConfirmationFactory(
            contribution=claim, measure=measure, claimed=getattr(claim, measure), verdict=verdict, reason=reason
        )
    assert card(world.other_unit)["word"] == (
        "- Xã Đăk Long: xác nhận 1 số; không đồng ý số ngày công (Xã chỉ thấy 40 ngày); 3 số chưa có ý kiến."
    )


def test_why_it_is_weak_and_what_it_is_commended_for(world, card):
    Commendation.objects.all().delete()
    make.CommendationFactory(programme=world.programme, unit=world.unit, reason="giúp nhiều")
    make.CommendationFactory(
        programme=world.programme, unit=world.unit, form="Giấy khen", reason="x", status=CommendationStatus.DECLINED,
        declined_reason="chưa đủ",
    )  # fmt: skip
    text = card()
    assert "Theo quy tắc của chương trình, đơn vị thuộc diện yếu vì chưa nộp báo cáo năm, trễ " in text["rating"]
    assert text["commendations"] == "- Đề nghị Bằng khen UBND tỉnh: Giúp nhiều."


def test_a_unit_prints_its_own_card_with_its_own_numbers(world, card):
    assert "đúng hạn" in card(viewer=world.people.of(Role.UNIT))["filings"]
    foreign = card(world.other_unit, viewer=world.people.of(Role.UNIT))
    assert foreign["filings"] == "Năm 2018 đơn vị không có nghĩa vụ báo cáo.", "nothing of another unit"
    assert "80.000.000" not in foreign["results"]


def test_it_prints_on_two_pages(world):
    order = DocumentOrder("unit", world.programme_year, unit=world.other_unit)
    pdf = document_pdf("summary", document_context(order, WHOLE_PROVINCE_READER))
    assert pdf.startswith(b"%PDF")
    assert pdf.count(b"/Type /Page\n") <= 2


def test_the_score_with_its_reasons_the_heads_word_and_the_reply(world, card):
    scheme = make.ScoreSchemeFactory(programme=world.programme)
    make.CriterionFactory(scheme=scheme, label="Lượt người", max_points=10)
    make.RatingOverruleFactory(programme_year=world.programme_year, unit=world.other_unit, reason="giúp nhiều")
    make.RatingReplyFactory(programme_year=world.programme_year, unit=world.other_unit, text="đơn vị đồng ý")
    text = card(world.other_unit)["rating"]
    assert text.startswith(("Năm 2018 đơn vị đạt ", "Điểm năm 2018: chưa có số liệu."))
    assert ": Giúp nhiều." in text
    assert "Ý kiến của đơn vị: Đơn vị đồng ý." in text
    assert "Lượt người | " in text
