import uuid

import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Keyed",
            fields=[
                (
                    "key",
                    models.UUIDField(
                        default=uuid.uuid4, primary_key=True, serialize=False
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="backup_example.keyed",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Sample",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("text", models.TextField(blank=True)),
                ("word", models.CharField(max_length=100, null=True)),
                ("flag", models.BooleanField(null=True)),
                ("whole", models.BigIntegerField(null=True)),
                ("real", models.FloatField(null=True)),
                (
                    "exact",
                    models.DecimalField(decimal_places=4, max_digits=15, null=True),
                ),
                ("day", models.DateField(null=True)),
                ("clock", models.TimeField(null=True)),
                ("moment", models.DateTimeField(null=True)),
                ("stamped", models.DateTimeField(auto_now=True)),
                ("length", models.DurationField(null=True)),
                ("key", models.UUIDField(default=uuid.uuid4)),
                ("raw", models.BinaryField(null=True)),
                ("facts", models.JSONField()),
                ("perhaps", models.JSONField(null=True)),
                ("address", models.GenericIPAddressField(null=True)),
                ("file", models.FileField(blank=True, upload_to="")),
                (
                    "doubled",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.expressions.CombinedExpression(
                            models.F("whole"), "*", models.Value(2)
                        ),
                        output_field=models.BigIntegerField(),
                    ),
                ),
                ("friends", models.ManyToManyField(to="backup_example.sample")),
                (
                    "parent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="backup_example.sample",
                    ),
                ),
            ],
        ),
    ]
