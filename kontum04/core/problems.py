"""What is wrong with something a person sent: all of it at once, in that person's words.

A service collects problems and raises them together; a view shows them with `components/problems.html`.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing to put right. `where` is what the person reads ("Xã Đăk Pék"), `field` the id of the input on the page.

    severity: "error" refuses, "warning" is only told."""

    where: str
    message: str
    field: str = ""
    severity: str = "error"

    @property
    def label(self) -> str:
        return self.where

    @property
    def href(self) -> str:
        return f"#{self.field}" if self.field else ""

    def __str__(self) -> str:
        return f"{self.where}: {self.message}" if self.where else self.message


class Problems(Exception):
    """A refusal that names everything wrong. Nothing was saved."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(problems)
        super().__init__("; ".join(str(problem) for problem in self.problems))


def refuse(message: str, *, where: str = "", field: str = "") -> Problems:
    """A refusal for one reason: ``raise refuse(_("…"))``."""
    return Problems([Problem(where=str(where), message=str(message), field=field)])
