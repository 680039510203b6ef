// Known slips: the mistakes that lead to other numbers, in the words of `fwdprop check`.

const OTHER_ACTIVATIONS = ["identity", "relu", "sigmoid", "tanh"];

// The slips, in one layer and in all that they can be made in, that lead to this value of the node.
function slipsThatLeadTo(network, x, depth, node, isReached) {
  const found = [];
  for (const { words, layers, change } of allSlips(network)) {
    const changed = network.layers.map((layer, at) =>
      layers.includes(at) ? change(layer) : layer,
    );
    const value = forward({ ...network, layers: changed }, x).values[depth][node];
    if (isReached(value)) found.push(words.replace("{}", () => layersCalled(network, layers)));
  }
  return found;
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
