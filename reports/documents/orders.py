"""What somebody asks to be made: one kind of document of one programme year, about one place or unit if need be."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from django.db import models
from django.http import Http404
from django.shortcuts import get_object_or_404

from communes.models import Commune, ProgrammeYear, Village
from kontum04.accounts.choices import Role
from kontum04.core.scoping import Viewer
from reports.access import READERS
from reports.documents.context_types import DocumentContext
from twinning.models import Unit

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SUBJECTS: dict[str, type[models.Model]] = {"commune": Commune, "unit": Unit, "village": Village}
"""What a document may be about, by the name of its place in an order."""


class NothingToSayError(Http404):
    """There is no such paper to write: nothing is late, nothing is proposed. The message says so to people."""


@dataclass(frozen=True)
class DocumentOrder:
    """One document to be made. `from_year` opens a span of years that ends with the programme year;
    `rule_set` names a rule-set where it shall not follow from style and date; `answer_by` is the day a letter sets."""

    kind: str
    programme_year: ProgrammeYear
    from_year: int | None = None
    commune: Commune | None = None
    unit: Unit | None = None
    village: Village | None = None
    rule_set: str = ""
    answer_by: dt.date | None = None

    def as_params(self) -> dict[str, str | int]:
        """The order as plain values, to be kept by a job or an issued document; `order_of` reads it back."""
        plain = {field.name: _as_plain(value) for field in fields(self) if (value := getattr(self, field.name))}
        return plain | {"kind": self.kind}


def _as_plain(value: "models.Model | dt.date | str | int") -> str | int:
    if isinstance(value, models.Model):
        return value.pk
    return value.isoformat() if isinstance(value, dt.date) else value


def order_of(params: dict[str, str | int], viewer: Viewer) -> DocumentOrder:
    """The order that `as_params` wrote down; Http404 where the viewer may not see what it is about."""
    about = {
        name: get_object_or_404(model._default_manager.visible_to(viewer), pk=params[name])
        for name, model in SUBJECTS.items()
        if name in params
    }
    programme_year = ProgrammeYear.objects.select_related("programme").get(pk=params["programme_year"])
    by = {"answer_by": dt.date.fromisoformat(str(params["answer_by"]))} if "answer_by" in params else {}
    return DocumentOrder(**params | about | by | {"programme_year": programme_year})


COMPOSED = frozenset({"review", "multi-year"})
"""Kinds that people write, comment on and approve before they are issued; the others say what the data say."""

NEVER_ISSUED = frozenset({"summary", "village"})
"""Papers for reading, neither signed nor sent."""


@dataclass(frozen=True)
class DocumentKind:
    """One kind of document. `needs` names the fields of an order that it cannot do without; `roles` may make it, each
    within its own scope; `template` arranges its parts on paper; a long one is made by a background job."""

    code: str
    title: "StrOrPromise"
    about: "StrOrPromise"
    make: Callable[[DocumentOrder, Viewer], DocumentContext]
    needs: frozenset[str] = frozenset()
    roles: frozenset[Role] = READERS
    template: str = "review"
    is_long: bool = False

    @property
    def is_issued_directly(self) -> bool:
        """Whether it may be issued as the data stand, without having been composed."""
        return self.code not in COMPOSED | NEVER_ISSUED
