"""What every command about one document asks for on its command line."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from communes.management.yearly import YearCommand
from kontum04.core import parsing
from kontum04.core.problems import Problem, Problems
from reports.documents.orders import DocumentOrder
from reports.naming import Typed, order_named


class OrderCommand(YearCommand):
    """A command about one document of a programme year."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", metavar="KIND", help="review, multi-year, summary, commune, unit, village, …")
        super().add_arguments(parser)
        parser.add_argument("--from", dest="from_year", type=int, metavar="Y", help="first year of a span of years")
        parser.add_argument(
            "--commune", default="", help="code valid in the year, or name: “Đăk Long (huyện Đăk Glei)”, marks optional"
        )
        parser.add_argument(
            "--unit", default="", help="name or short name, marks optional; or the number in the address of its page"
        )
        parser.add_argument("--village", default="", help="number, or name together with --commune")
        parser.add_argument("--rule-set", default="", help="hd36, hd05 or nd30; else by style and date")
        parser.add_argument("--answer-by", default="", metavar="DD/MM/YYYY", help="day that a reminder sets")

    def order(self, options: dict[str, Any], problems: list[Problem]) -> DocumentOrder:
        """The order meant. Raise CommandError with everything wrong in it, after the `problems` already found."""
        found = None
        try:
            programme_year = self.programme_year(options)
            found = order_named(_typed(options, problems), programme_year)
        except CommandError as error:
            problems.append(Problem("--programme, --year", str(error)))
        except Problems as error:
            problems.extend(error.problems)
        if problems or found is None:
            raise CommandError("\n".join(map(str, problems)))
        return found


def _typed(options: dict[str, Any], problems: list[Problem]) -> Typed:
    names = ("kind", "commune", "unit", "village", "from_year", "rule_set")
    answer_by = None
    try:
        answer_by = parsing.parse_date(options["answer_by"])
    except ValueError as error:
        problems.append(Problem("--answer-by", str(error)))
    return Typed(**{name: options[name] for name in names}, answer_by=answer_by)
