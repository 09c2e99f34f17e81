"""The floor reads the very table that Färdplan's page reads."""

from django.db import models


class Authority(models.Model):
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=120)

    class Meta:
        managed = False
        db_table = "actors_authority"

    def __str__(self) -> str:
        return self.name
