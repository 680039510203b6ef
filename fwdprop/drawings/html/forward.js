// The forward pass: inputs -> the sums and the values of every layer.

// { sums, values }, each by depth: 0 the inputs, k the k-th layer. A weight that is null is no
// connection.
function forward(network, x) {
  const round = network.dtype === "float32" ? Math.fround : (number) => number;
  const values = [x.map(round)];
  const sums = [null];
  for (const layer of network.layers) {
    const read = layer.sources.flatMap((depth) => values[depth]);
    const z = layer.weights.map((row, node) => round(weightedSum(row, read) + layer.bias[node]));
    sums.push(z);
    values.push(activated(layer, z).map(round));
  }
  return { sums, values };
}

function weightedSum(row, read) {
  let sum = 0;
  for (let index = 0; index < row.length; index++) {
    if (row[index] !== null) sum += row[index] * read[index];
  }
  return sum;
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
