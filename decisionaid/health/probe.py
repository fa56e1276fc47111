"""Ask this machine's web process whether it lives.

For the container's health check, as `python -m decisionaid.health.probe`: the image
has no other program that can ask.
"""

from __future__ import annotations

import http.client
import os
import ssl
import sys
from collections.abc import Mapping


def is_alive(variables: Mapping[str, str]) -> bool:
    """Ask ``/healthz`` under a host name that the site answers to."""
    first_host = variables.get("ALLOWED_HOSTS", "").split(",")[0].strip().lstrip(".")
    host = first_host if first_host.strip("*") else "localhost"
    port = int(variables.get("PORT") or 8000)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=4)
    if certificate := variables.get("NODE_CERTIFICATE"):
        # It shows the very certificate that it was given, for another name than this.
        context = ssl.create_default_context(cafile=certificate)
        context.check_hostname = False
        context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
        connection = http.client.HTTPSConnection(
            "127.0.0.1", port, timeout=4, context=context
        )
    try:
        connection.request("GET", "/healthz", headers={"Host": host})
        return connection.getresponse().status == http.client.OK
    except OSError:
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(0 if is_alive(os.environ) else 1)
