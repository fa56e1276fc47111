"""``python -m tests.golden.generate``: write what the model says now, say what changed.

The files change only in a commit that says which numbers moved, for whom, how much.
"""

from __future__ import annotations

from tests.golden.cases import (
    CASES,
    FOLDER,
    compute_rows,
    list_differences,
    read_rows,
    write_rows,
)


def main() -> None:
    changes = 0
    for case in CASES:
        now = compute_rows(case)
        written = (FOLDER / case / "expected.csv").exists()
        before = read_rows(case) if written else {}
        for line in list_differences(case, before, now):
            changes += 1
            print(line)
        write_rows(case, now)
    print(f"{len(CASES)} cases, {changes} numbers changed")


if __name__ == "__main__":
    main()
