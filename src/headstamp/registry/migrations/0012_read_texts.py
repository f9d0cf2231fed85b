"""Records that were filled by reading their narrative are kept as cases for the reader."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0011_equipment_by_code'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReadText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64)),
                ('at', models.DateTimeField()),
                ('by', models.CharField(max_length=40)),
                ('occurrence', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='read_text', to='registry.occurrence')),
            ],
        ),
    ]
