"""Write the bill of materials of what runs in production: `make sbom`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements" / "run.txt"
BILL = ROOT / "sbom.json"


def main(bill: Path = BILL) -> int:
    """Write it from the lock file, the same each time it is made."""
    command = [
        *(sys.executable, "-m", "cyclonedx_py", "requirements", str(LOCK)),
        *("--pyproject", str(ROOT / "pyproject.toml"), "--output-reproducible"),
        *("--output-format", "JSON", "--output-file", str(bill)),
    ]
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
