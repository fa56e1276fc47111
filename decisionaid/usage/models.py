"""One counter for each week, kind and key."""

from __future__ import annotations

from django.db import models


class UseCount(models.Model):
    """How often something was done in a week. Counters only, never who or when."""

    #: The Monday of the week.
    week = models.DateField()
    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=60)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(
                fields=("week", "kind", "key"), name="one_counter_each"
            ),
        )
