"""The sections and tables of a review over several years."""
