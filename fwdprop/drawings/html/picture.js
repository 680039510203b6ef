// The picture: its values, weights, biases, thicknesses and signs follow the numbers.

const SVG = "http://www.w3.org/2000/svg";
const [THINNEST, THICKEST] = [1, 4];
const SMALLEST_VALUE = 9.5;
const MOST_TARGETS = 2000;
const WAIT = 400;
const svg = document.querySelector(".picture svg");
const nodes = new Map();
const edges = new Map();
const edgesOf = new Map(); // by each of their two nodes
let mostStrength = null;
let later = null;
// The nodes of layers that are in the picture, in the order in which they are computed.
const order = [];
const places = new Map();

function shape(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

// Attributes, and the text, of a shape. Most changes leave most shapes as they are, and to write the
// same again costs a layout.
function put(made, attributes, text) {
  for (const [key, value] of Object.entries(attributes)) {
    if (made.getAttribute(key) !== String(value)) made.setAttribute(key, value);
  }
  if (text !== undefined && made.textContent !== text) made.textContent = text;
}

// Names of letters take about as much room as this, in parts of their size: see lettering.py.
function widthOf(text, size) {
  return [...text].reduce((sum, each) => sum + size * (/[.,\-]/.test(each) ? 0.4 : 0.645), 0);
}

function findNodes() {
  for (const group of svg.querySelectorAll("[data-node]")) {
    const at = group.dataset.node.split(".").map(Number);
    const circle = group.querySelector("circle");
    nodes.set(group.dataset.node, { at, group, circle, value: circle.nextElementSibling });
    group.querySelector(":scope > title")?.remove();
    if (at[0] === 0) continue;
    places.set(group.dataset.node, order.length);
    order.push(at);
    nodes.get(group.dataset.node).bias = biasOf(group, circle);
  }
}

// The bias over a node, as the picture has it where it is not 0.
function biasOf(group, circle) {
  const found = group.querySelector("path.bias");
  const [x, y, r] = ["cx", "cy", "r"].map((name) => Number(circle.getAttribute(name)));
  const line =
    found ??
    shape("path", { class: "bias", d: `M${x} ${y - r - 5}V${y - r}`, "stroke-width": 1.5 });
  const text =
    group.querySelector("text.bias") ??
    shape("text", {
      class: "bias",
      x,
      y: y - r - 9,
      "font-size": 11,
      "text-anchor": "middle",
      "font-style": "italic",
    });
  const paper = found
    ? text.previousElementSibling
    : shape("rect", { class: "paper", y: y - r - 19, height: 13 });
  if (!found) circle.before(line, paper, text);
  return { line, text, paper, x };
}

function findEdges() {
  const targets = shape("g", { class: "targets" });
  const paths = svg.querySelectorAll("[data-edge]");
  for (const path of paths) {
    const [source, target] = path.dataset.edge.split("-").map((key) => key.split(".").map(Number));
    const index = names.columnOf(target[0], source);
    path.querySelector("title")?.remove();
    const ends = [source, target].map(keyOf);
    const edge = { source, target, ends, index, path, label: null };
    edges.set(path.dataset.edge, edge);
    for (const end of ends) edgesOf.set(end, edgesOf.get(end) ?? []).get(end).push(edge);
    if (paths.length > MOST_TARGETS) continue;
    targets.append(shape("path", { d: path.getAttribute("d"), "data-target": path.dataset.edge }));
  }
  svg.querySelector(".edges").after(targets);
  for (const label of svg.querySelectorAll("[data-label]")) {
    const room = label.firstChild.getAttribute("width") - 4;
    Object.assign(edges.get(label.dataset.label), { label, room });
    label.dataset.target = label.dataset.label;
  }
}

function weightOf({ target: [depth, node], index }) {
  return network.layers[depth - 1].weights[node][index];
}

function productOf(edge) {
  const product = weightOf(edge) * page.computed.values[edge.source[0]][edge.source[1]];
  return network.dtype === "float32" ? Math.fround(product) : product;
}

function drawNodes() {
  for (const { at, group, circle, value, bias } of nodes.values()) {
    const room = 2 * (circle.getAttribute("r") - 4);
    const text = isKnown(at) ? fittingText(page.computed.values[at[0]][at[1]], room, SMALLEST_VALUE) : "?";
    const isAsked = page.mode === "practice" && keyOf(order[page.asked] ?? []) === keyOf(at);
    const size = 13 * Math.min(1, room / widthOf(text, 13));
    const y = (Number(circle.getAttribute("cy")) + size * 0.36).toFixed(1);
    put(value, { "font-size": size.toFixed(1), y }, text === "?" && !isAsked ? "" : text);
    group.classList.toggle("asked", isAsked);
    const known = isKnown(at) ? valueText(at) : "not known";
    put(group, { "aria-label": `${visible(names.whole(...at))}: ${known}` });
    if (bias) drawBias(bias, network.layers[at[0] - 1].bias[at[1]]);
  }
}

// The number with as many digits as there is room for in letters of a size, two at least.
function fittingText(number, room, size) {
  let digits = network.digits;
  while (digits > 2 && widthOf(rounded(number, digits), size) > room) digits--;
  return rounded(number, digits);
}

function drawBias({ line, text, paper, x }, number) {
  const shown = `bias ${rounded(number, network.digits)}`;
  const width = widthOf(shown, 11) + 2;
  put(text, {}, shown);
  put(paper, { x: (x - width / 2).toFixed(1), width: width.toFixed(1) });
  for (const part of [line, text, paper]) part.classList.toggle("absent", number === 0);
}

function drawEdges() {
  const strength = network.byProduct ? productOf : weightOf;
  const isFirst = mostStrength === null; // the file has the lines as they are then
  let largest = 0;
  let isChanged = false;
  for (const edge of edges.values()) {
    const now = strength(edge);
    isChanged ||= !isFirst && !Object.is(now, edge.strength);
    edge.strength = now;
    const isMore = Math.abs(edge.strength) > Math.abs(largest);
    if (isMore && Number.isFinite(edge.strength)) largest = edge.strength;
    if (edge.label) drawLabel(edge);
  }
  mostStrength = Math.abs(largest);
  if (edges.size <= MOST_TARGETS) drawLines();
  else if (isChanged) {
    clearTimeout(later);
    later = setTimeout(drawLines, WAIT);
  }
  byId("thickest").textContent = largest
    ? `The thicker a line, the larger its ${network.byProduct ? "value × weight" : "weight"}: ` +
      `the thickest is ${rounded(largest, network.digits)}.`
    : "";
}

// To paint very many lines takes long: they follow when the typing rests.
function drawLines() {
  for (const edge of edges.values()) put(edge.path, lineOf(edge));
}

// How a line is drawn: its sign, and its thickness beside the thickest one.
function lineOf({ strength }) {
  const part = mostStrength && !Number.isNaN(strength) ? Math.abs(strength) / mostStrength : 0;
  const width = THINNEST + (THICKEST - THINNEST) * Math.min(part, 1);
  return { class: signOf(strength), "stroke-width": width.toFixed(1) };
}

function signOf(strength) {
  return strength > 0 ? "positive" : strength < 0 ? "negative" : "zero";
}

function drawLabel({ label, room, source, strength }) {
  const [paper, text] = label.children;
  const isShown = !network.byProduct || isKnown(source);
  const shown = isShown ? fittingText(strength, room, 11) : "";
  const size = 11 * Math.min(1, room / widthOf(shown, 11));
  put(text, { class: signOf(strength), "font-size": size < 11 ? size.toFixed(1) : 11 }, shown);
  const width = isShown ? widthOf(shown, size) + 4 : 0;
  put(paper, { width: width.toFixed(1), x: (text.getAttribute("x") - width / 2).toFixed(1) });
}
