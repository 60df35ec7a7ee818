"""Up, seen, confirmed: nothing is saved before, exactly what was seen is saved after, and only for who saw it."""

import datetime as dt
import io
import re

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from openpyxl import load_workbook

from communes.models import IndicatorValue
from communes.sheets.commune_indicators import CommuneIndicators
from kontum04.core import clock
from kontum04.core.problems import refuse
from tests.core.workbooks import xlsx
from tests.sheets.books import filled, header_row, kind_of, table_of
from tests.twinning.pages import dump

KIND = "commune-indicators"


def rows(poor=170, second=20) -> bytes:
    header = ["Mã xã", "Xã", "Hộ nghèo"]
    return xlsx([header, ["23365", "Đăk Long", poor], [None, "Đăk Nhoong", second]], sheet="Biểu 2")


@pytest.fixture
def office(client_of):
    return client_of("office")


def upload(client, world, content, name="số liệu.xlsx", kind=KIND):
    return client.post(world.url("sheet-import", kind=kind), {"file": SimpleUploadedFile(name, content)})


def key_in(response) -> str:
    return re.search(r'name="upload" value="([0-9a-f]+)"', response.content.decode())[1]


def confirm(client, world, key, kind=KIND):
    return client.post(world.url("sheet-confirm", kind=kind), {"upload": key}, follow=True)


def poor_of(world):
    return list(
        IndicatorValue.objects.filter(part=world.parts.poor, year=2018, commune__district=world.places.district)
        .order_by("commune__code")
        .values_list("value", flat=True)
    )


def test_a_preview_shows_old_and_new_and_saves_nothing(world, office):
    before = dump()
    page = upload(office, world, rows()).content.decode()
    assert "1 số liệu mới, 1 thay đổi, 0 không đổi, 0 lỗi" in page
    texts = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))
    assert "Xã Đăk Long (huyện Đăk Glei) Hộ nghèo 180 170 C2" in texts
    assert "Xã Đăk Nhoong (huyện Đăk Glei) Hộ nghèo – 20 C3" in texts
    assert dump() == before


def test_confirming_saves_what_was_seen(world, office):
    page = confirm(office, world, key_in(upload(office, world, rows())))
    assert "Đã nhập “số liệu.xlsx”: 1 số liệu mới, 1 thay đổi." in page.content.decode()
    assert poor_of(world) == [20, 170]
    record = IndicatorValue.history.latest("history_id")
    assert (record.history_user, record.history_change_reason) == (world.people.office, "Nhập từ tệp số liệu.xlsx")


def test_confirming_twice_saves_once(world, office):
    key = key_in(upload(office, world, rows()))
    confirm(office, world, key)
    after = dump()
    assert "đã hết hạn hoặc đã được nhập" in confirm(office, world, key).content.decode()
    assert dump() == after


def test_a_file_that_says_nothing_new_has_nothing_to_confirm(world, office):
    page = upload(office, world, kind_of(world, KIND).template(filled=True)).content.decode()
    assert "Không có gì để nhập" in page
    assert 'name="upload"' not in page


def test_what_moved_since_the_preview_is_told_and_seen_anew(world, office):
    key = key_in(upload(office, world, rows()))
    IndicatorValue.objects.filter(part=world.parts.poor, commune=world.commune, year=2018).update(value=175)
    before = dump()
    response = confirm(office, world, key)
    page = response.content.decode()
    assert response.status_code == 409
    assert "số liệu đã thay đổi sau khi xem trước" in page
    told = "Biểu 2!C2: Xã Đăk Long (huyện Đăk Glei), Hộ nghèo: lúc xem trước là 180, nay là 175."
    assert told in page
    assert dump() == before
    confirm(office, world, key_in(response))
    assert poor_of(world) == [20, 170]


def test_what_somebody_else_already_saved_is_not_saved_again(world, office, client_of):
    key = key_in(upload(office, world, rows()))
    admin = client_of("admin")
    confirm(admin, world, key_in(upload(admin, world, rows())))
    assert "Không còn gì để nhập" in confirm(office, world, key).content.decode()


def test_errors_that_arose_since_the_preview_refuse(world, office):
    key = key_in(upload(office, world, rows()))
    IndicatorValue.objects.filter(part=world.parts.households, commune=world.commune, year=2018).update(value=100)
    response = confirm(office, world, key)
    assert response.status_code == 409
    assert "Số hộ nghèo không được lớn hơn tổng số hộ" in response.content.decode()
    assert poor_of(world) == [180]


@pytest.mark.parametrize(
    ("refusal", "message"),
    [
        (IntegrityError("UNIQUE"), "Số liệu vừa được người khác thay đổi; hãy xem trước lại rồi nhập."),
        (refuse("đã nộp nên không sửa được.", where="Báo cáo năm"), "Báo cáo năm: đã nộp nên không sửa được."),
    ],
)
def test_what_is_refused_only_on_saving_is_told_and_undone(world, office, monkeypatch, refusal, message):
    key = key_in(upload(office, world, rows()))
    applied = CommuneIndicators.apply

    def half_done(self, plan, **options):
        applied(self, plan, **options)
        raise refusal

    monkeypatch.setattr(CommuneIndicators, "apply", half_done)
    before = dump()
    response = confirm(office, world, key)
    assert response.status_code == 409
    assert message in response.content.decode()
    assert dump() == before


