"""Every act of staff stands or falls with its row in the audit trail.

The table has a row for each function that writes to the trail. Its act is done twice:
where the trail cannot be written nothing has happened, and otherwise it has.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from bs4 import BeautifulSoup
from django.apps import apps
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from decisionaid.clinician import audit
from decisionaid.clinician.accounts.open_sessions import NO_ADDRESS
from decisionaid.clinician.models import AuditEvent
from decisionaid.clinician.roles import Role
from decisionaid.evidence_desk import actions as desk
from decisionaid.evidence_desk import dry_run
from decisionaid.evidence_desk.models import Discrepancy
from decisionaid.evidence_desk.panel import make_panel
from decisionaid.releases.actions import put_in_use
from decisionaid.releases.selectors import get_in_use
from decisionaid.summaries.models import SavedComparison
from riskmodel import interface
from tests.consultations import keep, open_result
from tests.integration.evidence_desk.test_banner import check_all
from tests.releases import SECOND
from tests.staff import PASSWORD, add_app, make_account, show_code, sign_in

pytestmark = pytest.mark.django_db

SITE = Path(__file__).parents[3] / "decisionaid"
STAFF = "/clinician/"
RESULTS = f"{STAFF}results/"
EVIDENCE = f"{STAFF}evidence/"
FIGURE = f"{EVIDENCE}figures/improved_ahsct/"
ADMIN = f"{STAFF}admin/"
SIGN_IN = f"{STAFF}account/sign-in/"
NEW = "a quite new pass phrase"
#: Tables of the frame: who is signed in is looked at by itself.
NOT_LOOKED_AT = ("sessions.Session", "axes", "limits", "clinician.AuditEvent")


class World:
    """Accounts, browsers and things to act on; each made when it is asked for."""

    def __init__(self) -> None:
        self.ann = make_account("ann", Role.REVIEWER, Role.CLINICIAN)
        self.ada = make_account("ada", Role.ADMINISTRATOR)
        self.reviewer = sign_in(self.ann)
        self.administrator = sign_in(self.ada)
        self.code = keep()
        self.saved = SavedComparison.objects.get()

    def open(self, *, estimate: bool = True) -> str:
        return open_result(self.reviewer, self.code, estimate=estimate)

    def dispute(self) -> Discrepancy:
        said = {"paper_says": "31 of 100", "place": "Table 3", "note": ""}
        return desk.raise_discrepancy(
            figure_id="improved_ahsct", by=self.ada, said=said, now=timezone.now()
        )

    def propose(self, by: User, *, run: bool = False) -> str:
        release = interface.evidence_release(release=SECOND)
        made = desk.propose_release(
            release=release, reasons="Why", answers=[], by=by, now=timezone.now()
        )
        if run:
            desk.run_dry(proposal=made, by=by, now=timezone.now())
        return f"{EVIDENCE}proposals/{made.pk}/"


Act = Callable[[], Any]


def _post(client: Client, address: str, **sent: Any) -> Act:
    return lambda: client.post(address, sent)


def _get(client: Client, address: str) -> Act:
    return lambda: client.get(address)


def _add_account(world: World) -> Act:
    return _post(world.administrator, f"{ADMIN}auth/user/add/", username="x")


def _make_password_link(world: World) -> Act:
    address = f"{ADMIN}auth/user/{world.ann.pk}/password/"
    return _post(world.administrator, address)


def _change_account(world: World) -> Act:
    address = f"{ADMIN}auth/user/{world.ann.pk}/change/"
    return _post(world.administrator, address, username="ann", first_name="A")


def _withdraw_result(world: World) -> Act:
    sent = {"action": "withdraw", "_selected_action": world.saved.pk, "confirmed": "1"}
    return _post(world.administrator, f"{ADMIN}summaries/savedcomparison/", **sent)


def _look_at_result(world: World) -> Act:
    address = f"{ADMIN}summaries/savedcomparison/{world.saved.pk}/change/"
    return _get(world.administrator, address)


def _work(world: World) -> Act:
    return _post(world.reviewer, f"{world.open()}work/", version=0, edss="5")


def _purge(world: World) -> Act:
    later = timezone.now() + timedelta(days=400)

    def act() -> None:
        with time_machine.travel(later, tick=False):
            call_command("purge")

    return act


def _refuse(world: World) -> Act:
    return _post(Client(), SIGN_IN, login="ann", password="not it")


def _set_up_app(world: World) -> Act:
    address = f"{STAFF}account/second-factor/app/"
    client = sign_in(world.ann, second_factor=False)
    page = BeautifulSoup(client.get(address).content, "html.parser")
    secret = page.select_one(".app-factor-key").text
    return _post(client, address, code=show_code(secret))


def _remove_app(world: World) -> Act:
    add_app(world.ann)
    sent = {"action": "remove_second_factors", "_selected_action": world.ann.pk}
    return _post(world.administrator, f"{ADMIN}auth/user/", **sent)


def _sign_in(world: World) -> Act:
    return _post(Client(), SIGN_IN, login="ann", password=PASSWORD)


def _sign_out(world: World) -> Act:
    return _post(world.reviewer, f"{STAFF}account/sign-out/")


def _change_password(world: World) -> Act:
    sent = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    return _post(world.reviewer, f"{STAFF}account/password/", **sent)


def _stay_away(world: World) -> Act:
    world.reviewer.get(STAFF)
    later = timezone.now() + timedelta(hours=2)

    def act() -> Any:
        with time_machine.travel(later, tick=False):
            return world.reviewer.get(STAFF)

    return act


def _end_elsewhere(world: World) -> Act:
    key = sign_in(world.ann).session.session_key
    world.reviewer.post(f"{STAFF}account/confirm/", {"password": PASSWORD})
    UserSession.objects.create(user=world.ann, session_key=key, ip=NO_ADDRESS)
    return _post(world.reviewer, f"{STAFF}account/sessions/", session="others")


def _sign_off(world: World) -> Act:
    return _post(world.reviewer, f"{FIGURE}check/", compared="All of it")


def _dispute(world: World) -> Act:
    sent = {"paper_says": "31 of 100", "place": "Table 3"}
    return _post(world.reviewer, f"{FIGURE}discrepancy/", **sent)


def _resolve(world: World) -> Act:
    address = f"{EVIDENCE}discrepancies/{world.dispute().pk}/"
    return _post(world.reviewer, address, reason="A misprint")


def _propose(world: World) -> Act:
    address = f"{EVIDENCE}releases/propose/"
    return _post(world.reviewer, address, release=SECOND, reasons="Why")


def _roll_back(world: World) -> Act:
    newest = interface.evidence_release()
    older = interface.evidence_release(release=SECOND)
    put_in_use(older, after=get_in_use(), now=timezone.now())
    sent = {"release": newest.id, "reason": "A mistake"}
    return _post(world.administrator, f"{EVIDENCE}releases/roll-back/", **sent)


def _lift(world: World) -> Act:
    check_all(world.ann, interface.evidence_release())
    return _post(world.administrator, f"{EVIDENCE}releases/banner/")


def _restore(world: World) -> Act:
    _lift(world)()
    return _post(world.administrator, f"{EVIDENCE}releases/banner/")


DESK = "evidence_desk/actions.py:"
WORK = "clinician/consultation/actions.py:"
ACCOUNTS = "clinician/accounts/"
TABLE: dict[str, Callable[[World], Act]] = {
    "clinician/account_admin.py:AccountAdmin.log_addition": _add_account,
    "clinician/account_admin.py:AccountAdmin.log_change": _change_account,
    "clinician/management/commands/demo_clinician.py:_make": lambda _world: (
        lambda: call_command("demo_clinician")
    ),
    "clinician/admin.py:SavedComparisonAdmin.changeform_view": _look_at_result,
    "clinician/admin.py:SavedComparisonAdmin.withdraw": _withdraw_result,
    f"{WORK}open_result": lambda world: _post(
        world.reviewer, f"{RESULTS}open/", code=world.code
    ),
    f"{WORK}save_estimate": lambda world: _post(
        world.reviewer, f"{world.open(estimate=False)}estimate/", ahsct="20"
    ),
    f"{WORK}save_work": _work,
    f"{WORK}record_view": lambda world: _get(world.reviewer, world.open()),
    f"{WORK}record_file": lambda world: _get(
        world.reviewer, f"{world.open()}record.pdf"
    ),
    f"{WORK}record_export": lambda world: _get(world.reviewer, f"{RESULTS}list.csv"),
    "clinician/retention.py:_delete": _purge,
    f"{ACCOUNTS}receivers.py:_record_refusal": _refuse,
    f"{ACCOUNTS}receivers.py:_record_change": _set_up_app,
    f"{ACCOUNTS}adapters.py:AccountAdapter.login": _sign_in,
    f"{ACCOUNTS}adapters.py:AccountAdapter.logout": _sign_out,
    f"{ACCOUNTS}adapters.py:AccountAdapter.set_password": _change_password,
    f"{ACCOUNTS}gate.py:_end": _stay_away,
    f"{ACCOUNTS}open_sessions.py:end": _end_elsewhere,
    f"{ACCOUNTS}password_link.py:make_link": _make_password_link,
    f"{DESK}sign_off": _sign_off,
    f"{DESK}raise_discrepancy": _dispute,
    f"{DESK}resolve_discrepancy": _resolve,
    f"{DESK}propose_release": _propose,
    f"{DESK}run_dry": lambda world: _post(
        world.reviewer, f"{world.propose(world.ann)}dry-run/"
    ),
    f"{DESK}withdraw_proposal": lambda world: _post(
        world.reviewer, f"{world.propose(world.ann)}withdraw/"
    ),
    f"{DESK}approve": lambda world: _post(
        world.reviewer, f"{world.propose(world.ada, run=True)}approve/"
    ),
    f"{DESK}roll_back": _roll_back,
    f"{DESK}lift_banner": _lift,
    f"{DESK}restore_banner": _restore,
}
#: Acts that leave nothing behind but their row, or that and a session of their own.
ONLY_SHOWN = (
    "changeform_view",
    "record_view",
    "record_file",
    "record_export",
    "_record_refusal",
    "login",
)
#: Another way by which the same function is reached.
MORE = {f"{ACCOUNTS}receivers.py:_record_change": _remove_app}


def list_writers() -> Iterator[str]:
    """List every function of the site that writes to the trail."""
    for path in sorted(SITE.rglob("*.py")):
        module = path.relative_to(SITE).as_posix()
        yield from _list_within(ast.parse(path.read_text("utf-8")), f"{module}:", "")


def _list_within(node: ast.AST, module: str, name: str) -> Iterator[str]:
    for child in ast.iter_child_nodes(node):
        inside = name
        if isinstance(child, ast.FunctionDef | ast.ClassDef):
            inside = f"{name}.{child.name}" if name else child.name
        if isinstance(child, ast.Call) and ast.unparse(child.func).endswith(
            "record_event"
        ):
            yield module + name
        yield from _list_within(child, module, inside)


def test_every_act_has_a_row_in_the_table():
    assert set(list_writers()) == set(TABLE)


@pytest.fixture
def world(second: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setattr(dry_run, "make_panel", lambda: make_panel()[:4])
    return World()


def look(world: World) -> list[object]:
    """Look at every row of every table, and at who is signed in."""
    found: list[object] = [
        client.session.get(SESSION_KEY)
        for client in (world.reviewer, world.administrator)
    ]
    for model in apps.get_models():
        if not model._meta.label.startswith(NOT_LOOKED_AT):
            rows = model._default_manager.order_by("pk").values()
            found.append((model._meta.label, list(rows)))
    return found


ROWS = [*TABLE.items(), *MORE.items()]
NAMES = [f"{name.partition(':')[2]}-{number}" for number, (name, _) in enumerate(ROWS)]


@pytest.mark.parametrize(("name", "prepare"), ROWS, ids=NAMES)
def test_an_act_stands_or_falls_with_its_row(world, monkeypatch, name, prepare):
    act = prepare(world)
    before = look(world)
    writers = []

    def refuse(**_row: object) -> None:
        code = sys._getframe(2).f_code
        module = Path(code.co_filename).relative_to(SITE).as_posix()
        writers.append(f"{module}:{code.co_qualname}")
        raise RuntimeError("the disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(audit.AuditEvent.objects, "create", refuse)
        with pytest.raises(RuntimeError, match="the disk is full"):
            act()
    assert writers == [name]
    assert look(world) == before
    rows = AuditEvent.objects.count()
    act()
    assert AuditEvent.objects.count() > rows
    if not name.endswith(ONLY_SHOWN):
        assert look(world) != before
