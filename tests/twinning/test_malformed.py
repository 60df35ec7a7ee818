"""Malformed submissions: each answered in clear Vietnamese beside the person's own text, nothing stored."""

import html

import pytest

from kontum04.accounts.choices import Role
from tests import factories as make
from tests.twinning.pages import dump, fields_of
from twinning.choices import PeriodKind

pytestmark = pytest.mark.django_db

LONG = "đ" * 401


def annual(**changes):
    """Changes to the unit's annual report; the names speak of its two communes, its plan's item and its section."""
    return "draft", changes


def plan(**changes):
    """Changes to the one row of the other unit's returned plan."""
    return "other_plan", changes


CASES = {
    "letters for a number": (annual(first_trips="sáu mươi"), "“sáu mươi” không phải là số; hãy nhập số"),
    "decimals of people": (annual(first_trips="60,5"), "“60,5” không phải là số nguyên"),
    "english decimal point": (annual(first_workdays="12.5"), "hãy viết 12,5"),
    "two decimals of a workday": (annual(first_workdays="12,25"), "chỉ ghi tối đa 1 chữ số lẻ"),
    "negative money": (annual(first_money_savings="-5.000.000"), "không được âm"),
    "money beyond belief": (annual(first_money_staff="9" * 30), "số quá lớn"),
    "a page of digits": (annual(first_in_kind="1" * 5000), "không phải là số"),
    "zero byte": (annual(first_note="a\x00b"), "có ký tự không nhập được"),
    "too long a note": (annual(first_note="n" * 301), "dài 301 ký tự; tối đa 300"),
    "commune without a figure": (annual(second_trips=""), "chưa có số liệu nào. Nếu không giúp được gì thì ghi 0"),
    "empty required section": (annual(section=" \n "), "mục này bắt buộc, chưa viết"),
    "no word on secrecy": (annual(no_classified=None), "không có nội dung mật"),
    "progress over 100": (annual(work_progress="150"), "số quá lớn (trên 100)"),
    "finished at half": (annual(work_progress="50", work_is_completed="True"), "ghi đã xong nhưng tiến độ mới được 50"),
    "full but unfinished": (
        annual(work_progress="100", work_is_completed="False"),
        "đã đủ 100 phần trăm nhưng ghi chưa",
    ),
    "neither yes nor no": (annual(work_is_completed="có lẽ"), "lựa chọn không có trong danh sách"),
    "a leader from elsewhere": (annual(work_joint_lead="foreign_unit"), "lựa chọn không có trong danh sách"),
    "extra work elsewhere": (
        annual(extra_content="Nhà rông", extra_commune="foreign_commune"),
        "lựa chọn không có trong danh sách",
    ),
    "extra work nowhere": (annual(extra_content="Nhà rông", extra_commune=""), "chưa chọn xã"),
    "form cut off": (annual(**{"extra-TOTAL_FORMS": None}), "biểu gửi lên thiếu dữ liệu"),
    "a thousand rows": (annual(**{"extra-TOTAL_FORMS": "1000"}), "quá 200 dòng"),
    "no revision, other text": (annual(revision=None, first_trips="61"), "Người khác vừa lưu bản này"),
    "impossible day": (plan(starts_on="31/02/2018"), "“31/02/2018” không phải là ngày"),
    "end before start": (plan(starts_on="01/06/2018", ends_on="01/05/2018"), "ngày hoàn thành phải sau ngày bắt đầu"),
    "another century": (plan(starts_on="01/06/2081"), "quá xa năm kế hoạch 2018"),
    "too long a content": (plan(content=LONG), "dài 401 ký tự; tối đa 400"),
    "empty content": (plan(content=""), "chưa ghi nội dung việc"),
    "unknown kind": (plan(kind="cau-treo"), "lựa chọn không có trong danh sách"),
    "commune not its own": (plan(commune="foreign_commune"), "lựa chọn không có trong danh sách"),
    "village of another commune": (plan(village="village"), "lựa chọn không có trong danh sách"),
    "cost without source": (plan(cost="1.000.000"), "có kinh phí nhưng chưa chọn nguồn"),
    "every row removed": (plan(DELETE="on"), "chưa có việc nào"),
}


def name_of(world, name: str) -> str:
    """The input a short name of a case stands for."""
    first, second = world.commune.pk, world.places.second_commune.pk
    prefixes = {
        "first": f"c{first}",
        "second": f"c{second}",
        "work": f"w{world.filings.plan_item.pk}",
        "extra": "extra-0",
    }
    head, _, rest = name.partition("_")
    if name == "section":
        return f"s{world.section.pk}-text"
    return f"{prefixes[head]}-{rest}" if head in prefixes else name


