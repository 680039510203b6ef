// What the page knows: the network as it now is, what it computes, and what may be shown of it.

const network = JSON.parse(byId("network").textContent);
network.x = network.x.map(Number);
const original = structuredClone(network);
const names = new Names(network);
const page = {
  mode: "explore", // or "steps", or "practice"
  computed: forward(network, network.x),
  selected: [1, 0], // the node whose weights and bias have fields
  pointed: null, // what the mouse or the keyboard points at: { node: [depth, node] } or { edge }
  told: null, // what it pointed at last, whose equation stays to be read
  step: 0, // how many nodes are computed, step by step
  asked: 0, // the place of the node whose value is asked for
  answered: new Set(),
  isHinted: false, // whether the equation of the node asked for is shown, in symbols
};
// What to do when numbers, or what may be shown of them, have changed.
const redraws = [];

function byId(id) {
  return document.getElementById(id);
}

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes ?? {})) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function keyOf([depth, node]) {
  return `${depth}.${node}`;
}

// Works out every value anew.
function numbersChanged() {
  page.computed = forward(network, network.x);
  page.answered.clear();
  // What was said of other numbers goes.
  for (const id of ["verdict", "copied"]) byId(id).textContent = "";
  byId("yaml").hidden = true;
  redraw();
}

function redraw() {
  for (const draw of redraws) draw();
}

// Whether the value of a node may be shown.
function isKnown([depth, node]) {
  if (depth === 0 || page.mode === "explore") return true;
  const place = places.get(keyOf([depth, node]));
  if (page.mode === "steps") {
    const last = place ?? order.findLastIndex(([at]) => at <= depth);
    return last < page.step;
  }
  const asked = order[page.asked];
  return !asked || depth < asked[0] || page.answered.has(place);
}

function valueText([depth, node]) {
  return isKnown([depth, node]) ? rounded(page.computed.values[depth][node], network.digits) : "?";
}
