"""Only what a person may see goes out or comes in, and nothing about the rest is given away."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kontum04.accounts.choices import Role
from tests import factories as make
from tests.core.workbooks import xlsx
from tests.sheets.books import kind_of, table_of, told
from tests.twinning.pages import dump
from twinning.models import Contribution
from twinning.sheets.registry import KINDS, kinds_open_to

COMMUNES, HELP = "commune-indicators", "contributions"

OPEN = {
    Role.ADMIN: set(KINDS),
    Role.OFFICE: set(KINDS),
    Role.DISTRICT: {COMMUNES, "village-indicators"},
    Role.COMMUNE: {COMMUNES, "village-indicators"},
    Role.UNIT: {HELP},
    Role.MEMBER: set(),
    Role.HEAD: set(),
    Role.LEADERSHIP: set(),
}


@pytest.mark.parametrize("role", Role)
def test_each_role_has_its_kinds(world, client_of, role):
    assert {kind.code for kind in kinds_open_to(world.people.of(role))} == OPEN[role]
    client = client_of(role)
    home = client.get(world.url("sheet-home"))
    assert home.status_code == (200 if OPEN[role] else 403)
    for kind in KINDS:
        is_open = kind in OPEN[role]
        template = world.url("sheet-template", kind=kind)
        answers = {
            "template": client.get(template).status_code,
            "form": client.get(world.url("sheet-import", kind=kind)).status_code,
            "upload": client.post(world.url("sheet-import", kind=kind)).status_code,
            "confirm": client.post(world.url("sheet-confirm", kind=kind)).status_code,
            "errors": client.get(world.url("sheet-errors", kind=kind)).status_code,
        }
        assert answers == (
            {"template": 200, "form": 200, "upload": 422, "confirm": 302, "errors": 404}
            if is_open
            else dict.fromkeys(answers, 403)
        )
        assert (template in home.content.decode()) is is_open


@pytest.mark.parametrize(
    ("who", "names"),
    [
        ("district", ["Xã Đăk Long", "Xã Đăk Nhoong"]),
        ("commune", ["Xã Đăk Long"]),
        ("commune_outsider", ["Xã Đăk Long"]),
        ("unposted", []),
    ],
)
def test_a_template_holds_own_communes_only(world, who, names):
    sheet = kind_of(world, COMMUNES, world.people.of(who))
    rows = table_of(sheet.template(filled=True))
    assert [row["Xã"] for row in rows] == names
    district = "huyện Đăk Hà" if who == "commune_outsider" else "huyện Đăk Glei"
    assert {row["Huyện"] for row in rows} <= {district}


@pytest.mark.parametrize(
    ("who", "row"),
    [
        ("district", ["Đăk Long", "Đăk Hà", None]),
        ("district", ["Đăk Long", None, "23504"]),
        ("commune", ["Đăk Nhoong", "Đăk Glei", None]),
        ("commune_outsider", ["Đăk Long", "huyện Đăk Glei", None]),
        ("unposted", ["Đăk Long", "huyện Đăk Glei", None]),
    ],
)
def test_a_foreign_commune_is_an_error_that_tells_nothing(world, client_of, who, row):
    content = xlsx([["Xã", "Huyện", "Mã xã", "Tổng số hộ"], [*row, 777]], sheet="S")
    client = client_of(who)
    before = dump()
    file = SimpleUploadedFile("a.xlsx", content)
    page = client.post(world.url("sheet-import", kind=COMMUNES), {"file": file}).content.decode()
    errors = told(kind_of(world, COMMUNES, world.people.of(who)).plan_file(content).errors)
    assert len(errors) == 1
    assert "Không tìm thấy xã" in errors[0] or "không phải là mã của xã" in errors[0]
    assert all(secret not in page for secret in ("500", "mã 23504 hoặc"))  # the foreign commune's households, its code
    assert dump() == before


def test_what_is_foreign_is_told_in_the_words_of_what_does_not_exist(world):
    sheet = kind_of(world, COMMUNES, world.people.commune)
    there, nowhere = (
        told(sheet.plan_file(xlsx([["Xã", "DC01"], [name, 5]], sheet="S")).errors)[0]
        for name in ("Đăk Nhoong", "Kon Không")
    )
    assert there.replace("Đăk Nhoong", "X") == nowhere.replace("Kon Không", "X")


def test_a_namesake_outside_the_scope_does_not_make_a_name_unclear(world):
    sheet = kind_of(world, COMMUNES, world.people.district)
    plan = sheet.plan_file(xlsx([["Xã", "DC01"], ["Đăk Long", 410]]))
    assert [change.where for change in plan.changes] == ["Xã Đăk Long (huyện Đăk Glei)"]


def test_reading_a_commune_as_a_unit_does_not_open_its_figures(world):
    """A district officer who also stands in a unit sees its communes, but enters only those of the district."""
    make.MembershipFactory(user=world.people.district, unit=world.other_unit)
    sheet = kind_of(world, COMMUNES, world.people.district)
    assert "huyện Đăk Hà" not in {row["Huyện"] for row in table_of(sheet.template(filled=True))}


def test_a_unit_has_its_own_rows_only(world):
    rows = table_of(kind_of(world, HELP, world.people.unit).template(filled=True))
    assert {row["Đơn vị"] for row in rows} == {"Sở Thử nghiệm"}
    assert [row["Lượt người xuống cơ sở"] for row in rows] == [60, None]


def test_a_unit_writes_its_own_draft(world):
    sheet = kind_of(world, HELP, world.people.unit)
    content = xlsx([["Đơn vị", "Xã", "Lượt người"], ["Sở TN", "Đăk Nhoong", 8]])
    assert sheet.import_file(content, by=world.people.unit, name="của tôi.xlsx").saved
    row = Contribution.objects.get(report=world.filings.draft, commune=world.places.second_commune)
    assert (row.trips, row.history.get().history_user) == (8, world.people.unit)


@pytest.mark.parametrize("name", ["Công ty Ví dụ", "Phòng Thử nghiệm huyện Đăk Glei"])
def test_another_unit_is_not_found_and_not_guessed(world, name):
    content = xlsx([["Đơn vị", "Xã", "Lượt người"], [name, "Đăk Long", 8]], sheet="S")
    before = dump()
    errors = told(kind_of(world, HELP, world.people.unit).plan_file(content).errors)
    assert errors == [f"S!A2: Không tìm thấy đơn vị “{name}” trong các đơn vị thuộc phạm vi của anh/chị."]
    assert dump() == before
