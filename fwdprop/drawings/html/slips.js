// Known slips: the mistakes that lead to other numbers, in the words of `fwdprop check`.

const MOST_IN_NODE = 40;
const OTHER_ACTIVATIONS = ["identity", "relu", "sigmoid", "tanh"];

// In words the slips that lead to this value of the node.
function slipsThatLeadTo(network, x, depth, node, isAccepted) {
  const upTo = { ...network, layers: network.layers.slice(0, depth) };
  const isReached = (values) => isAccepted(values[depth][node]);
  const called = (words, layers) => words.replace("{}", () => layersCalled(network, layers));
  // One in several layers is another one than that in a single layer if it comes before the node
  // more than once.
  const matters = ({ layers }) =>
    layers.filter((at) => at < depth).length > (layers.length > 1 ? 1 : 0);
  const changed = allSlips(network).filter((slip) => {
    if (!matters(slip)) return false;
    const { layers, change } = slip;
    const changed = upTo.layers.map((layer, at) => (layers.includes(at) ? change(layer) : layer));
    return isReached(forward({ ...upTo, layers: changed }, x).values);
  });
  const rounded = roundings(network).filter(
    (slip) => matters(slip) && roundedPass(upTo, x, slip).some(isReached),
  );
  return [
    ...changed.map(({ words, layers }) => called(words, layers)),
    ...rounded.map(({ words, layers, decimals }) => {
      const to = `rounded to ${decimals === 1 ? "1 decimal" : `${decimals} decimals`}`;
      return `${called(words, layers)} are ${to}`;
    }),
    ...orderThatLeadsTo(upTo, x, isReached),
  ];
}

// In words the slips in the arithmetic of one node, from the values before it: a minus that is left
// out, and two values that are swapped.
function slipsInNode(network, names, computed, depth, node, isAccepted) {
  const layer = network.layers[depth - 1];
  const row = layer.weights[node];
  const read = names.readBy(depth);
  if (row.length > MOST_IN_NODE) return [];
  const value = ([from, at]) => computed.values[from][at];
  const name = (index) => visible(names.source(depth, read[index]));
  const leadsThere = (changed) => {
    const weights = layer.weights.with(node, changed);
    return isAccepted(throughLayer(network, { ...layer, weights }, computed.values).values[node]);
  };
  return row.flatMap((weight, index) => {
    if (weight === null) return [];
    const minus = weight < 0 ? `the weight from ${name(index)}` : name(index);
    const isMinus = weight < 0 || value(read[index]) < 0;
    const words = [];
    if (isMinus && leadsThere(row.with(index, -weight)))
      words.push(`the minus of ${minus} is left out`);
    if (depth === 1) return words; // the inputs in another order are known already
    row.slice(0, index).forEach((other, at) => {
      if (other === null || !leadsThere(row.with(index, other).with(at, weight))) return;
      words.push(`the values of ${name(at)} and ${name(index)} are swapped`);
    });
    return words;
  });
}

function allSlips(network) {
  const having = (holds) => network.layers.flatMap((layer, at) => (holds(layer) ? [at] : []));
  const [square, oblong] = [having(isSquare), having(isOblong)];
  const biased = having((layer) => layer.bias.some((each) => each !== 0));
  const both = oblong.length ? [...square, ...oblong].sort((one, other) => one - other) : [];
  return [
    ...eachAndAll("the weights of {} are transposed", square, square, transposed),
    ...eachAndAll("the weights of {} are filled in column by column", oblong, both, filledByColumn),
    ...eachAndAll("the weights of {} are read column by column", oblong, both, readByColumn),
    ...eachAndAll("the bias of {} is left out", biased, biased, (layer) => withBias(layer, 0)),
    ...eachAndAll("the bias of {} is added twice", biased, biased, (layer) => withBias(layer, 2)),
    ...OTHER_ACTIVATIONS.flatMap((name) => otherActivation(network, name)),
  ];
}

function eachAndAll(words, each, all, change) {
  const slips = each.map((at) => ({ words, layers: [at], change }));
  return all.length > 1 ? [...slips, { words, layers: all, change }] : slips;
}

function otherActivation(network, name) {
  const hasOwn = (layer) => Object.keys(layer.own).length > 0;
  const activation = { name, parameters: {}, off: false };
  const change = (layer) => ({ ...layer, activation, own: {} });
  const at = network.layers.flatMap((layer, index) =>
    hasOwn(layer) || layer.activation.name !== name ? [index] : [],
  );
  const isLeftOut = name === "identity";
  const words = isLeftOut ? "the activation of {} is left out" : `${name} is used in {}`;
  const single = (index) => {
    const layer = network.layers[index];
    const usual = hasOwn(layer) ? "the nodes' own activations" : layer.activation.text;
    return isLeftOut ? words : `${words} in place of ${usual}`;
  };
  const slips = at.map((index) => ({ words: single(index), layers: [index], change }));
  const active = at.filter(
    (k) => hasOwn(network.layers[k]) || network.layers[k].activation.name !== "identity",
  );
  const hidden = at.filter((index) => index < network.layers.length - 1);
  const scopes = new Map([at, active, hidden].map((scope) => [scope.join(), scope]));
  const several = [...scopes.values()].filter((scope) => scope.length > 1);
  return [...slips, ...several.map((layers) => ({ words, layers, change }))];
}

// Where a slip is: `layer hidden`, `layers hidden_1, hidden_2`, `all layers`.
function layersCalled(network, layers) {
  const names = layers.map((at) => visible(network.layers[at].name));
  if (names.length === 1) return `layer ${names[0]}`;
  return names.length === network.layers.length ? "all layers" : `layers ${names.join(", ")}`;
}

// Whether the weights may be transposed, which makes a difference.
function isSquare({ weights, sources }) {
  if (sources.length > 1 || weights.length !== weights[0].length) return false;
  return weights.some((row, node) => row.some((each, index) => each !== weights[index][node]));
}

// Whether the weights may be taken for another matrix of the same numbers.
function isOblong({ weights, sources, sparse }) {
  const [nodes, fanIn] = [weights.length, weights[0].length];
  return !sparse && sources.length === 1 && nodes !== fanIn && Math.min(nodes, fanIn) > 1;
}

function transposed(layer) {
  const weights = layer.weights[0].map((_, index) => layer.weights.map((row) => row[index]));
  return { ...layer, weights };
}

// The weights, row after row, put into the matrix column after column.
function filledByColumn(layer) {
  const [numbers, nodes] = [layer.weights.flat(), layer.weights.length];
  const weights = layer.weights.map((row, node) =>
    row.map((_, index) => numbers[index * nodes + node]),
  );
  return { ...layer, weights };
}

// The weights, column after column, put into the matrix row after row.
function readByColumn(layer) {
  const [numbers, fanIn] = [transposed(layer).weights.flat(), layer.weights[0].length];
  const weights = layer.weights.map((_, node) => numbers.slice(node * fanIn, (node + 1) * fanIn));
  return { ...layer, weights };
}

function withBias(layer, times) {
  return { ...layer, bias: layer.bias.map((each) => times * each) };
}
