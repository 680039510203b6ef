"""fwdprop schema: the JSON Schema of the network file."""

from __future__ import annotations

from fwdprop.cli.formats import format_for
from fwdprop.cli.options import OUTPUT
from fwdprop.system.terminal import Terminal

OPTIONS = (OUTPUT,)


def schema(terminal: Terminal, output: str | None) -> None:
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
    format_for(None, output, "json", ("json",), None)

    from fwdprop.models.spec.schema import text
    from fwdprop.system.output import destination

    with destination(terminal, output) as stream:
        stream.write(text().encode())