def test_a_preview_expires(world, office):
    key = key_in(upload(office, world, rows()))
    with time_machine.travel(clock.now() + dt.timedelta(minutes=61)):
        response = office.post(world.url("sheet-confirm", kind=KIND), {"upload": key})
    assert response["Location"] == world.url("sheet-import", kind=KIND)
    assert poor_of(world) == [180]


@pytest.mark.parametrize("key", ["", "x", "../1/aaaa", "0" * 32])
def test_a_key_that_opens_nothing(world, office, key):
    assert "đã hết hạn hoặc đã được nhập" in confirm(office, world, key).content.decode()
    assert office.get(world.url("sheet-errors", kind=KIND), {"upload": key}).status_code == 404


def test_a_preview_belongs_to_who_saw_it_and_to_its_kind_and_year(world, office, client_of):
    key = key_in(upload(office, world, rows()))
    assert "đã hết hạn" in confirm(client_of("admin"), world, key).content.decode()
    assert "đã hết hạn" in confirm(office, world, key, kind="village-indicators").content.decode()
    other_year = world.url("sheet-confirm", kind=KIND).replace("/2018/", "/2017/")
    assert "/2017/" in other_year
    assert "đã hết hạn" in office.post(other_year, {"upload": key}, follow=True).content.decode()
    assert poor_of(world) == [180]


def test_bad_cells_come_back_marked(world, office):
    page = upload(office, world, rows(poor="nhiều")).content.decode()
    url = re.search(r'href="([^"]*errors\.xlsx\?upload=[0-9a-f]+)"', page)[1]
    response = office.get(url)
    sheet = load_workbook(io.BytesIO(response.content)).active
    assert "“nhiều” không phải là số" in sheet["C2"].comment.text
    assert sheet["C2"].fill.fgColor.rgb == "00F4B6B0"
    assert sheet["C2"].value == "nhiều"
    assert sheet["C3"].comment is None
    assert "attachment" in response["Content-Disposition"]


def test_templates_are_downloads_named_after_what_they_are(world, office):
    response = office.get(world.url("sheet-template", kind=KIND))
    assert response["Content-Disposition"] == 'attachment; filename="so-lieu-xa-nam-2018.xlsx"'
    assert table_of(response.content)[0]["Hộ nghèo (hộ)"] is None
    filled_in = office.get(world.url("sheet-template", kind=KIND), {"values": "1"})
    assert table_of(filled_in.content)[0]["Hộ nghèo (hộ)"] == 180


def test_the_whole_way_of_each_kind(world, office):
    typed = {
        "commune-indicators": (1, {"Hộ nghèo (hộ)": 33}),
        "village-indicators": (0, {"Tổng số hộ (hộ)": 44}),
        "contributions": (3, {"Lượt người xuống cơ sở": 5}),
        "units": (0, {"Tên ngắn": "VD"}),
        "twinnings": (0, {"Đến hết ngày": "31/12/2018"}),
    }
    for kind, (row, values) in typed.items():
        content = office.get(world.url("sheet-template", kind=kind)).content
        preview = upload(office, world, filled(content, row, values), kind=kind)
        assert "Đã nhập" in confirm(office, world, key_in(preview), kind=kind).content.decode(), kind


def test_reading_pages_write_nothing(world, office):
    before = dump()
    office.get(world.url("sheet-home"))
    for kind in ("units", KIND):
        office.get(world.url("sheet-import", kind=kind))
        office.get(world.url("sheet-template", kind=kind))
    assert dump() == before


def test_unknown_kinds_and_years_are_not_found(world, office):
    assert office.get(world.url("sheet-import", kind="khong-co")).status_code == 404
    assert office.get(world.url("sheet-home").replace("2018", "2035")).status_code == 404


def test_other_methods_are_refused(world, office):
    assert office.get(world.url("sheet-confirm", kind=KIND)).status_code == 405
    assert office.post(world.url("sheet-template", kind=KIND)).status_code == 405
    assert office.post(world.url("sheet-errors", kind=KIND)).status_code == 405


def test_names_in_a_file_are_shown_as_text(world, office):
    content = xlsx([["Xã", "DC01"], ["<script>alert(1)</script>", 5]], sheet="<b>Biểu")
    page = upload(office, world, content, name="<i>tên</i>.xlsx").content.decode()
    assert "<script>alert" not in page
    assert "<b>Biểu" not in page
    assert "<i>tên" not in page


def test_text_that_looks_like_a_formula_stays_text(world, office):
    name = '=HYPERLINK("http://example.org")'
    content = xlsx([["Tên đơn vị", "Khối", "Tên ngắn"], ["Sở Mới", "Doanh nghiệp", None]])
    book = load_workbook(io.BytesIO(content))
    book.active["C2"].value = name
    book.active["C2"].data_type = "s"
    buffer = io.BytesIO()
    book.save(buffer)
    confirm(office, world, key_in(upload(office, world, buffer.getvalue(), kind="units")), kind="units")
    template = office.get(world.url("sheet-template", kind="units")).content
    sheet = load_workbook(io.BytesIO(template)).worksheets[0]
    cell = next(cell for row in sheet.iter_rows(min_row=header_row(sheet)) for cell in row if cell.value == name)
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
    assert kind_of(world, "units").plan_file(template).changes == []
