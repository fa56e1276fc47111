"""The site as it is deployed, on this machine alone and without containers.

Two nodes of gunicorn with production's settings, nginx with the configuration that is
deployed, one PostgreSQL, and a certificate that openssl makes for the occasion.
"""

from __future__ import annotations

import atexit
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import requests

from tools.system import find_nginx
from tools.with_postgres import Server, free_port, temporary_server

ROOT = Path(__file__).resolve().parent.parent.parent
TEMPLATE = ROOT / "deploy" / "nginx.conf.template"
PAGES = ROOT / "deploy" / "pages"
METRICS_TOKEN = "only-on-this-machine"
#: Long enough for two cores that are busy with something else.
START_SECONDS = 90
UNLIMITED = "100000"
#: The model's draws where its speed is not what is tried.
FEW_DRAWS = "200"


@dataclass
class Node:
    """One gunicorn: a first process and its workers."""

    port: int
    variables: dict[str, str]
    log: Path
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "gunicorn"],
                cwd=ROOT,
                env={**self.variables, "PORT": str(self.port)},
                stdout=log,
                stderr=log,
                # A group of its own, so that a node dies whole.
                start_new_session=True,
            )

    def workers(self) -> list[int]:
        """Give the workers' process numbers."""
        if self.process is None:
            return []
        parent = self.process.pid
        text = Path(f"/proc/{parent}/task/{parent}/children").read_text()
        return [int(number) for number in text.split()]

    def kill(self) -> None:
        """End it at once, with all its workers, as a power cut would."""
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def ask(self, path: str, **headers: str) -> requests.Response:
        """Ask this node itself, past the proxy."""
        certificate = self.variables.get("NODE_CERTIFICATE")
        return requests.get(
            f"{'https' if certificate else 'http'}://127.0.0.1:{self.port}{path}",
            verify=certificate or True,
            headers={"Host": "localhost", **headers},
            timeout=20,
            allow_redirects=False,
        )

    def answers(self, path: str = "/readyz") -> bool:
        try:
            return self.ask(path).status_code == 200
        except requests.RequestException:
            return False

    def rises(self) -> bool:
        """Answer after a fall; start anew where another took the port meanwhile."""
        if self.process is None or self.process.poll() is not None:
            self.start()
        return self.answers()


@dataclass
class Site:
    """The whole, once it answers."""

    url: str
    certificate: Path
    folder: Path
    database: Server
    nodes: list[Node] = field(default_factory=list)

    def logs(self) -> str:
        """Give everything that was logged so far, by nodes and proxy."""
        return "".join(
            path.read_text("utf-8", "replace") for path in self.folder.glob("*.log")
        )


@contextmanager
def running_site(
    *, nodes: int = 2, tls_inside: bool = False, **variables: str
) -> Iterator[Site]:
    """Start all of it; variables go to the nodes and to the proxy's template."""
    with (
        tempfile.TemporaryDirectory(prefix="decisionaid-site-", dir="/tmp") as name,
        temporary_server() as database,
    ):
        folder = Path(name)
        folder.chmod(0o755)
        certificate, key = make_certificate(folder)
        environment = node_environment(database.url, collect_static()) | variables
        authority = certificate
        if tls_inside:
            inside = folder / "inside"
            inside.mkdir()
            authority, node_key = make_certificate(inside, names=NODE_NAMES)
            own = {"NODE_CERTIFICATE": str(authority), "NODE_KEY": str(node_key)}
            environment |= own
        manage("migrate", "--noinput", "--verbosity=0", variables=environment)
        started = [
            Node(free_port(), environment, folder / f"node-{number}.log")
            for number in range(nodes)
        ]
        https = free_port()
        proxy = _start_proxy(
            folder,
            {
                "FOLDER": str(folder),
                "PAGES": str(folder / "pages"),
                "ACCESS_LOG": str(folder / "access.log"),
                "NODE_A": f"127.0.0.1:{started[0].port}",
                "NODE_B": f"127.0.0.1:{started[-1].port}",
                "NODE_SCHEME": "https" if tls_inside else "http",
                "NODE_AUTHORITY": str(authority),
                "SERVER_NAME": "localhost",
                "HTTP_PORT": f"127.0.0.1:{free_port()}",
                "HTTPS_PORT": f"127.0.0.1:{https}",
                "CERTIFICATE": str(certificate),
                "CERTIFICATE_KEY": str(key),
                "REQUESTS_PER_SECOND": UNLIMITED,
                "POSTS_PER_SECOND": UNLIMITED,
                **variables,
            },
        )
        site = Site(
            f"https://localhost:{https}", certificate, folder, database, started
        )
        try:
            for node in started:
                node.start()
            for node in started:
                wait_until(node.answers, START_SECONDS)
            yield site
        finally:
            for node in started:
                node.kill()
            proxy.terminate()
            proxy.wait()


