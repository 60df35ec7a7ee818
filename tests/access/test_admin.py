"""The admin: who gets in, what may be changed there, what a new programme or indicator needs, searching, history."""

import pytest
from django.contrib import admin
from django.urls import reverse

from communes.models import Commune, Indicator, IndicatorPart, Programme
from kontum04.accounts.choices import Role
from kontum04.accounts.models import User
from tests import factories
from tests.access.admin_forms import inline_row, send
from tests.factories import PASSWORD
from twinning.models import FormSection, Obligation

OWN_APPS = {"accounts", "communes", "twinning", "reports"}
OWN_PAGES = [model for model in admin.site._registry if model._meta.app_label in OWN_APPS]
ONLY_READ = ["indicatorvalue", "yearnote", "reportingperiod", "obligation", "report", "reportversion", "contribution"]
ONLY_READ += ["confirmation", "request", "commendation", "assignmentproposal", "exitproposal", "inspection", "remark"]
ONLY_READ += ["notice", "ratingoverrule", "ratingreply", "composition", "issueddocument", "documentread", "documentjob"]
ONLY_READ += ["signalanswer"]


def page(model, action: str = "changelist", *args) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{action}", args=args)


def named(model) -> str:
    return model._meta.model_name


@pytest.mark.parametrize("model", OWN_PAGES, ids=named)
def test_list_searches_exports_and_costs_the_same_at_any_length(world, client_of, constant_queries, model):
    client = client_of(Role.ADMIN)
    assert client.get(page(model), {"q": "đăk"}).status_code == 200
    if hasattr(admin.site._registry[model], "resource_classes"):
        export = client.get(page(model, "export"))
        assert export["Content-Type"].startswith("application/vnd.openxmlformats")
    factory = getattr(factories, f"{model.__name__}Factory")
    constant_queries(page(model), factory.create_batch, Role.ADMIN)


def test_the_count_of_queries_notices_a_query_per_row(world, constant_queries, monkeypatch):
    monkeypatch.setattr(admin.site._registry[Obligation], "list_select_related", ["unit"])
    with pytest.raises(AssertionError, match="queries at"):
        constant_queries(page(Obligation), factories.ObligationFactory.create_batch, Role.ADMIN)


@pytest.mark.parametrize("model", OWN_PAGES, ids=named)
def test_every_row_opens_in_vietnamese(world, client_of, model):
    client = client_of(Role.ADMIN)
    row = getattr(factories, f"{model.__name__}Factory")()
    text = client.get(page(model, "change", row.pk)).content.decode()
    for english in ("Save", "Delete", "History", "Close", "Change ", "View ", "This field"):
        assert f">{english}" not in text
        assert f'value="{english}' not in text


@pytest.mark.parametrize("model", [model for model in OWN_PAGES if model._meta.model_name in ONLY_READ], ids=named)
def test_filings_and_values_are_only_read(world, client_of, model):
    client = client_of(Role.ADMIN)
    row = getattr(factories, f"{model.__name__}Factory")()
    assert client.get(page(model, "add")).status_code == 403
    assert client.post(page(model, "change", row.pk), {}).status_code == 403
    assert client.post(page(model, "delete", row.pk), {"post": "yes"}).status_code == 403
    assert model.objects.filter(pk=row.pk).exists()


def test_only_read_pages_are_the_ones_meant():
    assert {model._meta.model_name for model in OWN_PAGES} >= set(ONLY_READ)


@pytest.mark.parametrize("typed", ["Đăk Nhoong", "dak nhoong", "ĐẮK NHOONG", "Đa\u0306k Nhoong"])
def test_search_is_mark_blind(world, client_of, typed):
    text = client_of(Role.OFFICE).get(page(Commune), {"q": typed}).content.decode()
    assert "Xã Đăk Nhoong" in text
    assert "Xã Đăk Long" not in text


def test_choosing_a_commune_tells_namesakes_apart(world, client_of):
    url = reverse("admin:autocomplete")
    query = {"app_label": "twinning", "model_name": "twinning", "field_name": "commune", "term": "dak long"}
    found = client_of(Role.OFFICE).get(url, query).json()["results"]
    assert {row["text"] for row in found} == {"Xã Đăk Long (huyện Đăk Glei)", "Xã Đăk Long (huyện Đăk Hà)"}


def test_office_makes_a_fourth_programme_without_code(world, client_of):
    client = client_of(Role.OFFICE)
    send(
        client,
        page(Programme, "add"),
        code="qd-9999",
        name="Quyết định 9999 về giúp đỡ các xã biên giới",
        short_name="Quyết định 9999",
        style="state",
        decision=world.programme.decision_id,
        first_year=2027,
        place_name="Kon Tum",
        superior_body="ỦY BAN NHÂN DÂN TỈNH",
        issuing_body="BAN CHỈ ĐẠO",
        symbol="BCĐ",
        **inline_row("categories", 0, code="bien-gioi", name="Xã biên giới", short_name="Biên giới", order=1),
        **inline_row(
            "targets",
            0,
            label="100 % xã",
            measure="YT01",
            comparator=">=",
            value="100",
            unit="%",
            source="QĐ 9999",
            order=1,
        ),
        **inline_row("work_groups", 0, code="y-te", name="Y tế", short_name="Y tế", order=1),
        **inline_row("form_sections", 0, number="I", title="Tình hình", order=1),
        **inline_row("due_dates", 0, kind="annual", day=15, month=11),
    )
    programme = Programme.objects.get(code="qd-9999")
    assert programme.categories.get().name == "Xã biên giới"
    assert programme.targets.get().value == 100
    assert programme.work_groups.get().short_name == "Y tế"
    assert FormSection.objects.get(programme=programme).title == "Tình hình"
    assert programme.due_dates.get().day == 15
    assert programme.history.get().history_user == world.people.office


