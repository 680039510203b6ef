// The forward pass: inputs -> the sums and the values of every layer.

// { sums, values }, each by depth: 0 the inputs, k the k-th layer. A weight that is null is no
// connection.
function forward(network, x) {
  const computed = { sums: [null], values: [x.map(roundingOf(network))] };
  for (const layer of network.layers) {
    const { sums, values } = throughLayer(network, layer, computed.values);
    computed.sums.push(sums);
    computed.values.push(values);
  }
  return computed;
}

// The sums and the values of one layer, from the values of all depths before it.
function throughLayer(network, layer, before) {
  const round = roundingOf(network);
  const read = layer.sources.flatMap((depth) => before[depth]);
  const sums = layer.weights.map((row, node) =>
    round(weightedSum(row, read, round) + layer.bias[node]),
  );
  return { sums, values: activated(layer, sums).map(round) };
}

function roundingOf(network) {
  return network.dtype === "float32" ? Math.fround : (number) => number;
}

function weightedSum(row, read, round) {
  let sum = 0;
  for (let index = 0; index < row.length; index++) {
    if (row[index] !== null) sum = round(withProduct(sum, row[index], read[index]));
  }
  return sum;
}

// sum + weight·value, rounded once as processors do it: a product may be beyond the range, and the
// sum within it.
function withProduct(sum, weight, value) {
  const product = weight * value;
  if (Number.isFinite(product) || !Number.isFinite(weight) || !Number.isFinite(value)) {
    return sum + product;
  }
  return Number.isFinite(sum) ? 4 * ((weight / 4) * value + sum / 4) : sum;
}

function activated(layer, z) {
  const whole = WHOLE_LAYER[layer.activation.name];
  if (whole) return whole(z);
  return z.map((sum, node) => {
    const { name, parameters } = activationOf(layer, node);
    return ACTIVATIONS[name](sum, parameters);
  });
}

// The activation of one node, with its own number where each has one.
function activationOf(layer, node) {
  const own = layer.own[node];
  const { name, parameters, off } = own ?? layer.activation;
  const settings = Object.entries(parameters).map(([key, value]) => [
    key,
    Array.isArray(value) ? value[own ? 0 : node] : value,
  ]);
  return { name, off, parameters: Object.fromEntries(settings) };
}
