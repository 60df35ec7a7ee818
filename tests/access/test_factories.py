"""Every table has a factory, and what it makes is valid by the model's own rules."""

import pytest
from django.apps import apps
from factory.django import DjangoModelFactory

from tests import factories

FACTORIES = {
    factory._meta.model: factory
    for factory in vars(factories).values()
    if isinstance(factory, type) and issubclass(factory, DjangoModelFactory) and factory is not DjangoModelFactory
}
OWN_APPS = ("accounts", "communes", "twinning", "reports")


def test_every_table_has_a_factory():
    tables = {
        model
        for label in OWN_APPS
        for model in apps.get_app_config(label).get_models()
        if not model._meta.proxy and not model.__name__.startswith("Historical")
    }
    assert tables == set(FACTORIES)


@pytest.mark.django_db
@pytest.mark.parametrize("factory", FACTORIES.values(), ids=lambda factory: factory.__name__)
def test_factory_makes_valid_rows(factory):
    first, second = factory.create_batch(2)
    first.full_clean()
    second.full_clean()
    assert first.pk != second.pk
