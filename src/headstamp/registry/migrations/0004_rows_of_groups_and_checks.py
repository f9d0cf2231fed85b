import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("registry", "0003_indexes_of_lists"),
    ]

    operations = [
        migrations.AddField(
            model_name="sourcerow",
            name="group_key",
            field=models.CharField(blank=True, default="", max_length=200),
        ),
        migrations.AddField(
            model_name="sourcerow",
            name="check_made",
            field=models.ForeignKey(
                db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="source_rows", to="registry.check"
            ),
        ),
        migrations.AddIndex(
            model_name="sourcerow",
            index=models.Index(
                condition=models.Q(("group_key", ""), _negated=True), fields=["register", "group_key"], name="source_row_by_group"
            ),
        ),
        migrations.RemoveConstraint(model_name="item", name="ammunition_is_rounds"),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("item_class", "ammunition"), _negated=True),
                    ("quantity_unit__in", ["rounds", "pieces", "kg"]),
                    _connector="OR",
                ),
                name="ammunition_is_counted_or_weighed",
            ),
        ),
        migrations.RemoveConstraint(model_name="mark", name="read_mark_reads_something"),
        migrations.AddConstraint(
            model_name="mark",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["clear", "restored"]), _negated=True),
                    models.Q(("as_read", ""), _negated=True),
                    _connector="OR",
                ),
                name="read_mark_reads_something",
            ),
        ),
    ]
