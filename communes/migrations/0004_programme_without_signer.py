from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('communes', '0003_steering'),
    ]

    operations = [
        migrations.RemoveField(model_name=model, name=field)
        for model in ('historicalprogramme', 'programme')
        for field in ('sign_authority', 'sign_position', 'signer_name')
    ]
