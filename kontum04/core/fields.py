"""Model fields that keep names in one form and carry the stored keys of search and order."""

from typing import Any

from django.core import checks
from django.db import models
from django.db.models.signals import pre_save

from kontum04.core.text import fold, nfc, nfc_lines, sort_key


class _DerivedKeyField(models.CharField):
    """A key computed from other attributes of the row whenever the row is saved.

    `save()`, `bulk_create()` (upserts too) and `loaddata` compute it. `QuerySet.update()`, `bulk_update()` and
    `save(update_fields=…)` write only what they are told: name the key there as well when a source changes.
    """

    def __init__(self, *source_names: str, **kwargs: Any) -> None:
        self.source_names = source_names
        kwargs.setdefault("max_length", 500)
        kwargs.setdefault("db_index", True)
        kwargs["editable"] = False
        super().__init__(**kwargs)

    def key_of(self, sources: list[str]) -> str:
        """Return the key of the source texts."""
        raise NotImplementedError

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("editable", None)
        if self.db_index:
            kwargs.pop("db_index", None)
        else:
            kwargs["db_index"] = False
        return name, path, [*args, *self.source_names], kwargs

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        missing = [name for name in self.source_names if not hasattr(self.model, name)]
        if self.source_names and not missing:
            return super().check(**kwargs)
        found = ", ".join(missing) or "none given"
        return [
            *super().check(**kwargs),
            checks.Error(f"Unknown source of the key: {found}.", obj=self, id="core.E001"),
        ]

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        # `loaddata` saves raw, which skips Field.pre_save; the signal is sent all the same.
        pre_save.connect(self._on_pre_save, sender=cls)

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        sources = [str(getattr(model_instance, name) or "") for name in self.source_names]
        # Cut to fit: PostgreSQL refuses a longer text, and no order or search depends on a 500th character.
        key = self.key_of(sources)[: self.max_length]
        setattr(model_instance, self.attname, key)
        return key

    def _on_pre_save(self, instance: models.Model, raw: bool, **_kwargs: Any) -> None:
        if raw:
            self.pre_save(instance, add=False)


class SearchKeyField(_DerivedKeyField):
    """The folded source texts, one space between them. Search: ``filter(search_key__contains=fold(query))``."""

    def key_of(self, sources: list[str]) -> str:
        return fold(" ".join(sources))


class SortKeyField(_DerivedKeyField):
    """The Vietnamese order of the source texts, the first source deciding first. Order: ``order_by("sort_key")``."""

    def key_of(self, sources: list[str]) -> str:
        return "".join(sort_key(source) for source in sources)


class _StoredAsNFC:
    """Composes text on its way in: names arrive decomposed from other systems and then compare as different."""

    @staticmethod
    def compose(text: str) -> str:
        return nfc(text)

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)  # type: ignore[misc]
        return self.compose(value) if isinstance(value, str) else value

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)  # type: ignore[misc]
        return self.compose(value) if isinstance(value, str) else value


class NFCCharField(_StoredAsNFC, models.CharField):
    """One line of text, stored composed, trimmed, with single spaces."""


class NFCTextField(_StoredAsNFC, models.TextField):
    """Text of several lines, each stored composed and trimmed."""

    @staticmethod
    def compose(text: str) -> str:
        return nfc_lines(text)
