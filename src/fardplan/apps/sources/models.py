"""Documents that were uploaded, what was read in them, and what people made of it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from fardplan.apps.actors.models import Authority
from fardplan.apps.common.writes import GuardedModel
from fardplan.apps.sources.states import (
    DocumentKindLabel,
    DocumentState,
    EditionMark,
    FindingState,
    ReviewAct,
)


class SourceDocument(GuardedModel):
    """A document of one authority, closed to all others (tryckfrihetsförordningen,
    chapter 2: what is sent over that border becomes an official document).

    ``file`` is named by the hash of its content, so several authorities that upload the
    same share it. ``notes`` is what the reader saw that does not fit together.
    """

    authority = models.ForeignKey(
        Authority,
        verbose_name=_("myndighet"),
        on_delete=models.PROTECT,
        related_name="source_documents",
    )
    sha256 = models.CharField(max_length=64)
    file = models.FileField(upload_to="sources", max_length=120)
    size = models.PositiveBigIntegerField(default=0)
    name = models.CharField(_("filnamn"), max_length=200)
    title = models.CharField(_("titel"), max_length=300)
    sort_key = models.CharField(max_length=900, db_index=True)
    search_key = models.CharField(max_length=600)
    kind = models.CharField(
        _("sort"), max_length=30, choices=DocumentKindLabel, default="unknown"
    )
    pages = models.PositiveIntegerField(_("sidor"), default=0)
    language = models.CharField(max_length=8, blank=True)
    state = models.CharField(
        _("läge"), max_length=10, choices=DocumentState, default=DocumentState.READING
    )
    problem = models.TextField(blank=True)
    reader = models.CharField(max_length=20, blank=True)
    notes = models.JSONField(default=list)
    edition_of = models.ForeignKey(
        "self",
        verbose_name=_("ny utgåva av"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="later_editions",
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT
    )
    uploaded_at = models.DateTimeField(_("uppladdat"))

    class Meta:
        verbose_name = _("dokument")
        verbose_name_plural = _("dokument")
        base_manager_name = "objects"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["authority", "sha256"], name="document_once_an_authority"
            )
        ]

    def __str__(self) -> str:
        return self.title


class DocumentPage(GuardedModel):
    """The text of one page; apart from the document, so that lists never load it."""

    document = models.ForeignKey(
        SourceDocument, on_delete=models.CASCADE, related_name="page_texts"
    )
    number = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    text = models.TextField(blank=True)

    class Meta:
        verbose_name = _("sida")
        verbose_name_plural = _("sidor")
        base_manager_name = "objects"
        ordering: ClassVar = ["document", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "number"], name="page_once")
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.number}"


class Finding(GuardedModel):
    """One thing that a document says, with its passage, and what people said of it.

    ``text`` and ``fields`` are the reader's; what a reviewer wrote instead stands beside
    them. ``revision`` grows by each review, so that two reviewers notice each other;
    ``last_step`` is the act that made it what it is, which alone can be undone.
    ``taken_…`` is what it became; ``is_maker`` when this finding made it.
    """

    document = models.ForeignKey(
        SourceDocument, on_delete=models.CASCADE, related_name="findings"
    )
    number = models.PositiveIntegerField()
    parent = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="children",
    )
    depth = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(_("slag"), max_length=30)
    text = models.TextField()
    fields = models.JSONField(default=dict)
    page = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()
    confidence = models.FloatField(default=1.0)
    fingerprint = models.CharField(max_length=64)
    previous = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="later"
    )
    edition_mark = models.CharField(max_length=10, choices=EditionMark, blank=True)
    state = models.CharField(
        _("läge"),
        max_length=10,
        choices=FindingState,
        default=FindingState.UNREVIEWED,
    )
    revision = models.PositiveIntegerField(default=0)
    last_step = models.PositiveBigIntegerField(default=0)
    edited_text = models.TextField(blank=True)
    edited_fields = models.JSONField(default=dict)
    target = models.CharField(max_length=80, blank=True)
    taken_kind = models.CharField(max_length=30, blank=True)
    taken_key = models.CharField(max_length=64, blank=True)
    taken_label = models.CharField(max_length=300, blank=True)
    taken_url = models.CharField(max_length=300, blank=True)
    taken_memo = models.JSONField(default=dict)
    is_maker = models.BooleanField(default=False)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("fynd")
        verbose_name_plural = _("fynd")
        base_manager_name = "objects"
        ordering: ClassVar = ["document", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "number"], name="finding_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["document", "page"], name="finding_page"),
            models.Index(fields=["document", "state", "kind"], name="finding_state"),
            models.Index(fields=["taken_kind", "taken_key"], name="finding_taken"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"

    @property
    def words(self) -> str:
        """What it says, as the reviewer left it."""
        return self.edited_text or self.text

    @property
    def values(self) -> dict[str, Any]:
        """Its fields, as the reviewer left them."""
        own: dict[str, Any] = self.fields | self.edited_fields
        return own

    @property
    def is_edited(self) -> bool:
        """Whether a reviewer wrote something else than the reader read."""
        return bool(self.edited_text or self.edited_fields)


class Evidence(GuardedModel):
    """That something rests on a passage. ``event`` is the write that it led to."""

    about_kind = models.CharField(max_length=30)
    about_key = models.CharField(max_length=64)
    finding = models.ForeignKey(
        Finding, on_delete=models.CASCADE, related_name="evidence"
    )
    event = models.PositiveBigIntegerField(null=True, blank=True, db_index=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT
    )
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("belägg")
        verbose_name_plural = _("belägg")
        base_manager_name = "objects"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["about_kind", "about_key", "finding"], name="evidence_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.about_kind} {self.about_key}"


class ReviewStep(GuardedModel):
    """One act of a reviewer, on one finding or many, kept so that it can be undone.

    ``rows`` holds each finding as it was and as it became; ``job`` is the long work that
    does it some at a time, if one does. Not in the chain of events:
    what a finding says may name people, and must go when the document goes.
    """

    document = models.ForeignKey(
        SourceDocument, on_delete=models.CASCADE, related_name="review_steps"
    )
    act = models.CharField(max_length=10, choices=ReviewAct)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT
    )
    at = models.DateTimeField(db_index=True)
    rows = models.JSONField(default=list)
    undone_at = models.DateTimeField(null=True, blank=True)
    job = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        verbose_name = _("granskning")
        verbose_name_plural = _("granskningar")
        base_manager_name = "objects"
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["document", "by", "-id"], name="review_step_latest")
        ]

    def __str__(self) -> str:
        return f"{self.act} {len(self.rows)}"
