"""Malformed pages of figures: each answered by a clear Vietnamese sentence at its field, the database unchanged."""

import re

import pytest

from communes.choices import PartKind
from kontum04.accounts.choices import Role
from tests.communes.conftest import words_of
from tests.core.wording import is_vietnamese
from tests.factories import IndicatorPartFactory
from tests.twinning.pages import dump

pytestmark = pytest.mark.django_db

CASES = {
    "letters": ("DC03", "bốn trăm", "“bốn trăm” không phải là số"),
    "a formula": ("DC03", "=1+1", "“=1+1” không phải là số"),
    "script": ("DC03", "<script>alert(1)</script>", "không phải là số"),
    "english decimal point": ("TN01", "12.5", "hãy viết 12,5"),
    "english thousands": ("DC03", "1,900,000", "hãy viết 1.900.000"),
    "two numbers": ("DC03", "1900 2000", "không phải là số"),
    "a unit": ("DC03", "1900 người", "không phải là số"),
    "a zero byte": ("DC03", "19\x0000", "không phải là số"),
    "not a number by name": ("DC03", "NaN", "không phải là số"),
    "infinity": ("TN01", "Infinity", "không phải là số"),
    "powers of ten": ("DC03", "1e9", "không phải là số"),
    "full-width digits": ("DC03", "１９００", "không phải là số"),
    "a page of digits": ("DC03", "9" * 100_000, "không phải là số"),
    "beyond what is stored": ("DC03", "9" * 16, "số lớn bất thường"),
    "half a household": ("NG01", "170,5", "phải là số nguyên, đang là 170,5"),
    "too many decimals": ("TN01", "12,3456", "chỉ giữ 3 chữ số sau dấu phẩy"),
    "below the least": ("DC01", "0", "nhỏ hơn mức thấp nhất 1"),
    "negative": ("DC01", "-400", "nhỏ hơn mức thấp nhất 1"),
    "above the most": ("NTM1", "20", "lớn hơn mức cao nhất 19"),
    "neither yes nor no": ("YT01", "2", "chỉ nhận có (1) hoặc không (0)"),
    "a word for yes": ("YT01", "có", "“có” không phải là số"),
    "no such level": ("ND09", "7", "chỉ nhận một trong các mức: chưa đạt và đạt"),
    "between two levels": ("ND09", "0,5", "chỉ nhận một trong các mức"),
    "more poor than households": ("NG01", "401", "Số hộ nghèo không được lớn hơn tổng số hộ."),
    "fewer households than poor": ("DC01", "179", "Số hộ nghèo không được lớn hơn tổng số hộ."),
}


@pytest.fixture
def form(world, open_form):
    IndicatorPartFactory(indicator__code="NTM1", minimum=0, maximum=19)
    IndicatorPartFactory(indicator__code="ND09", kind=PartKind.CHOICE, choices=[[0, "chưa đạt"], [1, "đạt"]])
    return open_form("commune-figures", Role.COMMUNE, pk=world.commune.pk)


@pytest.mark.parametrize("case", CASES)
def test_a_malformed_number_is_explained_at_its_field_and_changes_nothing(world, form, case):
    code, typed, message = CASES[case]
    before = dump()
    response = form.send(
        **{f"c{world.commune.pk}-{code}": typed, f"c{world.commune.pk}-DC03": "1.901"}
        | {f"c{world.commune.pk}-{code}": typed}
    )
    assert response.status_code == 422
    page = response.content.decode()
    note = re.search(rf'id="note-id_c{world.commune.pk}-{re.escape(code)}">([^<]*)<', page)
    assert note, "the message stands at the field"
    told = note[1].replace("&lt;", "<").replace("&gt;", ">")
    assert message in told
    assert is_vietnamese(told)
    assert message in words_of(response).replace("&lt;", "<").replace("&gt;", ">")
    assert "<script>alert" not in page
    assert dump() == before


def test_there_are_more_than_twenty():
    assert len(CASES) >= 20


def test_a_note_longer_than_a_page_is_refused(form):
    before = dump()
    response = form.send(note="đ" * 4001)
    assert response.status_code == 422
    assert "Giải trình : " in words_of(response)
    assert "4000" in words_of(response)
    assert dump() == before


def test_a_note_with_a_zero_byte_is_refused(form):
    before = dump()
    response = form.send(note="a\x00b")
    assert response.status_code == 422
    assert is_vietnamese(words_of(response).split("Giải trình :")[1][:80])
    assert dump() == before


@pytest.mark.parametrize(
    "seen", ["", ";;;", "NG01", "NG01:", "NG01:abc", "NG01:180:180;", "\x00", "x" * 10_000, "NG01:1e999"]
)
def test_garbage_for_what_was_seen_overwrites_nothing(world, form, seen):
    """Without knowing what the person saw, a number that stands there is never replaced silently."""
    before = dump()
    response = form.send(**{f"c{world.commune.pk}-NG01": "170", f"seen-c{world.commune.pk}": seen})
    assert response.status_code in (409, 422)
    assert dump() == before


@pytest.mark.parametrize(
    "fields",
    [{}, {"c-NG01": "1"}, {"c999999-NG01": "1"}, {"v1-NG01": "1"}, {"-": "1"}, {"c1": "1"}, {"note-x": "1"}],
    ids=str,
)
def test_fields_that_are_not_on_the_page_do_nothing(form, fields):
    before = dump()
    assert form.send_exactly(fields).status_code == 302
    assert dump() == before


@pytest.mark.parametrize("query", ["?part=", "?part=%00", "?part=" + "x" * 5000, "?part=NG01&part=NG01", "?năm=1"])
def test_garbage_in_the_address_of_the_grid_is_harmless(world, client_of, query):
    assert client_of(Role.OFFICE).get(world.url("year-grid") + query).status_code == 200


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("indicator-list?part=KHONG", 404),
        ("indicator-list?part=%00", 404),
        ("indicator-list?part=HO01", 404),
        ("indicator-list?district=abc&category=-1&q=%00", 200),
        ("commune-list?district=999999999999999999999&sort=không_có", 200),
        ("commune-list?page=abc", 200),
        ("commune-list?q=%27%3B--", 200),
    ],
)
def test_garbage_in_the_address_of_a_list_is_answered(world, client_of, path, status):
    name, _mark, query = path.partition("?")
    assert client_of(Role.OFFICE).get(f"{world.url(name)}?{query}").status_code == status
