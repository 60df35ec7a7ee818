"""Which communes stand for a commune in a year: itself, or before it existed those it was formed from (rule 5)."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from communes.choices import SuccessionKind
from communes.models import Commune, Succession
from kontum04.core import formats
from kontum04.core.scoping import Viewer


@dataclass(frozen=True)
class Stand:
    """The communes whose sum stands for one commune in a year. With a `note` they are its predecessors;
    with no commune there is no sum, and the note says why."""

    communes: tuple[int, ...]
    note: str = ""


def stands_for(commune: Commune, years: Iterable[int], reader: Viewer) -> dict[int, Stand]:
    """Per year. A merger opens nothing: only a reader who may see every predecessor is told their sum."""
    lines = _lines_back(commune)
    named = [line.predecessor_id for line in lines]
    visible = {commune.pk, *Commune.objects.visible_to(reader).filter(pk__in=named).values_list("pk", flat=True)}
    return {year: _stand(commune, year, lines, visible) for year in years}


def _lines_back(commune: Commune) -> list[Succession]:
    """Every line of succession that leads to the commune, through all mergers before it."""
    found: list[Succession] = []
    step = [commune.pk]
    while step:
        lines = list(Succession.objects.filter(successor__in=step).select_related("predecessor__district", "successor"))
        found += lines
        step = [line.predecessor_id for line in lines]
    return found


def _stand(commune: Commune, year: int, lines: list[Succession], visible: set[int]) -> Stand:
    if _existed(commune, year):
        return Stand((commune.pk,))
    used = _used(commune, year, lines)
    communes = {line.predecessor_id: line.predecessor for line in used if _existed(line.predecessor, year)}
    if not communes:
        return Stand((), _("Xã chưa thành lập."))
    if any(line.kind == SuccessionKind.PART for line in used):
        return Stand((), _("Xã lập từ một phần của xã khác, không cộng được số cũ."))
    if not communes.keys() <= visible:
        return Stand((), _("Xã chưa thành lập; số của các xã trước sắp xếp nằm ngoài phạm vi của anh/chị."))
    names = formats.join(place.full_name_in_text for place in communes.values())
    return Stand(tuple(communes), _("Xã chưa thành lập: số là tổng của %(names)s.") % {"names": names})


def _existed(commune: Commune, year: int) -> bool:
    """Whether the commune had figures of its own for the year: it stood at the year's end."""
    return commune.valid_from is None or commune.valid_from.year <= year


def _used(commune: Commune, year: int, lines: list[Succession]) -> list[Succession]:
    """The lines that lead from the commune back to those that existed in the year."""
    used = [line for line in lines if line.successor_id == commune.pk]
    for line in list(used):
        if not _existed(line.predecessor, year):
            used += _used(line.predecessor, year, lines)
    return used
