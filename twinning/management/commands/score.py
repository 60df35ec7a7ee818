"""Prints how the units of a year are judged, with points, place and reasons."""

import json
from argparse import ArgumentParser

from communes.management.yearly import YearCommand
from kontum04.core.scoping import WHOLE_PROVINCE_READER
from twinning.figures.scoring.ratings import Rating, ratings


class Command(YearCommand):
    help = "Print every unit's score, place, rank and reasons (--json for machines)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *args, **options) -> None:
        judged = sorted(ratings(self.programme_year(options), WHOLE_PROVINCE_READER), key=lambda rating: rating.order)
        if options["json"]:
            self.stdout.write(json.dumps([_as_dict(rating) for rating in judged], ensure_ascii=False, indent=2))
            return
        for rating in judged:
            place = rating.place.overall if rating.place else None
            score = rating.score.text if rating.score else ""
            reasons = "; ".join(rating.reasons)
            self.stdout.write("\t".join((str(place or ""), rating.unit_name, score, rating.rank, reasons)))


def _as_dict(rating: Rating) -> dict:
    score, place = rating.score, rating.place
    return {
        "unit": rating.unit_name,
        "kind": rating.kind,
        "score": None if score is None or score.value is None else str(score.value),
        "judged_of": None if score is None else str(score.judged_of),
        "place": place.overall if place else None,
        "place_in_kind": place.in_kind if place else None,
        "rank": rating.rank,
        "rule_rank": rating.rule_rank,
        "is_weak": rating.is_weak,
        "reasons": list(rating.reasons),
        "overruled": bool(rating.overrule),
        "reply": rating.reply.text if rating.reply else "",
        "criteria": [
            {"code": line.code, "points": None if line.points is None else str(line.points),
             "out_of": str(line.out_of), "formula": line.formula, "why": line.why,
             "figures": {figure.code: None if figure.value is None else str(figure.value) for figure in line.figures}}
            for line in (score.lines if score else ())
        ],
    }  # fmt: skip
