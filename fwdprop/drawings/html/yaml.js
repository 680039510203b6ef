// The network as the text of a network file, which reads back as the same numbers to the bit.

const PLAIN_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
// Words that one YAML reader or another takes for something else than a name.
const SPECIAL_NAME = /^(?:null|true|false|yes|no|on|off|y|n|nan|inf)$/i;
const LONGEST_KEY = 500;

function yamlOf(network, x) {
  const names = new Names(network);
  const number = (each) => exactText(each, network.dtype);
  const inputs = x.every(Number.isFinite)
    ? `  fwdprop run FILE --input ${x.map(number).join(" ")}`
    : "";
  const lines = [
    "# Written by the page of fwdprop draw.",
    ...(inputs.length && inputs.length < 90 ? [`#${inputs}`] : []),
    `name: ${nameText(network.name)}`,
    ...(network.description ? [`description: ${nameText(network.description)}`] : []),
    ...(network.dtype === "float64" ? [] : [`dtype: ${network.dtype}`]),
    `inputs: [${network.inputs.map(nameText).join(", ")}]`,
    "layers:",
    ...network.layers.flatMap((_, at) => layerLines(network, names, at + 1, number)),
  ];
  return `${lines.join("\n")}\n`;
}

function layerLines(network, names, depth, number) {
  const layer = network.layers[depth - 1];
  const readsLast = layer.sources.length === 1 && layer.sources[0] === depth - 1;
  const isMatrix = readsLast && !layer.sparse && !Object.keys(layer.own).length;
  const form = isMatrix ? matrixLines : nodeLines;
  return [
    `  - name: ${nameText(layer.name)}`,
    `    activation: ${activationText(layer.activation)}`,
    ...form(names, layer, depth, number),
  ];
}

function matrixLines(names, layer, depth, number) {
  return [
    `    nodes: [${layer.nodes.map(nameText).join(", ")}]`,
    "    weights:",
    ...layer.weights.map((row) => `      - [${row.map(number).join(", ")}]`),
    ...(layer.bias.some((each) => each !== 0 || Object.is(each, -0))
      ? [`    bias: [${layer.bias.map(number).join(", ")}]`]
      : []),
  ];
}

function nodeLines(names, layer, depth, number) {
  const read = names.readBy(depth);
  return ["    nodes:"].concat(
    layer.nodes.flatMap((name, node) => [
      ...keyLines("      ", name),
      `        weights: ${weightsText(names, layer.weights[node], depth, read, number)}`,
      `        bias: ${number(layer.bias[node])}`,
      ...(layer.own[node] ? [`        activation: ${activationText(layer.own[node])}`] : []),
    ]),
  );
}

// A list where these are all connections from the layer before and no others, else by name.
function weightsText(names, row, depth, read, number) {
  const there = read.flatMap((from, index) => (row[index] === null ? [] : [[from, row[index]]]));
  const isWhole = there.length === names.nodes[depth - 1].length;
  if (isWhole && there.every(([[from]]) => from === depth - 1)) {
    return `[${there.map(([, weight]) => number(weight)).join(", ")}]`;
  }
  const pairs = there.map(
    ([from, weight]) => `${keyText(names.written(depth, from))}: ${number(weight)}`,
  );
  return `{${pairs.join(", ")}}`;
}

function activationText({ name, parameters }) {
  const setting = (value) => {
    if (Array.isArray(value)) return `[${value.map((each) => exactText(each)).join(", ")}]`;
    return typeof value === "string" ? value : exactText(value);
  };
  const settings = Object.entries(parameters).map(([key, value]) => `${key}: ${setting(value)}`);
  return settings.length ? `{${[`name: ${name}`, ...settings].join(", ")}}` : name;
}

function keyLines(indent, name) {
  const text = nameText(name);
  return text.length < LONGEST_KEY ? [`${indent}${text}:`] : [`${indent}? ${text}`, `${indent}:`];
}

// A long key in a mapping on one line needs a mark in front.
function keyText(name) {
  const text = nameText(name);
  return text.length < LONGEST_KEY ? text : `? ${text} `;
}

// A name that is no plain word stands in quotes, with what a file cannot hold as it is escaped.
function nameText(name) {
  if (PLAIN_NAME.test(name) && !SPECIAL_NAME.test(name)) return name;
  return JSON.stringify(name).replace(/[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g, (char) => {
    return `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}
