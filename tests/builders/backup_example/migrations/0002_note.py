from django.db import migrations, models


def fill(apps, schema_editor):
    # Through the default database, as a hurried migration does.
    apps.get_model("backup_example", "Sample").objects.update(note="från förr")


class Migration(migrations.Migration):
    dependencies = [("backup_example", "0001_initial")]

    operations = [
        migrations.AddField(
            "Sample", "note", models.CharField(max_length=20, default="")
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
