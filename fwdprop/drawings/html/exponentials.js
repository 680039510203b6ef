// The arithmetic of softmax and its relatives: e to the power of each node, and their sum.

const EXPONENTIALS = {
  softmax: { sign: 1, isLog: false },
  log_softmax: { sign: 1, isLog: true },
  softmin: { sign: -1, isLog: false },
};
const MOST_EXPONENTIALS = 4;
const LARGEST_EXPONENT = 690;
const SMALLEST = 2 ** -1022;

// What the values of such a layer are made of; null for a layer of another kind.
function sharesOf(layer, sums) {
  const made = EXPONENTIALS[layer.activation.name];
  if (!made) return null;
  const exponents = sums.map((sum) => 0 + made.sign * sum);
  const most = largest(exponents);
  const shift = Math.abs(most) > LARGEST_EXPONENT ? most : 0;
  const powers = exponents.map((each) => Math.exp(each - shift));
  const total = powers.reduce((sum, each) => sum + each, 0);
  return { made, exponents, shift, powers, total };
}

// The sides of a node's equation between its sum and its value, each with whether it is exact.
function sidesOfShares(shares, node, digits) {
  const number = (each) => rounded(each, digits);
  const total = number(shares.total);
  const exponent = exponentText(shares, node, number);
  if (shares.made.isLog) return [[true, `${exponent} - ln(${total})`]];
  const [exact, power] = exponentialText(shares, node, digits);
  return [
    [true, `${powerText(exponent)} / ${sumText(shares, number)}`],
    [exact, `${power} / ${total}`],
  ];
}

function sumText(shares, number) {
  const many = shares.exponents.length;
  if (shares.shift === 0 && many > MOST_EXPONENTIALS) {
    return `Σ ${powerText(shares.made.sign < 0 ? "-z" : "z")}`;
  }
  const shown = shares.exponents.slice(0, MOST_EXPONENTIALS);
  const powers = shown.map((_, node) => powerText(exponentText(shares, node, number)));
  const sum = [...powers, ...(many > MOST_EXPONENTIALS ? ["…"] : [])].join(" + ");
  return many > 1 ? `(${sum})` : sum;
}

function exponentText(shares, node, number) {
  const exponent = number(shares.exponents[node]);
  if (shares.shift === 0) return exponent;
  return `${exponent} ${shares.shift > 0 ? "-" : "+"} ${number(Math.abs(shares.shift))}`;
}

function powerText(exponent) {
  const simple = /^(?:\d+\.?\d*|z|inf|nan)$/.test(exponent);
  return simple ? `e^${exponent}` : `e^(${exponent})`;
}

// One that is too small for a number is worked out by its logarithm: its value may be large enough.
function exponentialText(shares, node, digits) {
  const [found, exponent] = [shares.powers[node], shares.exponents[node]];
  if (!Number.isFinite(exponent) || !Number.isFinite(shares.shift) || !(found < SMALLEST)) {
    return [true, rounded(found, digits)];
  }
  const tens = (exponent - shares.shift) / Math.LN10;
  if (!(tens > -1e15)) return [false, "0"];
  const whole = Math.floor(tens);
  const mantissa = rounded(10 ** (tens - whole), digits);
  return mantissa === "10" ? [true, `1e${whole + 1}`] : [true, `${mantissa}e${whole}`];
}
