// The slips of rounding hidden values on the way, and of giving the inputs in another order, as
// `fwdprop check` knows them.

const DECIMALS = [1, 2, 3, 4];
const MOST_PERMUTED = 6;
const MOST_ORDERS = 20_000;
const MOST_PRODUCTS = 100_000_000;

// Hidden values rounded in one layer, and in all of them.
function roundings(network) {
  const hidden = network.layers.slice(0, -1).map((_, at) => at);
  const all = DECIMALS.map((decimals) => ({ words: "the hidden values", layers: hidden, decimals }));
  if (hidden.length < 2) return hidden.length ? all : [];
  const each = DECIMALS.flatMap((decimals) =>
    hidden.map((at) => ({ words: "the values of {}", layers: [at], decimals })),
  );
  return [...each, ...all];
}

// The values where those of some layers are rounded: as computed, and as passed on.
function roundedPass(network, x, { layers, decimals }) {
  const [computed, carried] = [[x], [x]];
  network.layers.forEach((layer, at) => {
    const { values } = throughLayer(network, layer, carried);
    computed.push(values);
    const isRounded = layers.includes(at);
    carried.push(isRounded ? values.map((each) => withDecimals(each, decimals)) : values);
  });
  return [computed, carried];
}

// Halves go away from zero, as on paper; a number that is a half but for its last digit is one.
function withDecimals(number, decimals) {
  const scaled = Math.abs(number) * 10 ** decimals;
  if (!(scaled < 2 ** 52)) return number;
  const hair = Math.min(scaled * Number.EPSILON, 1e-3);
  return (Math.sign(number) * Math.floor(scaled + 0.5 + hair)) / 10 ** decimals;
}

// In words the order of the inputs that leads to a value, which moves the fewest; none is none.
function orderThatLeadsTo(network, x, isReached) {
  const weights = network.layers.reduce((sum, layer) => sum + layer.weights.flat().length, 0);
  const ways = x.length > MOST_PERMUTED ? (x.length * (x.length - 1)) / 2 : 720;
  if (ways > MOST_ORDERS || ways * weights > MOST_PRODUCTS) return [];
  const orders = x.length > MOST_PERMUTED ? swaps(x) : permutations(x);
  const found = orders.filter((order) =>
    isReached(forward(network, order.map((index) => x[index])).values),
  );
  if (!found.length) return [];
  const [first, ...others] = found;
  const name = (index) => visible(network.inputs[index]);
  const moved = first.flatMap((index, at) => (index === at ? [] : [name(at)]));
  const words =
    moved.length === 2
      ? `the inputs ${moved.join(" and ")} are swapped`
      : `the inputs come in the order ${first.map(name).join(", ")}`;
  const more = others.length === 1 ? "1 other order" : `${others.length} other orders`;
  return [others.length ? `${words} (or in ${more})` : words];
}

// Every other order of the values, those that move the fewest first; equal values are not told apart.
function permutations(x) {
  let orders = [[]];
  for (const _ of x) {
    orders = orders.flatMap((order) =>
      x.flatMap((_, index) => (order.includes(index) ? [] : [[...order, index]])),
    );
  }
  const moved = (order) => order.filter((index, at) => index !== at).length;
  const seen = new Set([x.join()]);
  const isNew = (order) => {
    const values = order.map((index) => x[index]).join();
    return !seen.has(values) && seen.add(values);
  };
  return orders.sort((one, other) => moved(one) - moved(other)).filter(isNew);
}

function swaps(x) {
  const identity = x.map((_, index) => index);
  return identity.flatMap((one) =>
    identity.slice(one + 1).flatMap((other) => {
      if (x[one] === x[other]) return [];
      return [identity.with(one, other).with(other, one)];
    }),
  );
}
