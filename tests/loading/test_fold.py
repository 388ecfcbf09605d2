from django.db import migrations, models

from jln.loading.fold import fold


def step_for(fields, name="by_day"):
    return migrations.AddIndex("visit", models.Index(fields=fields, name=name))


def test_what_rests_on_a_later_field_stays_where_it_is():
    made = migrations.CreateModel(
        "Visit", [("id", models.BigAutoField(primary_key=True)), ("day", models.DateField())]
    )
    later = migrations.AddField("visit", "place", models.IntegerField())
    rule = migrations.AddConstraint(
        "visit", models.UniqueConstraint(models.F("place"), name="once_a_place")
    )
    migration = migrations.Migration("0001_initial", "jln")
    migration.operations = [made, later, step_for(["day"]), step_for(["place"], "by_place"), rule]
    fold(migration)
    assert [type(one).__name__ for one in migration.operations] == [
        "CreateModel", "AddField", "AddIndex", "AddConstraint",
    ]  # fmt: skip
    assert [one.name for one in made.options["indexes"]] == ["by_day"]
