"""Everything one reader may know of one commune in a year, gathered once for its profile."""

from dataclasses import dataclass

from communes.models import Commune, Designation, ExitProposal, ProgrammeYear, Village, YearNote
from kontum04.core.scoping import Viewer
from reports.figures.place_years import PlaceYears, commune_years, villages_in_year
from reports.figures.shares import Share, help_shares
from reports.figures.works import Work, works_of
from twinning.models import Request, Twinning

KEY_CODES = (
    "DC01", "DC03", "NG01", "NG02", "NG03", "NG04", "HT02.3", "HT05.2", "YT01", "GD01.3", "VH01.2", "TN01", "ND01.2",
    "NTM1", "DB03",
)  # fmt: skip
"""Indicators set beside each other over the years; one that staff have retired is left out."""

VILLAGE_CODES = ("DC01", "NG01", "NG03", "ND01.1", "DB01.2", "DB04.3")
"""What is told of each village."""


@dataclass(frozen=True)
class CommuneProfile:
    commune: Commune
    programme_year: ProgrammeYear
    years: PlaceYears
    designations: list[Designation]
    twinnings: list[Twinning]
    shares: list[Share]
    works: list[Work]
    villages: list[tuple[Village, PlaceYears]]
    requests: list[Request]
    exits: list[ExitProposal]
    note: str

    @property
    def year(self) -> int:
        return self.programme_year.year


def commune_profile(commune: Commune, programme_year: ProgrammeYear, viewer: Viewer) -> CommuneProfile:
    """The commune within the viewer's scope."""
    programme, year = programme_year.programme, programme_year.year
    twinnings = Twinning.objects.visible_to(viewer).in_year(programme, year).filter(commune=commune)
    requests = Request.objects.visible_to(viewer).in_year(programme, year).filter(commune=commune)
    exits = ExitProposal.objects.visible_to(viewer).in_year(programme, year).filter(commune=commune)
    note = YearNote.objects.visible_to(viewer).filter(commune=commune, year=year).first()
    designations = Designation.objects.visible_to(viewer).in_year(programme, year).filter(commune=commune)
    return CommuneProfile(
        commune=commune,
        programme_year=programme_year,
        years=commune_years(commune, programme_year, viewer, KEY_CODES),
        designations=list(designations.select_related("category", "start_decision").order_by("category__order")),
        twinnings=list(twinnings.select_related("unit", "village", "decision").order_by("unit__sort_key", "starts_on")),
        shares=help_shares(programme_year, viewer, commune=commune),
        works=works_of(programme_year, viewer, commune=commune),
        villages=villages_in_year(commune, programme_year, VILLAGE_CODES),
        requests=list(requests.select_related("to_unit").order_by("filed_on", "pk")),
        exits=list(exits.select_related("decision").order_by("pk")),
        note=note.text if note else "",
    )
