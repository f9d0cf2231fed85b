"""The piece of equipment becomes a code of the office's list; what was written in words stays beside it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registry", "0010_row_parts")]

    operations = [
        migrations.AddField(
            model_name="occurrence",
            name="equipment",
            field=models.CharField(
                blank=True, default="", max_length=48, verbose_name="piece of equipment"
            ),
        ),
        migrations.AlterField(
            model_name="occurrence",
            name="detection_equipment",
            field=models.CharField(
                blank=True, default="", max_length=120, verbose_name="equipment in words"
            ),
        ),
        migrations.AddIndex(
            model_name="occurrence",
            index=models.Index(fields=["equipment"], name="occurrence_by_equipment"),
        ),
    ]
