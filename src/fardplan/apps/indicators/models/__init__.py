"""Indicators, their versions, the runs that gave them figures, and what they follow."""

from fardplan.apps.indicators.models.following import Following
from fardplan.apps.indicators.models.import_run import ImportRun, RememberedMapping
from fardplan.apps.indicators.models.indicator import Indicator, IndicatorVersion


__all__ = [
    "Following",
    "ImportRun",
    "Indicator",
    "IndicatorVersion",
    "RememberedMapping",
]
