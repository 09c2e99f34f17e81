"""Seats in a body, and the people who are appointed to them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from fardplan.apps.actors.models.authority import Authority
from fardplan.apps.actors.models.body import Body, in_order
from fardplan.apps.actors.states import SeatRoleLabel
from fardplan.apps.common.writes import GuardedModel


class Seat(GuardedModel):
    """A place in a body. Vacant on a day when no appointment holds that day."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="seats")
    role = models.CharField(_("roll"), max_length=20, choices=SeatRoleLabel)
    order = models.PositiveSmallIntegerField(_("ordning"), default=0)
    authority = models.ForeignKey(
        Authority,
        verbose_name=_("representerar"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="seats",
    )
    function = models.CharField(_("funktion"), max_length=80, blank=True)
    party = models.CharField(_("parti"), max_length=40, blank=True)
    valid_from = models.DateField(_("finns från"), null=True, blank=True)
    valid_to = models.DateField(_("finns till"), null=True, blank=True)

    class Meta:
        verbose_name = _("plats")
        verbose_name_plural = _("platser")
        base_manager_name = "objects"
        ordering: ClassVar = ["body", "order", "id"]
        constraints: ClassVar = [in_order("seat_period_in_order")]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.body}"


class Person(GuardedModel):
    """Someone who sits in bodies. As little as the task needs: a name, no address.

    ``user`` ties the person to an account, so that people see and correct their own.
    """

    name = models.CharField(_("namn"), max_length=120)
    sort_key = models.CharField(max_length=300, db_index=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="person",
    )

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("personer")
        base_manager_name = "objects"
        ordering: ClassVar = ["sort_key", "id"]

    def __str__(self) -> str:
        return self.name


class Appointment(GuardedModel):
    """A person in a seat for a time."""

    seat = models.ForeignKey(
        Seat, on_delete=models.CASCADE, related_name="appointments"
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="appointments"
    )
    valid_from = models.DateField(_("från"))
    valid_to = models.DateField(_("till"), null=True, blank=True)

    class Meta:
        verbose_name = _("förordnande")
        verbose_name_plural = _("förordnanden")
        base_manager_name = "objects"
        ordering: ClassVar = ["-valid_from", "-id"]
        constraints: ClassVar = [in_order("appointment_period_in_order")]

    def __str__(self) -> str:
        return f"{self.person} {self.valid_from}"
