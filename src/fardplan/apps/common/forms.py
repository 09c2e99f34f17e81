"""What every form has: the design system's look, and memory of what was seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms


if TYPE_CHECKING:
    from django.http import HttpRequest, QueryDict


def posted(request: HttpRequest) -> QueryDict | None:
    """Give what was sent, an empty form too; None when a form is only asked for."""
    return request.POST if request.method == "POST" else None


class DesignForm(forms.BaseForm):
    """Gives every visible widget the design system's class."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.setdefault("class", "ds-input")


class SeenValuesForm(DesignForm, forms.Form):
    """A form that carries along the values the person saw when it was opened.

    Each field has a hidden twin ``seen_<name>``, so that an action can tell a change by
    this person from a change that somebody else made meanwhile.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in list(self.fields):
            self.fields[f"seen_{name}"] = forms.CharField(
                required=False,
                widget=forms.HiddenInput,
                initial=self.initial.get(name, ""),
            )

    @property
    def new(self) -> dict[str, str]:
        """What the person wants, by field."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if not name.startswith("seen_")
        }

    @property
    def seen(self) -> dict[str, str]:
        """What the person saw before writing, by field."""
        return {name: self.cleaned_data[f"seen_{name}"] for name in self.new}

    def remember(self, values: dict[str, str]) -> None:
        """Take ``values`` as what the person has now seen; what they wrote stays."""
        # A plain dict will do: no field of ours takes several values.
        self.data = {
            **{k: self.data[k] for k in self.data},
            **{f"seen_{k}": v for k, v in values.items()},
        }