def send(world, client_of, case):
    """Post the page to be filed with the case's changes; a change to None takes the field away."""
    which, changes = case
    report = getattr(world.filings, which)
    people = {"draft": "unit", "other_plan": "unit_outsider"}
    client = client_of(people[which])
    fields = fields_of(client.get(world.url("report-edit", pk=report.pk)))
    fields["no_classified"] = "1"
    if which == "draft":
        fields[f"c{world.places.second_commune.pk}-trips"] = "0"
    rows = {
        "foreign_commune": world.commune.pk if which == "other_plan" else world.foreign_commune.pk,
        "foreign_unit": world.other_unit.pk,
        "village": world.places.village.pk,
    }
    for name, value in changes.items():
        plan_row = which == "other_plan"
        key = f"items-0-{name}" if plan_row else name_of(world, name)
        fields[key] = str(rows.get(value, value))
        if value is None:
            del fields[key]
    before = dump()
    response = client.post(world.url("report-submit", pk=report.pk), fields)
    return response, before, fields


@pytest.mark.parametrize("name", CASES)
def test_a_malformed_submission_is_explained_and_changes_nothing(world, client_of, name):
    case, message = CASES[name]
    response, before, _fields = send(world, client_of, case)
    assert response.status_code in (409, 422)
    assert message in html.unescape(response.content.decode())
    assert dump() == before


def test_there_are_more_than_twenty_and_without_a_change_it_is_filed(world, client_of):
    assert len(CASES) >= 20
    for which in ("draft", "other_plan"):
        response, before, _fields = send(world, client_of, (which, {}))
        assert response.status_code == 302
        assert dump() != before


def test_everything_wrong_is_told_at_once_and_linked_to_its_field(world, client_of):
    case = annual(first_trips="sáu mươi", first_money_staff="-1", section="", no_classified=None, work_progress="x")
    response, _before, _fields = send(world, client_of, case)
    page = html.unescape(response.content.decode())
    first = world.commune.pk
    for target in (
        f"id_c{first}-trips", f"id_c{first}-money_staff", f"id_s{world.section.pk}-text", "id_no_classified",
        f"id_w{world.filings.plan_item.pk}-progress",
    ):  # fmt: skip
        assert f'href="#{target}"' in page
        assert f'id="{target}"' in page
        assert target == "id_no_classified" or f'id="{target}_error"' in page
    assert "Còn 5 chỗ cần sửa" in page


def test_what_was_typed_stays_on_the_page(world, client_of):
    case = annual(first_trips="sáu mươi", first_note="Ghi chú <của tôi>", section="")
    response, _before, fields = send(world, client_of, case)
    again = fields_of(response)
    assert again == fields
    assert again[f"c{world.commune.pk}-trips"] == "sáu mươi"


@pytest.mark.parametrize(
    ("change", "message"),
    [({"is_closed": True}, "đã đóng biểu"), ({"status": "submitted"}, "đang chờ duyệt")],
)
def test_a_report_closed_meanwhile_is_explained_with_the_text_kept(world, client_of, change, message):
    draft, client = world.filings.draft, client_of("unit")
    fields = fields_of(client.get(world.url("report-edit", pk=draft.pk)))
    fields[f"c{world.commune.pk}-note"] = "Điều tôi vừa viết"
    if "status" in change:
        make.ReportVersionFactory(report=world.filings.half, number=9)
        draft.status, draft.submitted_at = "submitted", world.filings.half.submitted_at
        draft.submitted_by = world.people.office
        draft.save()
    else:
        period = world.periods[PeriodKind.ANNUAL]
        period.is_closed = True
        period.save()
    before = dump()
    for name in ("report-edit", "report-submit"):
        response = client.post(world.url(name, pk=draft.pk), fields)
        page = html.unescape(response.content.decode())
        assert response.status_code == 409
        assert message in page
        assert "Điều tôi vừa viết" in page
    assert dump() == before


@pytest.mark.parametrize("changes", [{}, {"paper-paper_received_on": "hôm qua"}, {"paper-paper_signer": "x" * 151}])
def test_a_paper_filing_without_its_facts_is_explained(world, client_of, changes):
    client = client_of(Role.OFFICE)
    url = world.url("report-edit", pk=world.filings.draft.pk)
    fields = fields_of(client.get(url)) | {"no_classified": "1"} | changes
    before = dump()
    response = client.post(world.url("report-submit", pk=world.filings.draft.pk), fields)
    page = html.unescape(response.content.decode())
    assert response.status_code == 422
    assert "nhập thay đơn vị thì phải ghi" in page
    assert all(value in page for value in changes.values())
    assert dump() == before
