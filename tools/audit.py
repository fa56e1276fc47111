"""Ask whether anything we depend on has a known fault: `make audit`.

pip-audit ends well when it could look nothing up: packages it skips are not faults to
it. Here a package that nobody looked at is a failure.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements" / "run.txt"


def judge(report: Mapping[str, Any]) -> list[str]:
    """Give what keeps a report from being good: faults, and what was not looked at."""
    packages: Sequence[Mapping[str, Any]] = report.get("dependencies", [])
    if not packages:
        return ["nothing was looked at"]
    problems = []
    for package in packages:
        name = package.get("name", "?")
        if "skip_reason" in package:
            problems.append(f"{name}: not looked at")
        problems += [
            f"{name} {package.get('version')}: {fault.get('id')}, fixed in "
            f"{', '.join(fault.get('fix_versions') or ['no version yet'])}"
            for fault in package.get("vulns", [])
        ]
    return problems


def main() -> int:
    """Run pip-audit on what is installed in production, and judge what it says."""
    command = [
        *(sys.executable, "-m", "pip_audit", "--requirement", str(LOCK)),
        *("--disable-pip", "--require-hashes", "--format", "json"),
        *("--progress-spinner", "off"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        report = json.loads(done.stdout)
    except ValueError:
        print("The audit could not look: its service did not answer.", file=sys.stderr)
        print(done.stderr.strip()[-1000:], file=sys.stderr)
        return 2
    problems = judge(report)
    for problem in problems:
        print(problem, file=sys.stderr)
    looked_at = len(report.get("dependencies", []))
    print(f"{looked_at} packages, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
