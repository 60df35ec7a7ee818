"""Indicators and rules as staff define them in the admin: what makes no sense is refused before anybody enters."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from communes.choices import Aggregation, PartKind
from communes.models import Indicator, IndicatorPart, ValidationRule
from kontum04.accounts.choices import Role
from tests.communes.given import FALL, HEALTH, HOUSEHOLDS, INCOME, POOR, RATE, STATE, part
from tests.core.wording import is_vietnamese


def problems_of(found: IndicatorPart) -> dict[str, list[str]]:
    try:
        found.clean()
    except ValidationError as error:
        return error.message_dict
    return {}


@pytest.mark.parametrize("found", [HOUSEHOLDS, POOR, RATE, FALL, INCOME, HEALTH, STATE])
def test_good_definitions_pass(found):
    assert problems_of(found) == {}


RATIO = {"kind": PartKind.RATIO, "aggregation": Aggregation.RATIO_OF_SUMS}
CHANGE = {"kind": PartKind.CHANGE, "aggregation": Aggregation.RATIO_OF_SUMS}
CHOICE = {"kind": PartKind.CHOICE, "aggregation": Aggregation.DISTRIBUTION}
WEIGHTED = {"kind": PartKind.DECIMAL, "aggregation": Aggregation.WEIGHTED_MEAN}


@pytest.mark.parametrize(
    ("options", "fields"),
    [
        ({"code": "nghèo"}, {"code"}),
        ({"code": "NG01.x"}, {"code"}),
        ({"code": "NG 01"}, {"code"}),
        (RATIO, {"numerator", "denominator"}),
        (RATIO | {"numerator": POOR}, {"denominator"}),
        (RATIO | {"numerator": RATE, "denominator": HOUSEHOLDS}, {"numerator"}),
        (CHANGE, {"numerator"}),
        (CHANGE | {"numerator": POOR}, {"numerator"}),
        (CHANGE | {"numerator": RATE, "denominator": HOUSEHOLDS}, {"denominator"}),
        (WEIGHTED, {"denominator"}),
        (WEIGHTED | {"denominator": INCOME}, {"denominator"}),
        ({"numerator": POOR}, {"numerator"}),
        ({"denominator": HOUSEHOLDS}, {"denominator"}),
        ({"choices": [[0, "không"]]}, {"choices"}),
        (CHOICE, {"choices"}),
        (CHOICE | {"choices": "đạt"}, {"choices"}),
        (CHOICE | {"choices": {"0": "đạt"}}, {"choices"}),
        (CHOICE | {"choices": ["chưa đạt", "đạt"]}, {"choices"}),
        (CHOICE | {"choices": [[0, "chưa đạt"], [0, "đạt"]]}, {"choices"}),
        (CHOICE | {"choices": [["0", "chưa đạt"]]}, {"choices"}),
        (CHOICE | {"choices": [[True, "đạt"]]}, {"choices"}),
        (CHOICE | {"choices": [[0, " "]]}, {"choices"}),
    ],
)
def test_definitions_that_make_no_sense_are_refused_at_their_field(options, fields):
    problems = problems_of(part(99, **({"code": "XX01"} | options)))
    assert set(problems) == fields
    assert all(is_vietnamese(message) for messages in problems.values() for message in messages)


# --- In the admin -----------------------------------------------------------------------------------------------------

NEW_PART = {
    "code": "XH77", "label": "Hộ có nước máy", "unit": "hộ", "kind": "integer", "at_commune": "on",
    "aggregation": "sum", "choices": "[]", "decimals": "0", "order": "1", "standard_family": "",
}  # fmt: skip


def page(group, **rule) -> dict:
    """What the admin's page of a new indicator sends: one part, and one rule when told."""
    sent = {
        "code": "XH77", "name": "Nước máy", "group": group.pk, "order": "9", "is_active": "on",
        "parts-TOTAL_FORMS": "1", "parts-INITIAL_FORMS": "0",
        "rules-TOTAL_FORMS": "1" if rule else "0", "rules-INITIAL_FORMS": "0",
    }  # fmt: skip
    sent |= {f"parts-0-{name}": value for name, value in NEW_PART.items()}
    defaults = {"left": "XH77", "comparator": "<=", "right": "DC01", "severity": "error", "message": "Nhiều hơn số hộ."}
    return sent | ({f"rules-0-{name}": value for name, value in (defaults | rule).items()} if rule else {})


@pytest.fixture
def add(world, client_of):
    """Send the page of a new indicator as the office."""

    def send(**rule):
        group = world.parts.health.indicator.group
        return client_of(Role.OFFICE).post(reverse("admin:communes_indicator_add"), page(group, **rule))

    return send


def test_an_indicator_and_a_rule_about_it_are_saved_together(add):
    response = add(left="XH77")
    assert response.status_code == 302, response.context["errors"]
    assert ValidationRule.objects.filter(left="XH77", right="DC01").exists()


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ({"left": "XH77*2"}, "Không hiểu “*2”"),
        ({"right": "DC99"}, "Không có chỉ tiêu mang mã DC99."),
        ({"left": "1", "right": "2"}, "ít nhất một số của năm nay"),
    ],
)
def test_a_malformed_rule_is_refused_and_nothing_is_saved(add, rule, message):
    response = add(**rule)
    assert response.status_code == 200
    assert message in response.content.decode()
    assert not Indicator.objects.filter(code="XH77").exists()


@pytest.mark.django_db
def test_a_rule_without_an_indicator_is_refused_not_a_fault():
    with pytest.raises(ValidationError) as refused:
        ValidationRule(left="NG01", comparator="<=", right="DC01", message="Sai.").full_clean()
    assert "indicator" in refused.value.message_dict
