"""Scores of units: measures of one unit and year, formulas over them kept as data, points, ranks."""
