"""Reference data out to workbooks and in again: typed, whole or nothing, and the attacks on it."""

import io
from http import HTTPStatus
from pathlib import Path

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from communes.models import Commune, CommuneCategory, District, PublishedFigure, Succession
from kontum04.accounts.backends import RoleBackend
from kontum04.accounts.choices import Role
from kontum04.core.sheets.export import Heading, write_table
from tests import factories as make
from twinning.models import Unit

pytestmark = pytest.mark.django_db

CATEGORY_HEADER = ["Chương trình", "Mã", "Tên", "Tên ngắn", "Trọng điểm", "Thứ tự"]
NEW_CATEGORY = ["nq04-2016", "an-toan-khu", "Xã an toàn khu", "ATK", "không", 3]


def url(model, action: str) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{action}")


def workbook(header: list, *rows: list) -> bytes:
    return write_table([Heading(text) for text in header], rows, title="Danh mục")


def upload(client, model, content: bytes, name: str = "dien.xlsx"):
    return client.post(url(model, "import"), {"import_file": SimpleUploadedFile(name, content), "format": "0"})


def confirm(client, model, preview, **changed):
    fields = {field.html_name: field.value() for field in preview.context["confirm_form"]}
    return client.post(url(model, "process_import"), fields | changed, follow=True)


def bring_in(client, model, content: bytes):
    return confirm(client, model, upload(client, model, content))


def cells(response) -> list[tuple]:
    return list(openpyxl.load_workbook(io.BytesIO(response.content)).active.iter_rows(values_only=True))


def errors_shown(response) -> str:
    text = response.content.decode()
    assert "confirm_form" not in response.context or response.context["confirm_form"] is None
    return text


def test_export_is_typed_and_in_words(world, client_of):
    make.PublishedFigureFactory(programme=world.programme, value="4800.5", year=2018, qualifier="tren")
    header, row = cells(client_of(Role.OFFICE).get(url(PublishedFigure, "export")))[-2:]
    shown = dict(zip(header, row, strict=True))
    assert shown["Chương trình"] == "nq04-2016"
    assert (shown["Năm"], shown["Giá trị"], shown["Mức"]) == (2018, 4800.5, "trên")


def test_export_keeps_to_search_and_filter(world, client_of):
    rows = cells(client_of(Role.OFFICE).get(url(Commune, "export"), {"q": "nhoong"}))
    assert [row[rows[-2].index("Tên")] for row in rows[-1:]] == ["Đăk Nhoong"]
    assert not any("Đăk Long" in map(str, row) for row in rows)


def test_what_goes_out_comes_in_unchanged(world, client_of):
    make.SuccessionFactory(predecessor=world.commune)
    client = client_of(Role.OFFICE)
    for model in (Commune, District, CommuneCategory, Succession, Unit):
        preview = upload(client, model, client.get(url(model, "export")).content)
        assert "confirm_form" in preview.context, f"{model.__name__}: {preview.content.decode()}"
        assert {row.import_type for row in preview.context["result"].rows} == {"skip"}, model.__name__


def test_import_adds_with_its_history(world, client_of):
    answer = bring_in(client_of(Role.OFFICE), CommuneCategory, workbook(CATEGORY_HEADER, NEW_CATEGORY))
    assert "Đã nhập xong: 1 mới, 0 sửa" in answer.content.decode()
    category = CommuneCategory.objects.get(code="an-toan-khu")
    assert (category.programme, category.is_key, category.order) == (world.programme, False, 3)


def test_import_changes_and_says_from_which_file(world, client_of):
    client = client_of(Role.OFFICE)
    header = ["Mã", "Đến hết ngày", "Loại", "Tên", "Tỉnh", "Ghi chú"]
    bring_in(client, Commune, workbook(header, ["23365", "30/06/2025", "xã", "Đăk Long", "Kon Tum", "đã rà soát"]))
    world.commune.refresh_from_db()
    assert world.commune.note == "đã rà soát"
    assert world.commune.district == world.places.district, "a column that is not in the file stays as it was"
    newest = world.commune.history.first()
    assert (newest.history_user, newest.history_change_reason) == (world.people.office, "Nhập từ tệp dien.xlsx")


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        (["khong-co", "m", "Tên", "T", "không", 1], "Không tìm thấy chương trình “khong-co”."),
        (["nq04-2016", "m", "Tên", "T", "có thể", 1], "Viết “có” hoặc “không”."),
        (["nq04-2016", "m", "Tên", "T", "có", "1.5"], "1,5"),
        (["nq04-2016", "Mã có dấu", "Tên", "T", "có", 1], "Mã chỉ gồm chữ không dấu"),
        (["nq04-2016", "m", None, "T", "có", 1], "Trường này không được để trắng."),
    ],
)
def test_one_bad_row_keeps_all_out_and_says_why(world, client_of, row, complaint):
    before = CommuneCategory.objects.count()
    response = upload(client_of(Role.OFFICE), CommuneCategory, workbook(CATEGORY_HEADER, NEW_CATEGORY, row))
    assert complaint in errors_shown(response)
    assert CommuneCategory.objects.count() == before


