"""One model with every kind of column that an archive must carry."""

import uuid

from django.db import models


class Sample(models.Model):
    text = models.TextField(blank=True)
    word = models.CharField(max_length=100, null=True)
    flag = models.BooleanField(null=True)
    whole = models.BigIntegerField(null=True)
    real = models.FloatField(null=True)
    exact = models.DecimalField(max_digits=15, decimal_places=4, null=True)
    day = models.DateField(null=True)
    clock = models.TimeField(null=True)
    moment = models.DateTimeField(null=True)
    stamped = models.DateTimeField(auto_now=True)
    length = models.DurationField(null=True)
    key = models.UUIDField(default=uuid.uuid4)
    raw = models.BinaryField(null=True)
    facts = models.JSONField()
    perhaps = models.JSONField(null=True)
    address = models.GenericIPAddressField(null=True)
    file = models.FileField(blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True)
    friends = models.ManyToManyField("self")
    doubled = models.GeneratedField(
        expression=models.F("whole") * 2,
        output_field=models.BigIntegerField(),
        db_persist=True,
    )
    note = models.CharField(max_length=20, default="")


class Keyed(models.Model):
    """Refers by a key that is no number."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4)
    other = models.ForeignKey("self", models.CASCADE, null=True)
