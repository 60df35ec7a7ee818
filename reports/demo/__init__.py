"""The illustrative years 2017 and 2018: a seeded generator of everything a year holds.

Places, units and programme are real public names; every number, plan and report is made up, marked
“số liệu minh họa”, and adds up to the totals that were published for 2018.
"""
