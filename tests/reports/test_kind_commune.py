"""The profile of a commune: what is known, what is missing, and nothing the reader may not see."""

import datetime as dt

import pytest

from communes.choices import ExitStage
from communes.models import ExitProposal
from kontum04.accounts.choices import Role
from kontum04.core.formats import number
from kontum04.core.scoping import WHOLE_PROVINCE_READER
from reports.documents.library import document_context
from reports.documents.orders import DocumentOrder
from tests import factories as make
from tests.reports.said import figures_in, said, told
from tests.reports.test_kind_unit import LONG_NAME

pytestmark = pytest.mark.django_db


@pytest.fixture
def profile(world):
    def run(commune=None, viewer=WHOLE_PROVINCE_READER):
        return said(DocumentOrder("commune", world.programme_year, commune=commune or world.commune), viewer)

    return run


def test_who_it_is_and_how_poor(profile):
    text = profile()["overview"]
    assert text.startswith("Xã Đăk Long, huyện Đăk Glei, ")
    assert "Toàn xã có 2 thôn (làng), 400 hộ và 1.900 người." in text
    assert (
        "Cuối năm 2018, tỷ lệ hộ nghèo là 45,0 % (180 hộ nghèo trên tổng số 400 hộ), "
        "giảm 5,0 điểm phần trăm so với năm 2017." in text
    )


def test_a_rising_rate_rises_and_an_equal_one_stays(world, profile):
    poor = world.parts.poor.values.get(commune=world.commune, year=2018)
    for value, words in ((220, "tăng 5,0 điểm phần trăm so với"), (200, "không thay đổi so với")):
        poor.value = value
        poor.save()
        assert words in profile()["overview"]


def test_two_standards_are_not_compared(world, profile):
    before = world.parts.poor.values.get(commune=world.commune, year=2017)
    before.standard = make.StandardFactory(code="khac", name="chuẩn khác", first_year=2017, last_year=2017)
    before.save()
    text = profile()["overview"]
    assert "điểm phần trăm" not in text
    assert "hai năm dùng hai chuẩn khác nhau, không so sánh." in text


def test_a_commune_without_data_says_so_everywhere(profile):
    commune = make.CommuneFactory(name="Không Số", code="99999")
    text = profile(commune)
    assert "không thuộc danh sách của" in text["overview"]
    assert "Tổng số hộ: chưa có số liệu." in text["overview"]
    assert "Toàn xã có" not in text["overview"]
    assert "Tỷ lệ hộ nghèo: chưa có số liệu." in text["overview"]
    assert text["twins"] == "Năm 2018 chưa có đơn vị nào được phân công giúp xã."
    assert text["help"] == "Chưa có đơn vị nào nộp báo cáo năm 2018 về kết quả giúp xã."
    assert text["villages"] == "Chưa có thôn (làng) nào trong danh mục của xã."
    assert text["requests"] == "Năm 2018 xã không gửi kiến nghị nào."
    assert text["exit"] == "Năm 2018 chưa có đề xuất đưa xã ra khỏi danh sách."
    assert " 0" not in text["indicators"], "missing is not zero"


def test_years_stand_beside_each_other_with_what_is_missing(profile):
    rows = profile()["indicators"].splitlines()
    assert "Tổng số hộ | hộ | 400 | 400" in rows
    assert "Tỷ lệ hộ nghèo | % | 50,0 % | 45,0 %" in rows
    assert any(row.startswith("Thu nhập bình quân đầu người") and "chưa có số liệu | 12,50" in row for row in rows)


def test_the_change_of_standard_is_told_with_its_year(world, profile):
    make.IndicatorValueFactory(part=world.parts.households, commune=world.commune, year=2015, value=380)
    text = profile()["indicators"]
    assert "Từ năm 2017 áp dụng" in text or "Từ năm 2016 áp dụng" in text


