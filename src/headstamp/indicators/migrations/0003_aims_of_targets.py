"""A target says whether more or less is better, so that a page can say whether it is met."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('indicators', '0002_periods'),
    ]

    operations = [
        migrations.AddField(
            model_name='target',
            name='aim',
            field=models.CharField(blank=True, choices=[('up', 'More is better'), ('down', 'Less is better')], default='', max_length=4, verbose_name='aim'),
        ),
        migrations.AddConstraint(
            model_name='target',
            constraint=models.CheckConstraint(condition=models.Q(('aim__in', ['', 'up', 'down'])), name='target_has_a_known_aim'),
        ),
    ]
