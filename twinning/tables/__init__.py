"""Tables of the lists, one module a subject; the same columns go to the workbook."""