def test_what_changed_since_the_preview_saves_nothing(world, client_of):
    client = client_of(Role.OFFICE)
    other = ["nq04-2016", "m", "Tên", "T", "có", 1]
    second = make.ProgrammeFactory(code="tam-thoi")
    preview = upload(client, CommuneCategory, workbook(CATEGORY_HEADER, other, ["tam-thoi", *other[1:]]))
    second.delete()
    before = CommuneCategory.objects.count()
    assert "Chưa nhập dòng nào" in confirm(client, CommuneCategory, preview).content.decode()
    assert CommuneCategory.objects.count() == before


@pytest.mark.parametrize(
    ("content", "name", "complaint"),
    [
        (b"khong phai so tinh", "a.xlsx", "Nội dung tệp không phải là .xlsx"),
        (b"ma,ten\n1,2\n", "a.csv", "Không nhận tệp loại này"),
        (b"", "a.xlsx", "Tệp"),
        (workbook(["Một cột"]), "a.xlsx", "không có hàng tiêu đề"),
    ],
)
def test_no_workbook_is_refused_in_words(world, client_of, content, name, complaint):
    assert complaint in errors_shown(upload(client_of(Role.OFFICE), CommuneCategory, content, name))


def test_attack_formula_in_a_name_is_exported_as_text(world, client_of):
    make.UnitFactory(name='=HYPERLINK("https://evil.example","Bấm vào đây")')
    make.UnitFactory(name="+1-2@SUM(A1)")
    book = openpyxl.load_workbook(io.BytesIO(client_of(Role.OFFICE).get(url(Unit, "export")).content))
    risky = [cell for row in book.active.iter_rows() for cell in row if str(cell.value).startswith(("=", "+", "@"))]
    assert len(risky) == 2
    assert {cell.data_type for cell in risky} == {"s"}
    assert all(cell.quotePrefix for cell in risky)


def test_attack_view_only_staff_imports(world, client_of, monkeypatch):
    """Without permission codes the library lets in everybody who may open the admin."""
    may_view = staticmethod(lambda user, perm, obj=None: ".view_" in perm)
    monkeypatch.setattr(RoleBackend, "has_perm", lambda self, user, perm, obj=None: may_view(user, perm))
    client = client_of(Role.OFFICE)
    assert client.get(url(CommuneCategory, "changelist")).status_code == HTTPStatus.OK
    assert client.get(url(CommuneCategory, "import")).status_code == HTTPStatus.FORBIDDEN
    response = upload(client, CommuneCategory, workbook(CATEGORY_HEADER, NEW_CATEGORY))
    assert response.status_code == HTTPStatus.FORBIDDEN
    assert client.post(url(CommuneCategory, "process_import"), {}).status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("who", [role for role in Role if role not in (Role.ADMIN, Role.OFFICE)])
def test_attack_other_roles_import_or_export(world, client_of, who):
    client = client_of(who)
    for action in ("import", "export", "process_import"):
        assert client.post(url(CommuneCategory, action), {}).status_code == HTTPStatus.FORBIDDEN


def test_attack_confirming_a_file_somewhere_else(world, client_of, tmp_path):
    """The confirmation names a temporary file; it must not lead out of the temporary folder."""
    planted = Path(tmp_path) / "planted.xlsx"
    planted.write_bytes(workbook(CATEGORY_HEADER, NEW_CATEGORY))
    client = client_of(Role.OFFICE)
    preview = upload(client, CommuneCategory, workbook(CATEGORY_HEADER, NEW_CATEGORY))
    answer = confirm(client, CommuneCategory, preview, import_file_name=str(planted))
    assert "xin tải lên lại" in answer.content.decode()
    assert not CommuneCategory.objects.filter(code="an-toan-khu").exists()


def test_a_second_click_imports_once(world, client_of):
    client = client_of(Role.OFFICE)
    preview = upload(client, CommuneCategory, workbook(CATEGORY_HEADER, NEW_CATEGORY))
    confirm(client, CommuneCategory, preview)
    assert "Tệp này đã nhập xong" in confirm(client, CommuneCategory, preview).content.decode()
    assert CommuneCategory.objects.filter(code="an-toan-khu").count() == 1


def test_attack_row_number_in_the_file_is_ignored(world, client_of):
    foreign = make.CommuneCategoryFactory(name="Giữ nguyên")
    header, row = ["Id", "ID", *CATEGORY_HEADER], [foreign.pk, foreign.pk, *NEW_CATEGORY]
    bring_in(client_of(Role.OFFICE), CommuneCategory, workbook(header, row))
    foreign.refresh_from_db()
    assert foreign.name == "Giữ nguyên"
