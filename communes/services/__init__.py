"""Everything that changes several rows of the ground floor at once."""
