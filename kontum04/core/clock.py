"""The time in Kon Tum, wherever the server stands. Tests freeze it with time-machine."""

import datetime as dt
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> dt.datetime:
    """Return the present moment, aware."""
    return dt.datetime.now(ZONE)


def today() -> dt.date:
    """Return the present day."""
    return now().date()


def local(moment: dt.datetime) -> dt.datetime:
    """Return an aware moment in local time; a naive one is taken to be local already."""
    return moment.replace(tzinfo=ZONE) if moment.tzinfo is None else moment.astimezone(ZONE)


def end_of_day(day: dt.date) -> dt.datetime:
    """Return the last instant of a day: what is due on a day may arrive until then."""
    return dt.datetime.combine(day, dt.time.max, tzinfo=ZONE)
