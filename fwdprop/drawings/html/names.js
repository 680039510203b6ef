// Names of layers and nodes, and what a name in a network file means.

// Joiners, but for those inside words of scripts that are written with them, and what no one sees.
const UNSEEN = new RegExp(
  "(?<![^\\p{ASCII}\\p{C}\\p{Z}])[\u200c\u200d]" +
    "|[\u200c\u200d](?![A-Za-z0-9]|[^\\p{ASCII}\\p{C}\\p{Z}])" +
    "|(?![\u200c\u200d])[\\p{C}\\p{Z}]",
  "gu",
);

// The name with control characters and other unprintable ones escaped: \x1b.
function visible(name) {
  return name.replace(UNSEEN, (char) => {
    if (char === " ") return char;
    const short = { "\t": "\\t", "\n": "\\n", "\r": "\\r" }[char];
    const code = char.codePointAt(0).toString(16);
    if (short) return short;
    if (code.length < 3) return `\\x${code.padStart(2, "0")}`;
    return code.length < 5 ? `\\u${code.padStart(4, "0")}` : `\\U${code.padStart(8, "0")}`;
  });
}

class Names {
  constructor(network) {
    this.layers = ["inputs", ...network.layers.map((layer) => layer.name)];
    this.nodes = [network.inputs, ...network.layers.map((layer) => layer.nodes)];
    this.sources = network.layers.map((layer) => layer.sources);
    this.places = new Map();
    this.nodes.forEach((names, depth) =>
      names.forEach((name, node) => {
        this.places.set(name, [...(this.places.get(name) ?? []), [depth, node]]);
      }),
    );
  }

  // `hidden.node_0`.
  whole(depth, node) {
    return `${this.layers[depth]}.${this.nodes[depth][node]}`;
  }

  // What each connection into a layer reads: [depth, node], in the order of its weights.
  readBy(depth) {
    return this.sources[depth - 1].flatMap((from) =>
      this.nodes[from].map((_, node) => [from, node]),
    );
  }

  // Which of the connections into a layer comes from a node, counted from 0.
  columnOf(depth, [from, node]) {
    const before = this.sources[depth - 1].slice(0, this.sources[depth - 1].indexOf(from));
    return before.reduce((sum, each) => sum + this.nodes[each].length, node);
  }

  // The name of a node as a layer's equations have it: bare in the layer before.
  source(depth, [from, node]) {
    const name = this.nodes[from][node];
    return from === depth - 1 && !this.nodes[depth].includes(name) ? name : this.whole(from, node);
  }

  // How a layer's weights by name call a node: the shortest name that means no other.
  written(depth, [from, node]) {
    const choices = [this.nodes[from][node], this.whole(from, node)];
    const only = ([found, ...others]) => !others.length && found?.[0] === from && found[1] === node;
    return choices.find((name) => only(this.meant(depth, name))) ?? choices[1];
  }

  // The nodes that a name may mean for a layer: the layer before first, then the earlier ones.
  meant(depth, name) {
    const places = (this.places.get(name) ?? []).filter(([at]) => at < depth);
    const before = places.filter(([at]) => at === depth - 1);
    const found = before.length ? before : places;
    const dot = name.indexOf(".");
    const layer = dot < 0 ? -1 : this.layers.indexOf(name.slice(0, dot));
    const node = layer < 0 || layer >= depth ? -1 : this.nodes[layer].indexOf(name.slice(dot + 1));
    return node < 0 ? found : [...found, [layer, node]];
  }
}