def test_twins_help_and_works_of_each_unit(world, profile):
    text = profile()
    assert "- Sở Thử nghiệm, từ ngày" in text["twins"]
    assert "- Phòng Thử nghiệm huyện Đăk Glei" in text["twins"]
    assert text["help"].startswith("1 đơn vị đã giúp xã: 12 lượt người xuống cơ sở, ngày công: chưa có số liệu;")
    assert "Phòng Thử nghiệm huyện Đăk Glei | 12 | – | 5,0 | – | 0 | 1" in text["help"]
    assert "Dấu “–”: chưa có số liệu" in text["help"]
    assert "Làm 500 m đường bê tông | Sở TN | 200,0 | chưa có số liệu | chưa báo cáo kết quả" in text["works"]
    assert "Sửa nhà rông" in text["works"]
    assert "hoàn thành, ngoài kế hoạch" in text["works"]


def test_joint_help_is_counted_once(world, profile):
    lead = world.filings.submitted
    world.filings.draft.status = "submitted"
    world.filings.draft.submitted_at = make.filed_at(2018, 11, 1)
    world.filings.draft.save()
    make.WorkResultFactory(
        report=world.filings.draft,
        commune=world.commune,
        content="Sửa nhà rông",
        is_completed=True,
        joint_lead=lead.obligation.unit,
    )
    text = profile()
    total = next(row for row in text["help"].splitlines() if row.startswith("Cộng"))
    assert total.split(" | ")[6] == "1", "the joint work counts where its lead reports it"
    assert "làm chung, Phòng Thử nghiệm huyện Đăk Glei chủ trì" in text["works"]
    assert total.split(" | ")[1] == "72"


def test_villages_requests_and_the_way_off_the_list(world, profile):
    make.RequestFactory(
        programme=world.programme,
        commune=world.commune,
        text="Xin xi măng làm đường",
        to_unit=world.unit,
        due_on=dt.date(2018, 6, 10),
        answered_on=dt.date(2018, 6, 13),
        answer="Đã cấp 20 tấn.",
    )
    ExitProposal.objects.all().delete()
    exit_row = make.ExitProposalFactory(programme=world.programme, commune=world.commune, reason="đạt đủ tiêu chí")
    text = profile()
    assert (
        "Xin xi măng làm đường | Sở Thử nghiệm | 10/06/2018 | trả lời ngày 13/06/2018, chậm 3 ngày: Đã cấp 20 tấn."
        in text["requests"]
    )
    assert text["exit"] == "Xã được dự kiến xét ra khỏi danh sách: Đạt đủ tiêu chí."
    assert "Thôn Đăk Ôn" in text["villages"] or "Làng Đăk Ôn" in text["villages"]
    exit_row.stage, exit_row.declined_reason = ExitStage.DECLINED, "còn hộ thiếu đất"
    exit_row.save()
    assert profile()["exit"] == "Đề nghị ra khỏi danh sách không được công nhận: Còn hộ thiếu đất."


def test_an_overdue_request_waits(world, profile):
    make.RequestFactory(programme=world.programme, commune=world.commune, due_on=dt.date(2018, 6, 10))
    days = (world.programme_year.as_of - dt.date(2018, 6, 10)).days
    assert f"chưa trả lời, quá hạn {number(days)} ngày" in profile()["requests"]
    assert "chưa chuyển" in profile()["requests"]


def test_a_reader_sees_only_his_units(world, profile):
    text = profile(viewer=world.people.of(Role.DISTRICT))
    assert "Phòng Thử nghiệm" in text["twins"]
    assert "Sở Thử nghiệm" not in text["twins"]


def test_long_names_and_one_value_per_named_figure(world):
    world.unit.name = LONG_NAME
    world.unit.save()
    context = document_context(
        DocumentOrder("commune", world.programme_year, commune=world.commune), WHOLE_PROVINCE_READER
    )
    assert LONG_NAME in told(context)["twins"]
    assert all(len(words) == 1 for words in figures_in(context).values())
    assert figures_in(context)
    assert len({section.key for section in context.sections}) == len(context.sections)
