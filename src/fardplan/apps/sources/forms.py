"""What people upload, ask for, and write about a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fardplan.apps.common.forms import DesignForm
from fardplan.apps.sources.adapters import field_shapes
from fardplan.apps.sources.queries import (
    DOCUMENT_SORTS,
    SURE_WORD,
    UNSURE_WORD,
    DocumentFilter,
    FindingFilter,
)
from fardplan.apps.sources.states import (
    FIELDS,
    KINDS,
    MOST_FILES,
    WORDS,
    DocumentKindLabel,
    DocumentState,
    EditionMark,
    FindingState,
    ReviewAct,
)


if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.core.files.uploadedfile import UploadedFile

    from fardplan.apps.sources.adapters import FieldShape
    from fardplan.apps.sources.models import Finding


class SeveralFilesInput(forms.FileInput):
    """Chooses, or is dropped, several files at once."""

    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """A list of uploaded files; what is wrong with one is told by the action."""

    widget = SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[bytes]]:
        files = [file for file in data or [] if file]
        if not files:
            raise forms.ValidationError(self.error_messages["required"])
        if len(files) > MOST_FILES:
            raise forms.ValidationError(
                _("Det var %(n)s filer. Välj högst %(most)s åt gången.")
                % {"n": len(files), "most": MOST_FILES}
            )
        return files


class UploadForm(DesignForm, forms.Form):
    """Some files for one authority."""

    authority = forms.ChoiceField(label=gettext_lazy("Myndighet"))
    documents = SeveralFilesField(
        label=gettext_lazy("Dokument"),
        help_text=gettext_lazy(
            "PDF med text, Word (.docx), webbsida eller text. Högst 200 MB var, och"
            " högst 20 filer åt gången."
        ),
        widget=SeveralFilesInput(attrs={"accept": ".pdf,.docx,.htm,.html,.txt"}),
        error_messages={"required": gettext_lazy("Välj minst en fil.")},
    )

    def __init__(
        self, *args: Any, authorities: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["authority"]
        field.choices = authorities  # type: ignore[attr-defined]
        if len(authorities) == 1:
            field.widget = forms.HiddenInput()
            field.initial = authorities[0][0]


class DocumentFilterForm(forms.Form):
    """Reads the query string; what it can't use counts as not asked for."""

    q = forms.CharField(required=False, max_length=100)
    sort = forms.ChoiceField(required=False, choices=DocumentKindLabel)
    lage = forms.ChoiceField(required=False, choices=DocumentState)
    myndighet = forms.SlugField(required=False)
    sortera = forms.ChoiceField(
        required=False,
        choices=[(s, s) for name in DOCUMENT_SORTS for s in (name, f"-{name}")],
    )

    def to_filter(self) -> DocumentFilter:
        self.is_valid()
        asked = self.cleaned_data
        return DocumentFilter(
            text=asked.get("q", ""),
            kind=asked.get("sort", ""),
            state=asked.get("lage", ""),
            authority=asked.get("myndighet", ""),
            sort=asked.get("sortera") or "-uploaded",
        )


class FindingFilterForm(forms.Form):
    """Reads the query string; what it can't use counts as not asked for."""

    q = forms.CharField(required=False, max_length=100)
    slag = forms.ChoiceField(required=False, choices=[(k, k) for k in KINDS])
    lage = forms.ChoiceField(required=False, choices=FindingState)
    sakerhet = forms.ChoiceField(
        required=False, choices=[(SURE_WORD, ""), (UNSURE_WORD, "")]
    )
    utgava = forms.ChoiceField(required=False, choices=EditionMark)
    till = forms.CharField(required=False, max_length=80)
    fynd = forms.IntegerField(required=False, min_value=1)
    avsnitt = forms.IntegerField(required=False, min_value=1)
    sida = forms.IntegerField(required=False, min_value=1)

    def to_filter(self) -> FindingFilter:
        self.is_valid()
        asked = self.cleaned_data
        return FindingFilter(
            kind=asked.get("slag", ""),
            state=asked.get("lage", ""),
            confidence=asked.get("sakerhet", ""),
            edition=asked.get("utgava", ""),
            text=asked.get("q", ""),
        )


