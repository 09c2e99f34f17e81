"""Indicators and the versions of their definitions."""

from fardplan.apps.indicators.models.indicator import Indicator, IndicatorVersion


__all__ = ["Indicator", "IndicatorVersion"]
