// What the mouse or the keyboard points at in the picture, and what stands out then.

let lit = [];
const copies = shape("g", { class: "lit" });

function startPointing() {
  svg.querySelector(".edges").after(copies);
  svg.setAttribute("role", "group");
  // On the frame: an svg element that listens for the focus would take it, too.
  const frame = svg.parentElement;
  for (const { group } of nodes.values()) {
    group.setAttribute("role", "button");
    group.setAttribute("tabindex", "-1");
  }
  nodes.values().next().value.group.setAttribute("tabindex", "0");
  frame.addEventListener("pointerover", ({ target }) => point(partAt(target)));
  frame.addEventListener("pointerleave", () => point(null));
  frame.addEventListener("focusin", ({ target }) => point(partAt(target)));
  frame.addEventListener("focusout", () => point(null));
  frame.addEventListener("click", ({ target }) => choose(partAt(target)));
  frame.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      choose(page.pointed, true);
    } else if (page.mode !== "steps") walk(event);
  });
  redraws.push(highlight);
}

// { node } or { edge } of a shape in the picture, null for none.
function partAt(target) {
  const node = target.closest("[data-node]");
  if (node) return { node: nodes.get(node.dataset.node).at };
  const edge = target.closest("[data-target], [data-edge]");
  return edge && { edge: edges.get(edge.dataset.target ?? edge.dataset.edge) };
}

function point(part) {
  page.pointed = part;
  page.told = part ?? page.told;
  highlight();
  tell();
}

// What the equation is about: what was pointed at last, else the node of the step, or the one selected.
function shownPart() {
  if (page.told) return page.told;
  if (page.mode === "steps") return page.step ? { node: order[page.step - 1] } : null;
  if (page.mode === "practice") return order[page.asked] ? { node: order[page.asked] } : null;
  return { node: page.selected };
}

function highlight() {
  const part = page.pointed ?? (page.mode === "explore" ? null : shownPart());
  const node = part?.node && keyOf(part.node);
  svg.classList.toggle("pointing", Boolean(part));
  for (const [key, { group }] of nodes) group.classList.toggle("on", key === node);
  light(part?.edge ? [part.edge].filter(({ path }) => path) : edgesOn(node));
}

function edgesOn(node) {
  const isOn = ({ ends: [from, to] }) => to === node || (page.mode === "explore" && from === node);
  return (edgesOf.get(node) ?? []).filter(isOn);
}

// Of very many lines none changes: they fade as one, and those that stand out are drawn again on top.
function light(edges) {
  for (const edge of lit) edge.label?.classList.remove("on");
  for (const edge of edges) edge.label?.classList.add("on");
  lit = edges;
  const copy = (edge) => {
    const { path, ends } = edge;
    return shape("path", { d: path.getAttribute("d"), "data-lit": ends.join("-"), ...lineOf(edge) });
  };
  copies.replaceChildren(...edges.map(copy));
}

// A picture larger than the page moves so that a node is above the arithmetic, and in the middle.
function bringIntoSight(at) {
  nodes.get(keyOf(at))?.circle.scrollIntoView({ block: "nearest", inline: "center" });
}

// Shows the fields of what was clicked on: an input's, or a node's weights and bias.
function choose(part, isByKey = false) {
  if (!part) return;
  const [depth, node] = part.node ?? part.edge.target;
  if (page.mode === "practice" && part.node && depth) return ask(places.get(keyOf(part.node)));
  if (depth === 0) return focusInput(node);
  select([depth, node]);
  if (part.edge) focusWeight(part.edge.index);
  else if (isByKey) byId("weights").querySelector("input").focus();
}

// The arrow keys go from node to node: up and down in a layer, left and right to the next one.
function walk(event) {
  const by = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }[
    event.key
  ];
  const here = event.target.closest("[data-node]");
  if (!by || !here) return;
  event.preventDefault();
  const { at, group } = nodes.get(here.dataset.node);
  const depths = [...new Set([...nodes.values()].map((each) => each.at[0]))];
  const layer = (depth) => [...nodes.values()].filter((each) => each.at[0] === depth);
  const column = layer(depths[depths.indexOf(at[0]) + by[0]]);
  if (!column.length) return;
  const middle = ({ circle }) => Number(circle.getAttribute("cy"));
  const own = layer(at[0]);
  const beside = own[own.findIndex((each) => each.group === group) + by[1]];
  const height = middle(nodes.get(here.dataset.node));
  const far = (each) => Math.abs(middle(each) - height);
  const next = by[0]
    ? column.reduce((near, each) => (far(each) < far(near) ? each : near))
    : beside;
  if (next) moveTo(next.group);
}

function moveTo(group) {
  for (const each of nodes.values())
    each.group.setAttribute("tabindex", each.group === group ? "0" : "-1");
  group.focus();
}
