"""All kinds of sheets, for pages and commands alike."""

from communes.sheets.commune_indicators import CommuneIndicators
from communes.sheets.kind import SheetKind
from communes.sheets.village_indicators import VillageIndicators
from kontum04.core.access import may
from twinning.sheets.contributions import Contributions
from twinning.sheets.twinnings import Twinnings
from twinning.sheets.units import Units

KINDS: dict[str, type[SheetKind]] = {
    kind.code: kind for kind in (CommuneIndicators, VillageIndicators, Contributions, Units, Twinnings)
}


def kinds_open_to(user) -> list[type[SheetKind]]:
    """The kinds a person may use, in the order of the page."""
    return [kind for kind in KINDS.values() if may(user, kind.roles)]