class DecisionForm(forms.Form):
    """What is said of one finding by a button."""

    act = forms.ChoiceField(choices=ReviewAct)
    revision = forms.IntegerField(min_value=0)
    match = forms.CharField(required=False, max_length=64)
    target = forms.CharField(required=False, max_length=80)


class BulkForm(forms.Form):
    """What is said of many findings by a button."""

    act = forms.ChoiceField(
        choices=[(one, "") for one in (ReviewAct.ACCEPT, ReviewAct.REJECT)]
    )
    target = forms.CharField(required=False, max_length=80)


class TakeForm(forms.Form):
    """A kind of finding that a station may take over now."""

    kind = forms.ChoiceField(choices=[(k, k) for k in KINDS])
    target = forms.CharField(required=False, max_length=80)


class EditionForm(DesignForm, forms.Form):
    """Which document this is a new edition of."""

    edition_of = forms.TypedChoiceField(
        label=gettext_lazy("Ny utgåva av"), coerce=int, empty_value=None, required=False
    )

    def __init__(
        self, *args: Any, documents: Sequence[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Ingen: det är ett eget dokument")), *documents]
        self.fields["edition_of"].choices = choices  # type: ignore[attr-defined]


class FindingForm(DesignForm, forms.Form):
    """A finding's words and fields, as its kind has them."""

    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    target = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, finding: Finding, target: str, **kwargs: Any
    ) -> None:
        values = finding.values
        initial: dict[str, Any] = {
            "revision": finding.revision,
            "target": target,
            "words": finding.words,
        }
        self._shapes = field_shapes(finding.kind)
        for shape in self._shapes:
            initial[f"f_{shape.name}"] = _shown(values.get(shape.name))
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["words"] = forms.CharField(
            label=_("Text"),
            max_length=5000,
            widget=forms.Textarea(attrs={"rows": 3}),
        )
        for shape in self._shapes:
            self.fields[f"f_{shape.name}"] = _field(shape)
        for field in self.fields.values():
            field.widget.attrs.setdefault("class", "ds-input")

    def take_as_seen(self, revision: int) -> None:
        """Let the person, told of what somebody else wrote, save what is written here."""
        # A plain dict will do: no field of ours takes several values.
        self.data = {name: self.data[name] for name in self.data} | {
            "revision": str(revision)
        }

    @property
    def values(self) -> dict[str, Any]:
        """The fields as the reader would have told them."""
        return {
            shape.name: _read(shape, self.cleaned_data[f"f_{shape.name}"])
            for shape in self._shapes
        }


def _shown(value: Any) -> Any:
    return "\n".join(value) if isinstance(value, list) else value


def _field(shape: FieldShape) -> forms.Field:
    label = FIELDS[shape.name]
    if shape.form == "truth":
        return forms.BooleanField(label=label, required=False)
    if shape.form == "number":
        return forms.IntegerField(label=label, required=False)
    if shape.form == "decimal":
        return forms.FloatField(label=label, required=False)
    if shape.form == "choice":
        words = [("", _("Inte angivet")), *((w, WORDS[w]) for w in shape.words)]
        return forms.ChoiceField(label=label, choices=words, required=False)
    if shape.form == "lines":
        return forms.CharField(
            label=label,
            required=False,
            help_text=_("En på varje rad."),
            widget=forms.Textarea(attrs={"rows": 3}),
        )
    return forms.CharField(label=label, required=False, max_length=2000)


def _read(shape: FieldShape, value: Any) -> Any:
    if shape.form == "lines":
        return [line for raw in value.splitlines() if (line := raw.strip())]
    return None if value == "" else value
