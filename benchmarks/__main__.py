"""Runs every benchmark and prints one table: `make bench`, or `python -m benchmarks batch` for some of them."""

import sys

import django

from benchmarks.ground import Line, portal

TIMES = 3
"""How often what takes seconds is run; the shortest counts."""
FETCHES = 200


def lines(names: set[str]):
    """Each line as soon as it is measured."""
    with portal() as folder:
        django.setup()
        from benchmarks import advice, batch, documents, download, memory

        measures = {
            "whole": lambda: documents.whole_document(TIMES),
            "split": lambda: documents.two_processes(TIMES),
            "batch": lambda: batch.unit_cards(TIMES),
            "download": lambda: download.download(folder, FETCHES),
            "memory": memory.memory,
            "advice": advice.advice,
        }
        for name, measure in measures.items():
            if not names or name in names:
                yield measure()


def show(line: Line) -> None:
    print(f"{line.what:<50} {line.result:>6}  {line.aim:<7} {line.remark}", flush=True)


def main() -> None:
    show(Line("Ratio", "is", "aim"))
    for line in lines(set(sys.argv[1:])):
        show(line)


if __name__ == "__main__":
    main()
