"""The annexes of the annual review: from the year's figures and rows to printed tables."""

from communes.models import ProgrammeYear
from kontum04.core.scoping import Viewer
from reports.documents.annexes.all_figures import figures_annex
from reports.documents.annexes.communes import commune_annex
from reports.documents.annexes.judged import judged_annex
from reports.documents.annexes.requests import request_annex
from reports.documents.annexes.units import unit_annex
from reports.documents.annexes.villages import village_annex
from reports.documents.annexes.works import work_annex
from reports.documents.context_types import Annex
from reports.figures.review import ReviewFigures


def annexes_of(figures: ReviewFigures, programme_year: ProgrammeYear, viewer: Viewer) -> tuple[Annex, ...]:
    """Biểu 1 to 6 and the table of all figures, in the reader's scope."""
    return (
        unit_annex(figures),
        commune_annex(figures),
        village_annex(programme_year, viewer),
        work_annex(programme_year, viewer),
        request_annex(programme_year, viewer),
        judged_annex(figures, programme_year, viewer),
        figures_annex(figures),
    )
