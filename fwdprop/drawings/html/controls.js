// The panel: sliders and fields for inputs, fields for weights and biases, reset, copy as YAML.

const WEIGHT_STEP = 0.1;
const LARGEST_END = 8e307; // so that twice as much is a number
let inputRows = null;
let biasField = null;
let weightRows = null;

function startControls() {
  startExamples();
  inputRows = list(byId("inputs"), network.inputs.length, inputRow);
  const layers = network.layers.map((layer, at) => new Option(visible(layer.name), at + 1));
  byId("layer").append(...layers);
  byId("layer").addEventListener("change", () => select([Number(byId("layer").value), 0]));
  byId("node").addEventListener("change", () =>
    select([page.selected[0], Number(byId("node").value)]),
  );
  startUndo();
  byId("copy").addEventListener("click", copy);
  redraws.push(drawOutputs);
  select(page.selected);
}

// The rows of the network's examples to choose from, and which of them it is.
function startExamples() {
  const rows = [original.x, ...network.examples.map((row) => row.map(Number))];
  const words = ["as at first", ...network.examples.map((_, at) => `of example ${at + 1}`)];
  const choice = byId("example");
  choice.append(...words.map((each, at) => new Option(each, at)), new Option("other ones", -1));
  choice.lastChild.disabled = true;
  byId("examples").hidden = rows.length < 3;
  choice.addEventListener("change", () => {
    change(...rows[choice.value].map((number, index) => [network.x, index, number]));
    showNumbers();
  });
  const isNow = (row) => row.every((number, index) => Object.is(number, network.x[index]));
  redraws.push(() => {
    if (!rows[choice.value] || !isNow(rows[choice.value])) choice.value = rows.findIndex(isNow);
    if (byId("origin")) byId("origin").hidden = !isNow(rows[0]);
  });
}

function inputRow(index) {
  const name = visible(network.inputs[index]);
  const slider = element("input", { type: "range", "aria-label": `${name}, slider` });
  const step = network.ranges[index][2];
  // A value between two steps stays what it is.
  const follow = () => {
    const number = network.x[index];
    if (!Number.isFinite(number)) return;
    const [low, high, isWider] = reaching(network.ranges[index], number);
    const isOnStep = !isWider && Number.isInteger((number - low) / step);
    put(slider, { min: low, max: high, step: isOnStep ? step : "any" });
    slider.value = number;
  };
  const focus = nodes.has(keyOf([0, index])) ? { node: [0, index] } : null;
  const field = numberField({
    label: name,
    list: network.x,
    index,
    step,
    mayBeSpecial: true,
    focus,
    follow,
  });
  slider.addEventListener("input", () => {
    change([network.x, index, forType(Number(slider.value))]);
    field.write();
  });
  slider.addEventListener("change", changeEnds);
  field.row.append(slider);
  return field;
}

// The ends of a slider that reaches a number, and whether they are wider: as long as it is beyond.
function reaching([low, high], number) {
  if (low <= number && number <= high) return [low, high, false];
  const size = Math.abs(number);
  const power = 10 ** Math.floor(Math.log10(size));
  const end = Math.min([1, 2, 5, 10].find((each) => size <= power * each) * power, LARGEST_END);
  return [low < 0 || number < 0 ? -end : low, end, true];
}

function focusInput(index) {
  inputRows.upTo(index);
  inputRows.rows[index].input.focus();
}

// Makes the fields of a node's bias and weights.
function select([depth, node]) {
  page.selected = [depth, node];
  page.told = null;
  changeEnds();
  const layer = network.layers[depth - 1];
  byId("layer").value = depth;
  if (byId("node").dataset.of !== String(depth)) {
    byId("node").replaceChildren(...layer.nodes.map((name, at) => new Option(visible(name), at)));
    byId("node").dataset.of = depth;
  }
  byId("node").value = node;
  biasField = numberField({
    label: "bias",
    name: `bias of ${visible(layer.nodes[node])}`,
    list: layer.bias,
    index: node,
    step: WEIGHT_STEP,
    focus: { node: [depth, node] },
  });
  const read = names.readBy(depth);
  const there = read.map((_, at) => at).filter((at) => layer.weights[node][at] !== null);
  byId("weights").replaceChildren(biasField.row);
  weightRows = list(byId("weights"), there.length, (row) =>
    weightRow(depth, node, read, there[row]),
  );
  weightRows.there = there;
  redraw();
}

function weightRow(depth, node, read, at) {
  const edge = edges.get(`${keyOf(read[at])}-${keyOf([depth, node])}`);
  const source = visible(names.source(depth, read[at]));
  return numberField({
    label: source,
    name: `weight from ${source} to ${visible(network.layers[depth - 1].nodes[node])}`,
    list: network.layers[depth - 1].weights[node],
    index: at,
    step: WEIGHT_STEP,
    focus: { edge: edge ?? { source: read[at], target: [depth, node], index: at } },
  });
}

function focusWeight(index) {
  const row = weightRows.there.indexOf(index);
  weightRows.upTo(row);
  weightRows.rows[row].input.focus();
}

// Every field with the number that it is for.
function showNumbers() {
  for (const field of [...inputRows.rows, biasField, ...weightRows.rows]) field.show();
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
