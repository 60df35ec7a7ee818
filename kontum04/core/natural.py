"""Rows known by what people know them by (a code, a number and its date), so that fixtures carry no row numbers."""

from functools import reduce
from typing import Any, ClassVar

from django.db import models


class NaturalKey:
    """Mixed into a model that fixtures name. `NATURAL_KEY` lists look-ups that together find one row;
    a key that leads through a foreign key is written out ("programme__code")."""

    NATURAL_KEY: ClassVar[tuple[str, ...]]

    def natural_key(self) -> tuple[Any, ...]:
        return tuple(reduce(getattr, path.split("__"), self) for path in self.NATURAL_KEY)


class NaturalKeyQuerySet(models.QuerySet[Any]):
    """Finds the row of a natural key; Django's deserialisers ask the default manager for it."""

    def get_by_natural_key(self, *values: Any) -> models.Model:
        return self.get(**dict(zip(self.model.NATURAL_KEY, values, strict=True)))
