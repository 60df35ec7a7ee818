"""Two years of any units, assignments, filings, extensions and waivers, drawn by Hypothesis and stored."""

import datetime as dt
from dataclasses import dataclass
from itertools import product

from hypothesis import strategies as st

from communes.models import Commune, District, Programme, ProgrammeYear
from kontum04.accounts.choices import Role
from kontum04.accounts.models import User
from kontum04.core import clock
from tests import factories as make
from twinning.choices import PeriodKind, ReportStatus, UnitKind, UnitLevel
from twinning.models import Obligation, Unit

YEARS = (2017, 2018)
REPORTED = (ReportStatus.DRAFT, ReportStatus.SUBMITTED, ReportStatus.RETURNED, ReportStatus.ACCEPTED)

assignments = st.lists(
    st.tuples(st.integers(0, 3), st.sampled_from([2015, 2017, 2018, 2019]), st.sampled_from([None, 2016, 2017, 2018])),
    max_size=4,
    unique_by=lambda drawn: drawn[:2],
)
filings = st.lists(
    st.fixed_dictionaries(
        {
            "number": st.integers(0, 5),  # of the year and period
            "state": st.sampled_from(["none", "waived", *REPORTED]),
            "filed": st.integers(-3, 40),  # days after the due date
            "extended": st.sampled_from([0, 0, 7]),
        }
    ),
    max_size=6,
    unique_by=lambda drawn: drawn["number"],
)
units = st.lists(
    st.tuples(st.sampled_from(UnitKind.values[:3]), st.sampled_from([None, None, 0, 1]), assignments, filings),
    max_size=4,
)


@dataclass(frozen=True)
class RandomYears:
    programme: Programme
    year: ProgrammeYear
    people: dict[str, User]
    districts: list[District]
    communes: list[Commune]


def build(drawn) -> RandomYears:
    """Stores the drawn units. The member is in charge of one commune, the district's person of one district."""
    programme = make.ProgrammeFactory()
    years = [make.ProgrammeYearFactory(programme=programme, year=year) for year in YEARS]
    periods = [make.ReportingPeriodFactory(programme_year=year, kind=kind) for year, kind in product(years, PeriodKind)]
    districts = make.DistrictFactory.create_batch(2)
    communes = [make.CommuneFactory(district=district) for district in (*districts, districts[0], None)]
    for kind, district, assigned, filed in drawn:
        level = UnitLevel.PROVINCE if district is None else UnitLevel.DISTRICT
        unit = make.UnitFactory(kind=kind, level=level, district=None if district is None else districts[district])
        assign(unit, programme, communes, assigned)
        for filing in filed:
            store(make.ObligationFactory(unit=unit, period=periods[filing["number"]]), filing)
    office, member, local = (make.UserFactory(role=role) for role in (Role.OFFICE, Role.MEMBER, Role.DISTRICT))
    make.PostingFactory(user=member, commune=communes[0])
    make.PostingFactory(user=local, district=districts[0])
    return RandomYears(
        programme, years[1], {"office": office, "member": member, "district": local}, districts, communes
    )


def assign(unit: Unit, programme: Programme, communes: list[Commune], assigned) -> None:
    for place, first, last in assigned:
        if last is None or last >= first:
            ends_on = last and dt.date(last, 6, 30)
            make.TwinningFactory(
                programme=programme, unit=unit, commune=communes[place], starts_on=dt.date(first, 3, 1), ends_on=ends_on
            )


def store(obligation: Obligation, filing) -> None:
    due_on = obligation.period.due_on
    if filing["extended"]:
        make.ExtensionFactory(obligation=obligation, new_due_on=due_on + dt.timedelta(days=filing["extended"]))
    if filing["state"] == "waived":
        obligation.waived_on, obligation.waived_reason = due_on, "Đơn vị giải thể"
        obligation.save()
    elif filing["state"] != "none":
        moment = dt.datetime.combine(due_on + dt.timedelta(days=filing["filed"]), dt.time(23, 59, 59), clock.ZONE)
        make.ReportFactory(obligation=obligation, status=filing["state"], submitted_at=moment)
