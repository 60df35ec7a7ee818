"""The year's questions as one reader may see them, each with where it stands and what was answered."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from communes.models import ProgrammeYear
from kontum04.core.scoping import Viewer
from twinning.choices import SignalKind, SignalState
from twinning.figures.signals.copied import copied
from twinning.figures.signals.numbers import disputed, only_round, without_evidence
from twinning.figures.signals.presence import absent
from twinning.figures.signals.repeated import repeated
from twinning.figures.signals.rows import Rows, rows_of
from twinning.figures.signals.types import Signal
from twinning.models import Obligation, SignalAnswer, Unit

ORDER = {kind: place for place, kind in enumerate(SignalKind)}


@dataclass(frozen=True)
class Asked:
    """A question to a unit and the words on it. `reply` may speak of facts that have changed since (`is_stale`)."""

    signal: Signal
    unit: Unit
    reply: SignalAnswer | None

    @property
    def is_stale(self) -> bool:
        """Something was said, but of other facts."""
        return self.reply is not None and self.reply.fingerprint != self.signal.fingerprint

    @property
    def state(self) -> SignalState:
        if self.reply is None or self.is_stale:
            return SignalState.OPEN
        if self.reply.closed_at:
            return SignalState.CLOSED
        return SignalState.ANSWERED if self.reply.answer else SignalState.OPEN

    @property
    def kind_label(self) -> str:
        return str(self.signal.kind.label)

    @property
    def said(self) -> str:
        """What the unit answered to these facts."""
        return self.reply.answer if self.reply and not self.is_stale else ""

    @property
    def concluded(self) -> str:
        return self.reply.conclusion if self.reply and not self.is_stale else ""


def asked(programme_year: ProgrammeYear, viewer: Viewer, *, unit: int | None = None) -> list[Asked]:
    """Questions in the order of units, then of kinds (a constant number of queries).

    They are found over the whole programme, for a text is compared with everybody's; the reader gets those of the
    units whose papers he may see, and of another unit's text nothing he may not read."""
    units = Unit.objects.filter(pk__in=_obligations(programme_year, viewer).values("unit")).order_by("sort_key")
    seen = {row.pk: row for row in (units.filter(pk=unit) if unit else units)}
    if not seen:
        return []
    readable = None if getattr(viewer, "sees_everything", False) else _readable(viewer)
    answers = SignalAnswer.objects.visible_to(viewer).filter(programme_year=programme_year, unit__in=seen)
    by_code = {(row.unit_id, row.code): row for row in answers.select_related("answered_by", "closed_by")}
    found = [
        Asked(each.for_reader_of(readable), seen[each.unit_id], by_code.get((each.unit_id, each.code)))
        for each in signals_of(rows_of(programme_year))
        if each.unit_id in seen
    ]
    place = {pk: at for at, pk in enumerate(seen)}
    return sorted(found, key=lambda row: (place[row.unit.pk], ORDER[row.signal.kind], row.signal.code))


def signals_of(rows: Rows) -> Iterator[Signal]:
    """Every question the rows raise."""
    yield from absent(rows)
    yield from copied(rows)
    yield from only_round(rows)
    yield from without_evidence(rows)
    yield from disputed(rows)
    yield from repeated(rows)


def counted(found: list[Asked]) -> Counter[SignalState]:
    """How many stand in which state."""
    return Counter(row.state for row in found)


def _obligations(programme_year: ProgrammeYear, viewer: Viewer) -> QuerySet[Obligation]:
    return Obligation.objects.visible_to(viewer).in_year(programme_year.programme, programme_year.year)


def _readable(viewer: Viewer) -> set[int]:
    return set(Unit.objects.visible_to(viewer).values_list("pk", flat=True))
