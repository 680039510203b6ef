"""fwdprop schema: the JSON Schema of the network file."""

from __future__ import annotations

import typer

from fwdprop.cli import options
from fwdprop.system.terminal import Terminal


def schema(context: typer.Context, output: options.Output = None) -> None:
    """Print the JSON Schema (draft 2020-12) of the network file, for editors.

    \b
    Examples:
      fwdprop schema | head -n 5
      fwdprop schema -o network.schema.json

    An editor that knows it completes and checks a network file while it is written. Editors with
    the YAML language server take it from a first line such as

    \b
      # yaml-language-server: $schema=network.schema.json
    """
    terminal: Terminal = context.obj
    options.format_for(None, output, "json", ("json",))

    from fwdprop.models.spec.schema import text
    from fwdprop.system.output import destination

    with destination(terminal, output) as stream:
        stream.write(text().encode())
