"""``manage.py demo_clinician``: an account for this machine's own site.

It has every role, a new password each time, and no second factor: setting one up is
the first thing to do at the first sign-in.
"""

from __future__ import annotations

import secrets
from argparse import ArgumentParser
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from decisionaid.clinician.audit import Act, record_event
from decisionaid.clinician.roles import Role, give_role

TEXT = """
Sign in at   http://localhost:{port}/clinician/
  username   {name}
  password   {password}

Open it as localhost, not 127.0.0.1: passkeys need a name. At the first sign-in you
set up a second step: a passkey, or an authenticator app on your phone.
Roles: {roles}. Run this again for a new password.
"""


class Command(BaseCommand):
    help = "Make an account to try staff's pages with; never on a public site."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--username", default="demo")
        parser.add_argument(
            "--role",
            action="append",
            choices=[role.value for role in Role],
            help="may be given more than once; every role if left out",
        )
        parser.add_argument("--port", default="8000")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("This is a public site (PRODUCTION=1): no demo account.")
        roles = [Role(name) for name in options["role"] or list(Role)]
        password = "-".join(secrets.token_hex(3) for _ in range(4))
        _make(options["username"], password, roles)
        self.stdout.write(
            TEXT.format(
                port=options["port"],
                name=options["username"],
                password=password,
                roles=", ".join(roles),
            )
        )


@transaction.atomic
def _make(name: str, password: str, roles: list[Role]) -> None:
    user, _made = User.objects.get_or_create(username=name)
    user.set_password(password)
    user.is_active = True
    user.save()
    user.groups.clear()
    for role in roles:
        give_role(user, role)
    Authenticator.objects.filter(user=user).delete()
    record_event(None, Act.CREATE, f"account {user.pk}", {"by": "demo_clinician"})
