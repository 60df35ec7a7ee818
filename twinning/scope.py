"""What twinning opens: a unit reads the communes it is or was assigned to."""

from django.db.models import Q

from communes.scope import opens_communes
from twinning.models import Membership, Twinning


@opens_communes
def twinned_communes(user) -> Q:
    """Communes of the units the person acts for."""
    own_units = Membership.objects.filter(user=user).values("unit")
    return Q(pk__in=Twinning.objects.filter(unit__in=own_units).values("commune"))
