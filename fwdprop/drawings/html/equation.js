// A node's arithmetic as one equation, in the words of `fwdprop trace`:
// node_0 = relu(1·children + 1·accounts) = relu(1·2 + 1·3) = relu(5) = 5

const MOST_TERMS = 8;

// The sides of the equation: the node's name, then its arithmetic with symbols, with numbers, ...
function equation(network, names, computed, depth, node) {
  const { digits } = network;
  const layer = network.layers[depth - 1];
  const terms = termsOf(network, names, computed, depth, node);
  const bias = layer.bias[node];
  const name = visible(layer.nodes[node]);
  const sums = computed.sums[depth];
  const symbol = sumOfTerms(terms, bias, digits, (term) => visible(term.source));
  const values = sumOfTerms(terms, bias, digits, (term) => bracketed(rounded(term.value, digits)));
  const sum = rounded(sums[node], digits);
  const activation = activationOf(layer, node);
  let sides = [symbol, values, sum];
  const exact = [true, true, isExact(terms, bias, sum, digits)];
  if (activation.name !== "identity") {
    const named = withSettings(network, activation);
    sides = [`${named}(${symbol})`, ...sides.slice(1).map((side) => `${activation.name}(${side})`)];
    const shares = layer.own[node] ? null : sharesOf(layer, sums);
    const value = computed.values[depth][node];
    const isWhole = !isBeyond(network, activation, sums[node], value, shares);
    const between = shares ? sidesOfShares(shares, node, digits) : [];
    for (const [meant, side] of [...between, [isWhole, rounded(value, digits)]]) {
      exact.push(meant);
      sides.push(side);
    }
  }
  return [name, ...withoutRepeats(sides, exact)];
}

// The connections into a node with their products; of many the largest, then the sum of the others.
function termsOf(network, names, computed, depth, node) {
  const row = network.layers[depth - 1].weights[node];
  const read = names.readBy(depth);
  const round = network.dtype === "float32" ? Math.fround : (number) => number;
  const all = [];
  row.forEach((weight, index) => {
    if (weight === null) return;
    const value = computed.values[read[index][0]][read[index][1]];
    const source = names.source(depth, read[index]);
    all.push({ weight, value, source, product: round(weight * value), at: all.length });
  });
  const [most, others] = largestTerms(all);
  const shown = most.filter(
    (term) =>
      !network.layers[depth - 1].sparse || term.weight !== 0 || !Number.isFinite(term.value),
  );
  if (others.length) {
    shown.push({ weight: sumOfProducts(others), value: null, source: `${others.length} more` });
  }
  return shown;
}

function largestTerms(terms) {
  if (terms.length <= MOST_TERMS) return [terms, []];
  const size = ({ product }) => (Number.isFinite(product) ? Math.abs(product) : Infinity);
  const bySize = [...terms].sort((one, other) => {
    const [a, b] = [size(one), size(other)];
    return a === b ? one.at - other.at : b - a;
  });
  const inOrder = (part) => part.sort((one, other) => one.at - other.at);
  return [inOrder(bySize.slice(0, MOST_TERMS)), inOrder(bySize.slice(MOST_TERMS))];
}

// The sum of products with what rounding takes off each: T. J. Dekker, 1971.
function sumOfProducts(terms) {
  let sum = 0;
  let rest = 0;
  let plain = 0;
  for (const { weight, value } of terms) {
    const product = weight * value;
    const total = sum + product;
    const part = total - sum;
    rest += sum - (total - part) + (product - part) + lostBy(weight, value, product);
    sum = total;
    plain += product;
  }
  const exact = sum + rest;
  return Number.isFinite(exact) ? exact : plain;
}

function lostBy(one, other, product) {
  const [head, otherHead] = [headOf(one), headOf(other)];
  const [tail, otherTail] = [one - head, other - otherHead];
  return tail * otherTail - (product - head * otherHead - tail * otherHead - head * otherTail);
}

function headOf(number) {
  const scaled = number * (2 ** 27 + 1);
  return scaled - (scaled - number);
}

// Terms and bias with their signs between them; 0 where there is nothing to add.
function sumOfTerms(terms, bias, digits, factor) {
  const parts = terms.map((term) => {
    const size = rounded(Math.abs(term.weight), digits);
    const text =
      term.value === null ? `(${visible(term.source)}: ${size})` : `${size}·${factor(term)}`;
    return [term.weight, text];
  });
  if (bias !== 0) parts.push([bias, rounded(Math.abs(bias), digits)]);
  return (
    parts.reduce((text, [signed, part]) => {
      const isMinus = signed < 0 || Object.is(signed, -0);
      return text + (text ? (isMinus ? " - " : " + ") : isMinus ? "-" : "") + part;
    }, "") || "0"
  );
}

function bracketed(text) {
  return text.startsWith("-") ? `(${text})` : text;
}

// The activation's name, with the parameters that are not the usual ones in brackets.
function withSettings(network, { name, parameters }) {
  const usual = network.activations[name].defaults;
  const shown = Object.entries(parameters)
    .filter(([key, value]) => value !== usual[key])
    .map(([key, value]) => `${key}=${typeof value === "string" ? value : pythonText(value)}`);
  return shown.length ? `${name}[${shown.join(", ")}]` : name;
}

// The shortest text of a number as Python spells it: 1e-05.
function pythonText(number) {
  if (Object.is(number, -0)) return "-0";
  const [mantissa, power] = number.toExponential().split("e");
  const figures = mantissa.replace(/[-.]/g, "").length;
  return rounded(number, Number(power) < 16 ? Math.max(figures, Number(power) + 1) : figures);
}

// Whether the terms and the bias as they are printed add up to the sum as it is printed.
function isExact(terms, bias, sum, digits) {
  const products = terms.map(({ weight, value }) => [
    rounded(weight, digits),
    value === null ? "1" : rounded(value, digits),
  ]);
  return addsUp([...products, [rounded(bias, digits), "1"]], sum, digits);
}

// Whether the value of the activation is too large or too small for its type.
function isBeyond(network, { name, off }, z, value, shares) {
  const finite = shares ? shares.exponents.every(Number.isFinite) : Number.isFinite(z);
  if (!finite) return false;
  if (!Number.isFinite(value)) return true;
  const smallest = network.dtype === "float32" ? 2 ** -126 : SMALLEST;
  if (Math.abs(value) >= smallest) return false;
  const isPiecewise = network.activations[name].piecewise;
  if (value !== 0) return !(isPiecewise && Math.abs(value) === Math.abs(z));
  const atZero = z === 0 && !shares;
  return !(atZero || (isPiecewise && Math.abs(z) >= smallest) || off);
}

// The equation without sides that say the same as the one before: b = 0.5 = 0.5.
function withoutRepeats(sides, exact) {
  const kept = sides.map((_, index) => index).filter((index) => sides[index] !== sides[index - 1]);
  return kept.map((index) => `${exact[index] ? "=" : "≈"} ${sides[index]}`);
}
