"""Indicators, the versions of their definitions, and the runs that gave them figures."""

from fardplan.apps.indicators.models.import_run import ImportRun, RememberedMapping
from fardplan.apps.indicators.models.indicator import Indicator, IndicatorVersion


__all__ = ["ImportRun", "Indicator", "IndicatorVersion", "RememberedMapping"]
