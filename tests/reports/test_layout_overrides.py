"""What an office may change in a rule-set: which measures, within what bounds, for whom; and who may sign."""

import datetime as dt
import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from kontum04.accounts.choices import Role
from reports.choices import SigningCapacity
from reports.documents.layout import HD05, HD36, ND30, RULE_SETS, Mark
from reports.documents.letterhead import letterhead_of, signature_of
from reports.documents.measure_list import MEASURES
from reports.documents.measures import held, with_measure
from reports.documents.orders import DocumentOrder
from reports.documents.rules import rule_set_for
from reports.documents.stylesheet import css_text
from reports.models import LayoutOverride, Signatory
from tests import factories
from tests.access.admin_forms import refusals, send

IN_2019 = dt.date(2019, 1, 2)
ADD = "admin:reports_layoutoverride_add"


def override(**values) -> LayoutOverride:
    row = factories.LayoutOverrideFactory.build(programme=None, **values)
    row.full_clean()
    row.save()
    return row


@pytest.mark.parametrize("rule_set", RULE_SETS, ids=lambda rule_set: rule_set.code)
@pytest.mark.parametrize("measure", MEASURES.values(), ids=lambda measure: measure.path)
def test_every_measure_is_read_as_it_is_written(rule_set, measure):
    value = held(rule_set, measure.path)
    if value is not None:
        assert measure.value(measure.words(value)) == value
        assert with_measure(rule_set, measure.path, measure.value(measure.words(value))) == rule_set


