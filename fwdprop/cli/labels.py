"""`check --label`: the name of each row's largest output against a column of a file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fwdprop.cli.messages import remark, report_findings
from fwdprop.errors import ExitStatus, listed
from fwdprop.numerals import DIGITS

if TYPE_CHECKING:
    from fwdprop.cli.data import DataOptions
    from fwdprop.network.network import Network
    from fwdprop.system.terminal import Terminal


def check_labels(
    terminal: Terminal,
    network: Network,
    file: str,
    data: DataOptions,
    paths: list[str],
    label: str,
    format: str,
    output: str | None,
    digits: int | None,
) -> ExitStatus:
    """Compares the labels of rows with those in the column `label`; NO where some differ."""
    from fwdprop.cli.rows import open_data
    from fwdprop.network.labels import prove_labels
    from fwdprop.pipeline.labels import LabelComparison

    prove_labels(network, "--label")
    columns = replace(data.column_spec(network), keep=(label,))
    with open_data(terminal, data, paths, columns, output, format != "text") as rows:
        found = LabelComparison(network, rows.feed, rows.skipped, rows.shown)
        if format == "text":
            from fwdprop.views.check import labels as view

            for _ in found:
                pass
            rows.read()
            rows.page.write(view.text(file, found, digits, rows.page.terminal))
        else:
            from fwdprop.tables import lines
            from fwdprop.views.check import label_rows

            cells = label_rows.rows(file, found)
            rows.page.write(lines(format)(label_rows.HEADER, cells, digits))
    report_findings(terminal, network, found.findings, digits or DIGITS, False)
    if not found.compared:
        remark(terminal, "warning", "nothing was compared")
    elif not found.known:
        outputs = listed(network.layers[-1].nodes)
        message = f"no label is the name of an output: the outputs are {outputs}"
        remark(terminal, "warning", message)
    return ExitStatus.NO if found.off or not found.compared else rows.status
