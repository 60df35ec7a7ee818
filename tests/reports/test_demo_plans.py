"""The illustrative plans: partners who answered, refused and wait; works to bring together; the totals unmoved."""

from collections import Counter

import pytest

from communes.models import ProgrammeYear
from kontum04.core.scoping import WHOLE_PROVINCE_READER
from reports.demo.cases import REVISING_UNIT, WITHOUT_PLAN
from twinning.choices import DeliveryState, PartnerWord
from twinning.figures.delivery_totals import deliveries
from twinning.figures.help import help_of
from twinning.figures.overlaps import overlaps
from twinning.models import PlanPartner, Unit

pytestmark = pytest.mark.usefixtures("demo_year")


@pytest.fixture
def year(demo_year) -> ProgrammeYear:
    return ProgrammeYear.objects.get(programme__code="nq04-2016", year=2018)


def test_most_partners_answered_a_few_refused_and_the_example_unit_is_asked(year):
    rows = PlanPartner.objects.filed().in_year(year.programme, 2018)
    words = Counter(rows.values_list("word", flat=True))
    assert set(words) == set(PartnerWord)
    assert words["confirmed"] > words["waiting"] > words["declined"] > 0
    own = rows.filter(unit__name=REVISING_UNIT)
    assert sorted(own.values_list("word", flat=True)) == ["confirmed", "waiting", "waiting"]
    assert not own.get(word="confirmed").is_on_behalf


def test_some_similar_works_were_brought_together_others_are_asked_about(year):
    found = overlaps(year, WHOLE_PROVINCE_READER)
    assert {overlap.is_settled for overlap in found} == {True, False}
    assert len(found) <= 10


def test_what_is_followed_agrees_with_what_is_counted(year):
    found, helped = deliveries(year, WHOLE_PROVINCE_READER), help_of(year, WHOLE_PROVINCE_READER).total
    total = found.total
    assert total.works_done + total.beyond == helped.sums["works_completed"]
    assert total.registered == sum(total.by_state.values()) + total.led_elsewhere
    assert total.state(DeliveryState.NOT_REPORTED) > 0
    without = found.by_unit[Unit.objects.get(name=WITHOUT_PLAN).pk]
    assert (without.registered, without.beyond) == (0, 1)
