"""What stands in the way of a rearrangement of units, all of it at once."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from kontum04.core import formats
from kontum04.core.problems import Problem
from kontum04.core.text import fold, nfc
from twinning.choices import UnitChange
from twinning.figures.succession import Consequences, Rearrangement, place_of, standing
from twinning.models import Unit, UnitSuccession

NAME_LIMIT, NOTE_LIMIT = 200, 300


def change_problems(change: Rearrangement) -> list[Problem]:
    """Whether these units can become those on that day."""
    found = list(_number_problems(change))
    if change.effective_on is None:
        found.append(Problem(_("Có hiệu lực từ"), _("chưa ghi ngày."), field="id_effective_on"))
    if len(change.note) > NOTE_LIMIT:
        message = _("dài quá %(limit)s ký tự.") % {"limit": formats.number(NOTE_LIMIT)}
        found.append(Problem(_("Ghi chú"), message, field="id_note"))
    found += _predecessor_problems(change)
    found += _successor_problems(change)
    found += _name_problems(change.new_names)
    return found


def _number_problems(change: Rearrangement) -> Iterator[Problem]:
    """How many become how many is what the kind says."""
    before, after = len(change.predecessors), len(change.heirs)
    if change.kind not in UnitChange.values:
        yield Problem(_("Cách sắp xếp"), _("hãy chọn một cách."), field="id_kind")
        return
    if not before:
        yield Problem(_("Đơn vị trước sắp xếp"), _("chưa chọn đơn vị nào."), field="id_predecessors")
    if before > 1 and change.kind != UnitChange.MERGE:
        message = _("chỉ hợp nhất, sáp nhập mới có nhiều đơn vị.")
        yield Problem(_("Đơn vị trước sắp xếp"), message, field="id_predecessors")
    wrong = {
        UnitChange.MERGE: after != 1 and _("hợp nhất, sáp nhập thành đúng một đơn vị."),
        UnitChange.RENAME: after != 1 and _("đổi tên thành đúng một tên mới."),
        UnitChange.SPLIT: after < 2 and _("chia, tách thành ít nhất hai đơn vị."),
        UnitChange.CLOSE: after > 0 and _("giải thể thì không có đơn vị sau."),
    }[UnitChange(change.kind)]
    if wrong:
        yield Problem(_("Đơn vị sau sắp xếp"), wrong, field="id_successors")
    if change.kind == UnitChange.RENAME and change.successors:
        message = _("đổi tên thì ghi tên mới, không chọn đơn vị đã có.")
        yield Problem(_("Đơn vị sau sắp xếp"), message, field="id_successors")


def _predecessor_problems(change: Rearrangement) -> Iterator[Problem]:
    day = change.effective_on
    gone = UnitSuccession.objects.filter(predecessor__in=change.predecessors).select_related("predecessor")
    for unit, line in {line.predecessor: line for line in gone}.items():
        message = _("đã được sắp xếp từ ngày %(day)s.") % {"day": formats.date(line.effective_on)}
        yield Problem(unit.name, message, field="id_predecessors")
    for unit in change.predecessors:
        if day and unit.valid_from and unit.valid_from >= day:
            message = _("mới có từ ngày %(day)s.") % {"day": formats.date(unit.valid_from)}
            yield Problem(unit.name, message, field="id_effective_on")
        if day and unit.valid_to and unit.valid_to < day and all(line.predecessor_id != unit.pk for line in gone):
            message = _("đã thôi hoạt động từ sau ngày %(day)s.") % {"day": formats.date(unit.valid_to)}
            yield Problem(unit.name, message, field="id_effective_on")
    if day:
        for row in standing(day).filter(unit__in=change.predecessors, starts_on__gte=day):
            message = _("mới được phân công từ %(start)s, không thôi trước ngày đó được.")
            yield Problem(str(row), message % {"start": formats.date(row.starts_on)}, field="id_effective_on")


def _successor_problems(change: Rearrangement) -> Iterator[Problem]:
    day = change.effective_on
    gone = set(UnitSuccession.objects.filter(predecessor__in=change.successors).values_list("predecessor", flat=True))
    for unit in change.successors:
        if unit in change.predecessors:
            yield Problem(unit.name, _("không thể vừa là đơn vị trước vừa là đơn vị sau."), field="id_successors")
        begun = not day or unit.valid_from is None or unit.valid_from <= day
        stands = not day or unit.valid_to is None or unit.valid_to >= day
        if unit.pk in gone or not begun or not stands:
            yield Problem(unit.name, _("không hoạt động vào ngày này."), field="id_successors")


def _name_problems(names: tuple[str, ...]) -> Iterator[Problem]:
    where, field = _("Đơn vị mới"), "id_new_names"
    keys = [fold(name) for name in names]
    taken = set(Unit.objects.filter(name_key__in=keys).values_list("name_key", flat=True))
    for name, key in zip(names, keys, strict=True):
        if len(nfc(name)) > NAME_LIMIT:
            message = _("tên dài quá %(limit)s ký tự.") % {"limit": formats.number(NAME_LIMIT)}
            yield Problem(where, message, field=field)
        if key in taken:
            message = _("đã có đơn vị mang tên “%(name)s” (không kể dấu, chữ hoa).") % {"name": name}
            yield Problem(where, message, field=field)
    if len(set(keys)) < len(keys):
        yield Problem(where, _("có hai tên giống nhau."), field=field)


def alone_problems(change: Rearrangement, ahead: Consequences, carried: set[int]) -> Iterator[Problem]:
    """Communes that nobody would help from that day on. `carried`: assignments (by id) that an heir takes over."""
    if change.effective_on is None:
        return
    rows = [row.twinning for row in ahead.endings if row.twinning.village_id is None]
    lost = {place_of(row): row.commune for row in rows if row.pk not in carried}
    others = standing(change.effective_on).filter(commune__in=lost.values(), village__isnull=True)
    kept = {place_of(row) for row in others.exclude(unit__in=change.predecessors)}
    kept |= {place_of(row) for row in rows if row.pk in carried}
    for place, commune in lost.items():
        if place not in kept:
            message = _("không còn đơn vị kết nghĩa nào; nếu đúng chủ trương thì đánh dấu ô xác nhận.")
            yield Problem(commune.full_name, message, field="id_leaves_alone")
