"""What people ask of the register, and write in a definition."""

from fardplan.apps.indicators.forms.definition import DefinitionForms
from fardplan.apps.indicators.forms.register import IndicatorFilterForm


__all__ = ["DefinitionForms", "IndicatorFilterForm"]
