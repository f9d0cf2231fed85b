from django.db import migrations

from headstamp.registry.search_index import drop_for_migration, install_for_migration


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0001_initial'),
    ]

    operations = [
        migrations.RunPython(install_for_migration, drop_for_migration, elidable=False),
    ]
