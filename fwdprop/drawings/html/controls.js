// The panel: sliders and fields for inputs, fields for weights and biases, reset, copy as YAML.

const WEIGHT_STEP = 0.1;
let inputRows = null;
let weightRows = null;

function startControls() {
  startExamples();
  drawInputs();
  const layers = network.layers.map((layer, at) => new Option(visible(layer.name), at + 1));
  byId("layer").append(...layers);
  byId("layer").addEventListener("change", () => select([Number(byId("layer").value), 0]));
  byId("node").addEventListener("change", () =>
    select([page.selected[0], Number(byId("node").value)]),
  );
  byId("reset").addEventListener("click", reset);
  byId("copy").addEventListener("click", copy);
  redraws.push(drawOutputs);
  select(page.selected);
}

// The rows of the network's examples to choose from.
function startExamples() {
  const rows = [original.x, ...network.examples.map((row) => row.map(Number))];
  const words = ["as at first", ...network.examples.map((_, at) => `of example ${at + 1}`)];
  byId("example").append(...words.map((each, at) => new Option(each, at)));
  byId("examples").hidden = rows.length < 3;
  byId("example").addEventListener("change", () => {
    network.x = [...rows[byId("example").value]];
    byId("origin")?.remove();
    drawInputs();
    numbersChanged();
  });
}

function drawInputs() {
  byId("inputs").replaceChildren();
  inputRows = list(byId("inputs"), network.inputs.length, inputRow);
}

function inputRow(index) {
  const [low, high, step] = network.ranges[index];
  const name = visible(network.inputs[index]);
  const slider = element("input", {
    type: "range",
    min: low,
    max: high,
    step,
    "aria-label": `${name}, slider`,
  });
  const follow = () => {
    const number = network.x[index];
    if (!Number.isFinite(number)) return;
    // A value beyond widens the slider, and one between two steps stays what it is.
    slider.min = Math.min(slider.min, Math.floor(number));
    slider.max = Math.max(slider.max, Math.ceil(number));
    slider.step = Number.isInteger((number - slider.min) / step) ? step : "any";
    slider.value = number;
  };
  const set = (number) => {
    network.x[index] = number;
    byId("origin")?.remove();
    numbersChanged();
  };
  const focus = nodes.has(keyOf([0, index])) ? { node: [0, index] } : null;
  const get = () => network.x[index];
  const field = numberField({
    label: name,
    get,
    set: (number) => (set(number), follow()),
    step,
    mayBeSpecial: true,
    focus,
  });
  slider.addEventListener("input", () => (set(Number(slider.value)), field.show()));
  follow();
  field.row.append(slider);
  return field;
}

function focusInput(index) {
  inputRows.upTo(index);
  inputRows.rows[index].input.focus();
}

// Makes the fields of a node's bias and weights.
function select([depth, node]) {
  page.selected = [depth, node];
  page.told = null;
  const layer = network.layers[depth - 1];
  byId("layer").value = depth;
  if (byId("node").dataset.of !== String(depth)) {
    byId("node").replaceChildren(...layer.nodes.map((name, at) => new Option(visible(name), at)));
    byId("node").dataset.of = depth;
  }
  byId("node").value = node;
  const bias = numberField({
    label: "bias",
    name: `bias of ${visible(layer.nodes[node])}`,
    get: () => layer.bias[node],
    set: (number) => ((layer.bias[node] = number), numbersChanged()),
    step: WEIGHT_STEP,
    focus: { node: [depth, node] },
  });
  const read = names.readBy(depth);
  const there = read.map((_, at) => at).filter((at) => layer.weights[node][at] !== null);
  byId("weights").replaceChildren(bias.row);
  weightRows = list(byId("weights"), there.length, (row) =>
    weightRow(depth, node, read, there[row]),
  );
  weightRows.there = there;
  redraw();
}

function weightRow(depth, node, read, at) {
  const row = network.layers[depth - 1].weights[node];
  const edge = edges.get(`${keyOf(read[at])}-${keyOf([depth, node])}`);
  const source = visible(names.source(depth, read[at]));
  return numberField({
    label: source,
    name: `weight from ${source} to ${visible(network.layers[depth - 1].nodes[node])}`,
    get: () => row[at],
    set: (number) => ((row[at] = number), numbersChanged()),
    step: WEIGHT_STEP,
    focus: { edge: edge ?? { source: read[at], target: [depth, node], index: at } },
  });
}

function focusWeight(index) {
  const row = weightRows.there.indexOf(index);
  weightRows.upTo(row);
  weightRows.rows[row].input.focus();
}

function reset() {
  byId("example").value = 0;
  network.x = [...original.x];
  original.layers.forEach((layer, at) => {
    network.layers[at].weights = layer.weights.map((row) => [...row]);
    network.layers[at].bias = [...layer.bias];
  });
  drawInputs();
  numbersChanged();
  select(page.selected);
}

// Shows the network as a file, and puts it on the clipboard where the browser allows that.
async function copy() {
  const [area, status] = [byId("yaml"), byId("copied")];
  area.value = yamlOf(network, network.x);
  area.hidden = false;
  area.select();
  try {
    await navigator.clipboard.writeText(area.value);
    status.textContent = "Copied. Save it as a .yaml file, which fwdprop run reads.";
  } catch {
    status.textContent = "Copy the text below: save it as a .yaml file, which fwdprop run reads.";
  }
}