def wait_until(condition: Callable[[], bool], seconds: float) -> float:
    """Wait for something to become true; give the seconds it took."""
    start = time.monotonic()
    while not condition():
        if time.monotonic() - start > seconds:
            raise TimeoutError(f"{condition} is not true after {seconds} s")
        time.sleep(0.1)
    return time.monotonic() - start


#: What the proxy shows to the world, and the nodes to the proxy.
SITE_NAMES, NODE_NAMES = "DNS:localhost", "DNS:nodes,IP:127.0.0.1"


def make_certificate(folder: Path, *, names: str = SITE_NAMES) -> tuple[Path, Path]:
    """Make a certificate for these names, good for a day."""
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-nodes", "-days", "1"),
            *("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"),
            *("-subj", "/CN=localhost"),
            *("-addext", f"subjectAltName={names}"),
            *("-keyout", str(key), "-out", str(certificate)),
        ],
        check=True,
        capture_output=True,
    )
    return certificate, key


def fill_template(template: str, values: dict[str, str]) -> str:
    """Put values in place of ``${NAMES}``; nginx's own variables stay."""
    return re.sub(r"\$\{([A-Z_]+)\}", lambda match: values[match[1]], template)


def _start_proxy(folder: Path, values: dict[str, str]) -> subprocess.Popen[bytes]:
    program = find_nginx()
    if program is None:
        sys.exit("No nginx found. Install it: sudo apt-get install nginx-light")
    # Its workers may be another user, who cannot read the project's folder.
    shutil.copytree(PAGES, folder / "pages")
    configuration = folder / "nginx.conf"
    configuration.write_text(fill_template(TEMPLATE.read_text(), values))
    with (folder / "proxy.log").open("wb") as log:
        return subprocess.Popen(
            [program, "-c", str(configuration), "-p", str(folder), "-g", "daemon off;"],
            stdout=log,
            stderr=log,
        )


@cache
def collect_static() -> Path:
    """Collect the static files as production does; once, for they take a while."""
    folder = Path(tempfile.mkdtemp(prefix="decisionaid-static-", dir="/tmp"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    environment = node_environment("sqlite://", folder)
    manage("collectstatic", "--noinput", "--verbosity=0", variables=environment)
    return folder


def node_environment(url: str, static: Path) -> dict[str, str]:
    """Give production's settings for a node or a command."""
    kept = ("PATH", "HOME", "LANG", "TMPDIR")
    return {
        **{name: os.environ[name] for name in kept if name in os.environ},
        "PRODUCTION": "1",
        "RESEARCH_PREVIEW": "1",
        "SECRET_KEY": "only-on-this-machine-0123456789-abcdefghijklmnopqrstuvwxyz",
        "ALLOWED_HOSTS": "localhost",
        "DATABASE_URL": url,
        "STATIC_ROOT": str(static),
        "FORWARDED_ALLOW_IPS": "127.0.0.1",
        "METRICS_TOKEN": METRICS_TOKEN,
        "COMPARISON_DRAWS": FEW_DRAWS,
        "POSTS_PER_MINUTE_SESSION": "0",
        "POSTS_PER_MINUTE_ADDRESS": "0",
        "OPENBLAS_NUM_THREADS": "1",
    }


def manage(*arguments: str, variables: dict[str, str]) -> str:
    """Run a command of ``manage.py``; give what it says, or end with its error."""
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(
        command, cwd=ROOT, env=variables, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{' '.join(arguments)}\n{done.stderr}")
    return done.stdout.strip()
