"""An account to try staff's pages with, on one's own machine alone."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from decisionaid.clinician.roles import Role, list_roles

pytestmark = pytest.mark.django_db


def test_a_public_site_gets_no_such_account(settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="PRODUCTION=1"):
        call_command("demo_clinician")
    assert not User.objects.exists()


def test_it_says_how_to_sign_in(capsys):
    call_command("demo_clinician", "--port", "8123")
    told = capsys.readouterr().out
    assert "http://localhost:8123/clinician/" in told
    user = User.objects.get(username="demo")
    assert user.check_password(re.search(r"password +(\S+)", told)[1])
    assert list_roles(user) == set(Role)
    assert not user.is_superuser