def test_office_adds_an_indicator_that_is_asked_for_at_once(world, client_of):
    client = client_of(Role.OFFICE)
    entered = set(IndicatorPart.objects.entered().at_commune())
    send(
        client,
        page(Indicator, "add"),
        code="MT01",
        name="Hộ có nhà tiêu hợp vệ sinh",
        group=world.parts.poor.indicator.group_id,
        **inline_row(
            "parts", 0, code="MT01", label="Hộ có nhà tiêu", unit="hộ", kind="integer", at_commune="on",
            aggregation="sum", choices="[]", minimum="0", decimals=0, order=1,
        ),
        **inline_row(
            "rules", 0, left="MT01", comparator="<=", right="DC01", severity="error", message="Không quá tổng số hộ."
        ),
    )  # fmt: skip
    new = set(IndicatorPart.objects.entered().at_commune()) - entered
    assert [part.code for part in new] == ["MT01"]
    assert Indicator.objects.get(code="MT01").rules.get().right == "DC01"


def test_a_wrong_form_is_refused_in_vietnamese(world, client_of):
    client = client_of(Role.OFFICE)
    response = client.post(page(Programme, "add"), {"code": "Có dấu"})
    assert response.status_code == 200
    assert "Mã chỉ gồm chữ không dấu" in response.content.decode()


def test_dates_are_day_before_month(world, client_of):
    client = client_of(Role.OFFICE)
    send(client, page(Commune, "change", world.commune.pk), valid_from="02/01/2017")
    world.commune.refresh_from_db()
    assert world.commune.valid_from.isoformat() == "2017-01-02"


@pytest.mark.parametrize("model", [Commune, Programme, Indicator], ids=named)
def test_office_may_not_delete(world, client_of, model):
    row = model.objects.first()
    assert client_of(Role.OFFICE).post(page(model, "delete", row.pk), {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("name", ["accounts_user", "communes_posting", "twinning_membership", "axes_accesslog"])
def test_accounts_and_what_they_open_are_the_administrators(world, client_of, name):
    url = reverse(f"admin:{name}_changelist")
    assert client_of(Role.OFFICE).get(url).status_code == 403
    assert client_of(Role.ADMIN).get(url).status_code == 200


def test_role_alone_opens_the_admin(world, client_of):
    User.objects.filter(role=Role.UNIT).update(is_staff=True)
    assert client_of(Role.UNIT).get(reverse("admin:index")).status_code == 403
    assert not world.people.admin.is_staff
    assert not world.people.admin.is_superuser
    assert client_of(Role.ADMIN).get(page(User)).status_code == 200


def test_administrator_makes_an_account_with_what_it_acts_for(world, client_of):
    client = client_of(Role.ADMIN)
    secret = {"password1": PASSWORD, "password2": PASSWORD, "usable_password": "true"}
    response = send(client, page(User, "add"), username="xa-moi", display_name="Cán bộ xã", role="commune", **secret)
    user = User.objects.get(username="xa-moi")
    assert user.must_change_password
    send(client, response.url, **inline_row("postings", 0, commune=world.commune.pk, district=""))
    assert list(Commune.objects.visible_to(user)) == [world.commune]


def test_a_password_set_for_somebody_must_be_changed(world, client_of):
    url = reverse("admin:auth_user_password_change", args=[world.people.unit.pk])
    new = "Mot-mat-khau-khac-2018"
    client_of(Role.ADMIN).post(url, {"password1": new, "password2": new, "usable_password": "true"})
    world.people.unit.refresh_from_db()
    assert world.people.unit.check_password(new)
    assert world.people.unit.must_change_password


def test_accounts_are_closed_not_deleted(world, client_of):
    url = page(User, "delete", world.people.unit.pk)
    assert client_of(Role.ADMIN).post(url, {"post": "yes"}).status_code == 403


def test_history_page_tells_reason_and_person(world, client_of):
    world.commune._change_reason = "Quyết định 7"
    world.commune._history_user = world.people.office
    world.commune.note = "đổi"
    world.commune.save()
    text = client_of(Role.OFFICE).get(page(Commune, "history", world.commune.pk)).content.decode()
    assert "Quyết định 7" in text
    assert "Tài khoản office" in text


def test_signing_in_to_the_admin_is_signing_in_to_the_portal(client, db):
    assert client.get(reverse("admin:index"), follow=True).redirect_chain[-1][0] == "/accounts/login/?next=/admin/"
