"""What the cast asked for, and what is proposed for it: one row of each kind on the own side, one on the foreign."""

import datetime as dt
from dataclasses import dataclass

from communes.models import ExitProposal, Inspection, Remark
from tests import factories as make
from twinning.models import AssignmentProposal, Commendation, Request


@dataclass(frozen=True)
class Steering:
    """The own request was answered 11 days late and is not rated yet; the foreign one waits, overdue.
    Proposals stand at their first step. The member wants an answer; the communes read what is remarked."""

    request: Request
    foreign_request: Request
    inspection: Inspection
    foreign_inspection: Inspection
    remark: Remark
    foreign_remark: Remark
    exit: ExitProposal
    foreign_exit: ExitProposal
    commendation: Commendation
    foreign_commendation: Commendation
    assignment: AssignmentProposal
    foreign_assignment: AssignmentProposal


def build_steering(programme, year: int, places, units, people) -> Steering:
    unit, other_unit, _district_unit = units
    own, foreign = places.commune, places.foreign_commune
    of_year = {"programme": programme, "year": year}
    asked = {"programme": programme, "filed_on": dt.date(year, 5, 10), "due_on": dt.date(year, 6, 9)}
    seen = {"programme": programme, "visited_on": dt.date(year, 5, 10), "recorded_by": people.member}
    remarked = of_year | {"written_by": people.member, "needs_answer": True, "to_commune": True}
    agreed = {"agreed": "Rà soát lại danh sách hộ nghèo.", "due_on": dt.date(year, 6, 9)}
    return Steering(
        request=make.RequestFactory(
            **asked, commune=own, to_unit=unit, text="Đề nghị hỗ trợ xi măng làm đường thôn Đăk Ôn",
            answer="Đã bố trí 20 tấn xi măng.", answered_on=dt.date(year, 6, 20), answered_by=people.unit,
        ),
        foreign_request=make.RequestFactory(**asked, commune=foreign, to_unit=other_unit),
        inspection=make.InspectionFactory(**seen, **agreed, commune=own),
        foreign_inspection=make.InspectionFactory(**seen, **agreed, commune=foreign),
        remark=make.RemarkFactory(**remarked, commune=own),
        foreign_remark=make.RemarkFactory(**remarked, commune=foreign),
        exit=make.ExitProposalFactory(**of_year, commune=own),
        foreign_exit=make.ExitProposalFactory(**of_year, commune=foreign),
        commendation=make.CommendationFactory(**of_year, unit=unit),
        foreign_commendation=make.CommendationFactory(**of_year, unit=other_unit),
        assignment=make.AssignmentProposalFactory(**of_year, unit=unit, commune=own, change="keep"),
        foreign_assignment=make.AssignmentProposalFactory(**of_year, unit=other_unit, commune=foreign, change="keep"),
    )  # fmt: skip
