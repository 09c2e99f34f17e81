"""The parts of a plan, the links between them, and what people say about them."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fardplan.apps.common.writes import GuardedModel
from fardplan.apps.plans.models.initiative import Initiative
from fardplan.apps.plans.models.version import PlanVersion, VersionPart
from fardplan.apps.plans.states import LinkLabel, NodeLabel


class Node(VersionPart):
    """One part of one version. ``key`` is the same through all versions: its lineage.

    ``revision`` goes up when its words change, so that two who write at once don't
    overwrite each other. A shift tells what there is to be less and more of.
    """

    key = models.UUIDField(default=uuid.uuid4, editable=False)
    kind = models.CharField(_("slag"), max_length=20, choices=NodeLabel)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("ligger under"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="children",
    )
    position = models.PositiveIntegerField(_("ordning"), default=0)
    number = models.CharField(_("nummer"), max_length=20, blank=True)
    title = models.CharField(_("rubrik"), max_length=300)
    text = models.TextField(_("text"), blank=True)
    day = models.DateField(_("datum"), null=True, blank=True)
    less_of = models.CharField(_("mindre av"), max_length=300, blank=True)
    more_of = models.CharField(_("mer av"), max_length=300, blank=True)
    initiative = models.ForeignKey(
        Initiative,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="nodes",
    )
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("del av planen")
        verbose_name_plural = _("delar av planen")
        base_manager_name = "objects"
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["version", "key"], name="node_key_once_a_version"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["version", "parent", "position"], name="node_order"),
            models.Index(fields=["key"], name="node_lineage"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()


class NodeLink(VersionPart):
    """A link across the tree, within one version."""

    source = models.ForeignKey(Node, on_delete=models.CASCADE, related_name="links")
    kind = models.CharField(_("koppling"), max_length=20, choices=LinkLabel)
    target = models.ForeignKey(
        Node,
        verbose_name=_("till"),
        on_delete=models.CASCADE,
        related_name="links_in",
    )

    class Meta:
        verbose_name = _("koppling")
        verbose_name_plural = _("kopplingar")
        base_manager_name = "objects"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["source", "kind", "target"], name="link_once"
            ),
            models.CheckConstraint(
                name="link_between_two", condition=~Q(source=F("target"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.get_kind_display()} {self.target}"


class NodeComment(GuardedModel):
    """What somebody says about a part of a version; lives on when that is frozen."""

    version = models.ForeignKey(
        PlanVersion, on_delete=models.CASCADE, related_name="comments"
    )
    node_key = models.UUIDField(db_index=True)
    text = models.TextField(_("kommentar"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="node_comments"
    )
    at = models.DateTimeField(auto_now_add=True)
    resolved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("kommentar")
        verbose_name_plural = _("kommentarer")
        base_manager_name = "objects"
        ordering: ClassVar = ["at", "id"]

    def __str__(self) -> str:
        return self.text[:60]