@pytest.mark.parametrize(
    ("path", "typed", "message"),
    [
        ("margins.left", "55", "Lề trang: trái (mm) phải từ 20 đến 40."),
        ("margins.left", "19,9", "Lề trang: trái (mm) phải từ 20 đến 40."),
        ("margins.left", "12.5", "viết sai dấu phân cách; hãy viết 12,5"),
        ("body.size", "", "Nội dung: cỡ chữ (pt) phải từ 8 đến 20."),
        ("body.size", "to", "không phải là số"),
        ("body.bold", "đậm", "viết “có” hoặc “không”"),
        ("signature_gap_lines", "3,5", "phải là số nguyên"),
        ("recipients_separator", ".", "viết một trong các cách sau: “,”, “;”."),
        ("heading_forms.0", "A.", "“I.”, “I-”"),
    ],
)
def test_a_wrong_value_is_refused_in_words(path, typed, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        MEASURES[path].value(typed)


@pytest.mark.parametrize(
    ("path", "typed", "value"),
    [
        ("first_line", "12,7", 12.7),
        ("summary_mark", "Không có", Mark.NONE),
        ("issuer_mark", "dấu sao", Mark.STAR),
        ("signer.bold", "KHÔNG", False),
        ("heading_forms.0", "I-", "{roman}-"),
    ],
)
def test_a_right_value_is_taken_as_people_type_it(path, typed, value):
    assert MEASURES[path].value(typed) == value
    assert held(with_measure(HD36, path, value), path) == value


@pytest.mark.django_db
class TestChosen:
    def test_a_change_for_all_reaches_every_programme_and_only_its_rule_set(self):
        programme = factories.ProgrammeFactory()
        assert rule_set_for(programme, IN_2019) == HD36
        override(measure="margins.left", value="35")
        assert rule_set_for(programme, IN_2019).margins.left == 35
        assert "margin: 20mm 15mm 20mm 35.0mm" in css_text(rule_set_for(programme, IN_2019))
        assert rule_set_for(programme, IN_2019, "nd30") == ND30

    def test_a_programme_s_own_change_goes_before_the_general_one(self):
        own = factories.LayoutOverrideFactory(value="33")
        override(measure="margins.left", value="35")
        override(measure="body.size", value="15")
        changed = rule_set_for(own.programme, IN_2019)
        assert (changed.margins.left, changed.body.size) == (33, 15)
        assert rule_set_for(factories.ProgrammeFactory(), IN_2019).margins.left == 35

    def test_choosing_costs_one_query(self, django_assert_num_queries):
        programme = factories.ProgrammeFactory()
        factories.LayoutOverrideFactory(programme=programme)
        with django_assert_num_queries(1):
            rule_set_for(programme, IN_2019)

    def test_what_does_not_exist_is_refused(self):
        with pytest.raises(ValidationError, match="Không có bộ thể thức này"):
            override(rule_set="hd99")
        with pytest.raises(ValidationError, match="Không có thành phần này"):
            override(measure="margins.middle")
        with pytest.raises(ValidationError, match="không có thành phần này"):
            override(measure="motto.size", value="13")

    def test_one_change_of_a_measure_for_all(self):
        override()
        with pytest.raises(ValidationError, match="đã có thay đổi cho mọi chương trình"):
            override(value="33")


class TestAdmin:
    def test_office_changes_a_measure_chosen_by_name(self, world, client_of):
        client = client_of(Role.OFFICE)
        page = client.get(reverse(ADD)).content.decode()
        assert "Lề trang: trái (mm) – HD36: 30; HD05: 30; ND30: 30" in page
        assert HD05.notice in page
        values = {"rule_set": "nd30", "measure": "first_line", "value": "10,0", "reason": "Thống nhất với văn bản cũ."}
        send(client, reverse(ADD), **values)
        row = LayoutOverride.objects.get()
        assert row.value == "10"
        assert row.history.get().history_user == world.people.office
        shown = client.get(reverse("admin:reports_layoutoverride_changelist")).content.decode()
        assert "Dòng, đoạn: lùi dòng đầu (mm)" in shown
        assert "12,7" in shown

    def test_a_wrong_value_is_told_beside_its_field(self, world, client_of):
        answers = {"rule_set": "nd30", "measure": "first_line", "value": "100", "reason": "thử"}
        response = client_of(Role.OFFICE).post(reverse(ADD), answers)
        assert "phải từ 5 đến 20" in str(refusals(response))

    def test_office_takes_a_change_back(self, world, client_of):
        row = factories.LayoutOverrideFactory(programme=world.programme)
        client_of(Role.OFFICE).post(reverse("admin:reports_layoutoverride_delete", args=[row.pk]), {"post": "yes"})
        assert not LayoutOverride.objects.exists()
        assert LayoutOverride.history.first().history_type == "-"

    @pytest.mark.parametrize("role", [Role.MEMBER, Role.HEAD, Role.UNIT])
    def test_nobody_else_changes_the_layout(self, world, client_of, role):
        assert client_of(role).get(reverse(ADD)).status_code in {302, 403}


def signatory(**values) -> Signatory:
    style = values.pop("style", "party")
    programme = factories.ProgrammeFactory(style=style)
    row = factories.SignatoryFactory.build(programme=programme, **values)
    row.full_clean()
    row.save()
    return row


@pytest.mark.django_db
class TestSignatures:
    @pytest.mark.parametrize(
        ("rule_set", "capacity", "whom", "position", "lines"),
        [
            (HD36, SigningCapacity.HEAD, "", "Trưởng ban", ("Trưởng ban", "")),
            (HD36, SigningCapacity.DEPUTY, "Trưởng ban", "Phó Trưởng ban", ("K/T Trưởng ban", "Phó Trưởng ban")),
            (HD36, SigningCapacity.COLLECTIVE, "Ban Thường vụ", "Phó Bí thư", ("T/M Ban Thường vụ", "Phó Bí thư")),
            (ND30, SigningCapacity.HEAD, "", "Giám đốc", ("Giám đốc", "")),
            (ND30, SigningCapacity.DEPUTY, "Giám đốc", "Phó Giám đốc", ("KT. Giám đốc", "Phó Giám đốc")),
            (ND30, SigningCapacity.COLLECTIVE, "Ủy ban nhân dân", "Chủ tịch", ("TM. Ủy ban nhân dân", "Chủ tịch")),
            (ND30, SigningCapacity.ORDER, "Giám đốc", "Chánh Văn phòng", ("TL. Giám đốc", "Chánh Văn phòng")),
            (ND30, SigningCapacity.MANDATE, "Giám đốc", "Trưởng phòng", ("TUQ. Giám đốc", "Trưởng phòng")),
        ],
    )
    def test_the_lines_of_a_signature(self, rule_set, capacity, whom, position, lines):
        row = signatory(
            style=rule_set.style.value, capacity=capacity, on_behalf_of=whom, position=position, name="Họ và tên"
        )
        signed = signature_of(row, rule_set)
        assert (signed.authority, signed.position, signed.name) == (*lines, "Họ và tên")

    @pytest.mark.parametrize(
        ("values", "message"),
        [
            ({"capacity": "collective", "on_behalf_of": "Ban Chỉ đạo 04"}, "Chỉ cấp ủy mới ký T/M"),
            ({"capacity": "order"}, "không dùng tư cách ký này"),
            ({"capacity": "mandate"}, "không dùng tư cách ký này"),
            ({"capacity": "head"}, "để trống ô này"),
            ({"capacity": "deputy", "on_behalf_of": ""}, "Ghi rõ ký thay"),
        ],
    )
    def test_a_party_paper_is_not_signed_otherwise(self, values, message):
        with pytest.raises(ValidationError, match=message):
            signatory(**values)

    def test_a_state_body_may_be_signed_for_collectively(self):
        assert signatory(style="state", capacity="collective", on_behalf_of="Ban Chỉ đạo", position="Trưởng ban").pk

    def test_the_first_of_the_list_signs_unless_another_is_chosen(self):
        year = factories.ProgrammeYearFactory()
        order = DocumentOrder("review", year)
        assert letterhead_of(order, doc_type="BC", summary="thử").sign_authority == ""
        deputy = factories.SignatoryFactory(programme=year.programme, order=2)
        head = {"capacity": "head", "on_behalf_of": "", "position": "Trưởng ban", "order": 1}
        factories.SignatoryFactory(programme=year.programme, **head)
        assert letterhead_of(order, doc_type="BC", summary="thử").sign_authority == "Trưởng ban"
        chosen = letterhead_of(order, doc_type="BC", summary="thử", signatory=deputy)
        assert (chosen.sign_authority, chosen.sign_position) == ("K/T Trưởng ban", "Phó Trưởng ban")

    def test_what_is_addressed_is_sent_as_above(self):
        year = factories.ProgrammeYearFactory()
        letter = letterhead_of(DocumentOrder("reminder", year), doc_type="CV", summary="thử", addressees=("Sở A",))
        assert letter.recipients == ("Như trên", "- Lưu Văn phòng.")


class TestPage:
    def test_it_compares_the_rule_sets_and_says_what_awaits_confirmation(self, world, client_of):
        page = client_of(Role.MEMBER).get(layouts_of(world)).content.decode()
        for rule_set in RULE_SETS:
            assert rule_set.title in page
            assert rule_set.source in page
        assert HD05.notice in page
        assert "(đang áp dụng)" in page
        assert "cơ quan thay đổi" not in page

    def test_it_shows_what_the_office_changed_for_this_programme(self, world, client_of):
        factories.LayoutOverrideFactory(programme=world.programme, measure="margins.left", value="33")
        factories.LayoutOverrideFactory(measure="margins.top", value="25")
        page = client_of(Role.OFFICE).get(layouts_of(world)).content.decode()
        assert page.count("cơ quan thay đổi") == 1
        assert "33 <strong>(cơ quan thay đổi)" in page


def layouts_of(world) -> str:
    return reverse("document-layouts", args=[world.programme.code, 2018])
