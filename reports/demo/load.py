"""Builds the illustrative years, whole or not at all."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from communes.models import Programme, ProgrammeYear, Village
from kontum04.accounts.models import User
from kontum04.core.recording import sign
from reports.demo import (
    asked,
    assignments,
    cases,
    figures,
    judged,
    papers,
    partners,
    people,
    places,
    plans,
    proposed,
    prosperous,
    questions,
    remarked,
    results,
    rounds,
    texts,
    units,
    words,
)
from reports.demo.scene import PROGRAMME, REASON, YEARS, Scene
from twinning.choices import PeriodKind
from twinning.models import Obligation, Unit
from twinning.services.deadlines import extend
from twinning.services.periods import open_year
from twinning.services.year_dates import proposed_cutoff, proposed_due_dates

DEFAULT_SEED = 2018


def is_empty() -> bool:
    """Whether nobody has begun to work here: no year, unit, village or example account yet."""
    usernames = [account.username for account in people.ACCOUNTS]
    rows = (ProgrammeYear.objects.worked_in(), Unit.objects.all(), Village.objects.all())
    return not any(found.exists() for found in (*rows, User.objects.filter(username__in=usernames)))


@transaction.atomic
def load(seed: int = DEFAULT_SEED) -> Scene:
    """Fill an empty portal with reference data with two years of one programme. The same seed, the same years."""
    scene = Scene(seed=seed, programme=Programme.objects.get(code=PROGRAMME))
    people.sign_up(scene)
    places.place(scene)
    units.found(scene)
    assignments.assign(scene)
    people.post(scene)
    for year in YEARS:
        scene.years[year] = _open(scene, year)
    # Their lists of communes and units are made up, too.
    scene.programme.years.filter(is_record=True).update(is_illustrative=True)
    _move_deadlines(scene)
    filings = papers.begin(scene)
    plans.register(scene, filings)
    partners.involve(scene)
    members = results.tell_help(scene, filings)
    results.tell_works(scene, filings)
    texts.write(scene, filings)
    results.enclose_photographs(scene, filings)
    rounds.hand_in(scene, filings)
    words.answer(scene, filings)
    figures.report_figures(scene, members)
    asked.ask(scene)
    proposed.propose(scene)
    partners.answer(scene)
    judged.say(scene)
    questions.answer_questions(scene)
    prosperous.tell_parts(scene)
    remarked.remark(scene)
    return scene


def _open(scene: Scene, year: int) -> ProgrammeYear:
    opened = open_year(
        programme=scene.programme,
        year=year,
        due_dates=proposed_due_dates(scene.programme, year),
        cutoff_on=proposed_cutoff(year),
        by=scene.office,
    )
    opened.is_illustrative = True
    opened.note = _(
        "Mọi số liệu, kế hoạch, báo cáo của năm này là minh họa, không phải của đơn vị, xã có thật; "
        "tổng năm 2018 khớp với số đã công bố."
    )
    sign(opened, by=scene.office, why=REASON)
    opened.save()
    return opened


def _move_deadlines(scene: Scene) -> None:
    """Two annual reports of the last year get a later date, one half-year report is waived."""
    owed = Obligation.objects.filter(period__programme_year=scene.years[YEARS[-1]])
    for unit, (new_due_on, _filed_on, reason) in cases.EXTENDED.items():
        obligation = owed.get(unit__name=unit, period__kind=PeriodKind.ANNUAL)
        extend(obligations=[obligation.pk], new_due_on=new_due_on, reason=reason, by=scene.office)
    unit, waived_on, reason = cases.WAIVED
    waived = owed.get(unit__name=unit, period__kind=PeriodKind.HALF_YEAR)
    _waive(scene, waived, waived_on, reason)


def _waive(scene: Scene, obligation: Obligation, day: date, reason: str) -> None:
    """As the service does, but on a day of that year."""
    obligation.waived_on, obligation.waived_reason = day, reason
    sign(obligation, by=scene.office, why=reason)
    obligation.save()
