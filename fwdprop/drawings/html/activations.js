// What a node makes of its sum: every activation of fwdprop's catalogue. Stable over the whole range
// as fwdprop's own are: no nan from a finite number, the limits at the infinities.

const ACTIVATIONS = {
  identity: (z) => z,
  relu: (z) => Math.max(0, z),
  relu6: (z) => Math.min(Math.max(0, z), 6),
  leaky_relu: (z, { alpha }) => leaky(z, alpha),
  prelu: (z, { alpha }) => leaky(z, alpha),
  elu: (z, { alpha }) => elu(z, alpha),
  selu: (z) => 1.0507009873554805 * elu(z, 1.6732632423543772),
  celu: (z, { alpha }) => Math.max(0, z) + alpha * Math.expm1(Math.min(0, z) / alpha),
  gelu: (z, { approximate }) => (approximate === "tanh" ? geluTanh(z) : geluExact(z)),
  silu: (z) => timesSigmoid(z, z),
  mish: (z) => mish(z),
  sigmoid: (z) => sigmoid(z),
  log_sigmoid: (z) => Math.min(0, z) - Math.log1p(Math.exp(-Math.abs(z))),
  hard_sigmoid: (z, { alpha, beta }) => clip((z + beta / alpha) * alpha, 0, 1),
  hard_swish: (z) => Math.max(-3, z) * (clip(Math.max(-3, z) + 3, 0, 6) / 6),
  hard_tanh: (z, { min, max }) => clip(z, min, max),
  tanh: (z) => Math.tanh(z),
  softplus: (z, { beta }) => Math.max(0, z) + Math.log1p(Math.exp(-beta * Math.abs(z))) / beta,
  softsign: (z) => clip(z, -1e30, 1e30) / (1 + Math.abs(clip(z, -1e30, 1e30))),
  threshold: (z, { threshold, value }) => (z <= threshold ? value : z),
  step: (z, { at_zero: atZero }) => (z > 0 ? 1 : z < 0 ? 0 : z === 0 ? atZero : z),
  sign: (z) => Math.sign(z),
  soft_shrink: (z, { lambd }) => z - clip(z, -lambd, lambd),
  hard_shrink: (z, { lambd }) => (Math.abs(z) <= lambd ? 0 : z),
  tanh_shrink: (z) => tanhShrink(z),
  gaussian: (z) => Math.exp(-z * z),
  sin: (z) => Math.sin(z),
  cos: (z) => Math.cos(z),
  exp: (z) => Math.exp(z),
  abs: (z) => Math.abs(z),
  square: (z) => z * z,
  reciprocal: (z) => 1 / z,
};

// Those that need every node of a layer for the value of any: from all sums to all values.
const WHOLE_LAYER = {
  softmax: (z) => softmax(z),
  log_softmax: (z) => logSoftmax(z),
  softmin: (z) => softmax(z.map((each) => -each)),
};

function clip(z, low, high) {
  return Math.min(Math.max(z, low), high);
}

function leaky(z, slope) {
  return Math.max(0, z) + slope * Math.min(0, z);
}

function elu(z, alpha) {
  return Math.max(0, z) + alpha * Math.expm1(Math.min(0, z));
}

function sigmoid(z) {
  const power = Math.exp(Math.min(z, 40)); // above that it is 1
  return power / (power + 1);
}

// z·sigmoid(s); in halves where exp(s) alone is too small for a number.
function timesSigmoid(z, s) {
  if (s >= -708 || Number.isNaN(s)) return z / (1 + Math.exp(-s));
  const half = Math.exp(s / 2);
  return clip(z, -1000, 0) * half * half;
}

function mish(z) {
  if (z < -708) return timesSigmoid(z, z);
  const power = Math.exp(Math.min(z, 20)); // above that the factor is 1
  const n = power * (power + 2);
  return z * (n / (n + 2));
}

function geluTanh(z) {
  const root = 0.7978845608028654; // √(2/π)
  return timesSigmoid(z, (z * z * (2 * root * 0.044715) + 2 * root) * z);
}

// exp(t²/2)·(1 − Φ(t)) as a ratio of polynomials, as in fwdprop/activations/gates.py.
const TAIL_ABOVE = [
  2.206141608820233e-7, 6.888404471046805e-6, 0.00010550308358398394, 0.0010313590966463827,
  0.007077350580471882, 0.03548940042984599, 0.13154403773894913, 0.3563636068023978,
  0.6783918019176626, 0.8271826026699026, 0.5,
];
const TAIL_BELOW = [
  5.529976934507568e-7, 1.7266669414247877e-5, 0.0002650100100628648, 0.002602500542560113,
  0.018003638082759107, 0.0915094353867671, 0.34694890025332376, 0.9772321662020906,
  1.9973289481605838, 2.8133958314729957, 2.4522497661426708, 1,
];

function geluExact(z) {
  const t = Math.min(Math.abs(z), 40);
  const at = (coefficients) => coefficients.reduce((sum, each) => sum * t + each, 0);
  return Math.max(0, z) - ((t * at(TAIL_ABOVE)) / at(TAIL_BELOW)) * Math.exp((-t * t) / 2);
}

// Lambert's continued fraction near zero, where a difference would lose its leading digits.
function tanhShrink(z) {
  if (!(Math.abs(z) < 1.5)) return z - Math.tanh(z);
  const square = z * z;
  let f = 21;
  for (let odd = 19; odd > 1; odd -= 2) f = square / f + odd;
  return (z * square) / (f + square);
}

function largest(z) {
  return z.reduce((most, each) => Math.max(most, each), -Infinity);
}

function softmax(z) {
  const most = largest(z);
  const powers = z.map((each) => Math.exp(each - most));
  const total = powers.reduce((sum, each) => sum + each, 0);
  return powers.map((each) => each / total);
}

function logSoftmax(z) {
  const most = largest(z);
  const less = z.map((each) => each - most);
  const ties = less.filter((each) => each === 0).length;
  const others = less.reduce((sum, each) => sum + (each === 0 ? 0 : Math.exp(each)), 0);
  const rest = Math.log1p(others + ties - 1);
  return less.map((each) => each - rest);
}
