"""Abstract tables that rows of several rooms share."""

from django.db import models


class RowOfPage(models.Model):
    """A row that a page adds to a list. The page names it before it is stored, so that the same row sent twice (a
    double click, a retry after a lost answer) stays one row. Rows made elsewhere have no such name."""

    row_key = models.CharField(max_length=40, blank=True, editable=False)

    class Meta:
        abstract = True
