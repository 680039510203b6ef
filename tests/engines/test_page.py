"""The code of the guide's page on engines runs as it stands there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from engines import ALONE, LONGEST, need
from guide_pages import folder_of, programs

PAGE = "engines"
CODE = [(code, output) for page, code, output in programs() if page == PAGE]
PACKAGES = [re.findall(r"^(?:import|from) (\w+)", code, re.MULTILINE) for code, _ in CODE]


def test_the_page_shows_every_engine() -> None:
    shown = {name for names in PACKAGES for name in names}
    assert shown >= {"dask", "duckdb", "polars", "pyarrow", "pyspark", "ray"}


@pytest.mark.parametrize(
    ("code", "output", "packages"),
    [(*each, names) for each, names in zip(CODE, PACKAGES, strict=True)],
    ids=["-".join(names) for names in PACKAGES],
)
def test_code_prints_what_the_page_says(
    code: str, output: str, packages: list[str], tmp_path: Path
) -> None:
    for name in packages:
        need(name)
    ran = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder_of(PAGE, tmp_path),
        env={**os.environ, **ALONE},
        capture_output=True,
        text=True,
        timeout=LONGEST,
    )
    assert (ran.stdout, ran.returncode) == (output, 0), ran.stderr
