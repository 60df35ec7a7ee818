"""Workbooks of a document's tables: the cells of the paper, typed, with totals that compute themselves."""
