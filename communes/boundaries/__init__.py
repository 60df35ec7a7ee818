"""Outlines of communes: read from GeoJSON, matched to the communes of a day, drawn as paths."""
