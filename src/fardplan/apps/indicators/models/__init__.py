"""Indicators, the versions of their definitions, and the parts of plans they follow."""

from fardplan.apps.indicators.models.following import Following
from fardplan.apps.indicators.models.indicator import Indicator, IndicatorVersion


__all__ = ["Following", "Indicator", "IndicatorVersion"]
