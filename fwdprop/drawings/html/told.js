// The arithmetic of what is pointed at, in words and numbers below the picture; and the outputs.

const MOST_OUTPUTS = 20;
const LONG = 160;
const LETTERS = "[\\u0590-\\u08ff\\ufb1d-\\ufdff\\ufe70-\\ufefc]+";
const RIGHT_TO_LEFT = new RegExp(`(${LETTERS}(?:[ _]+${LETTERS})*)`);

function tell() {
  const part = shownPart();
  const [what, sides] = part ? (part.edge ? ofEdge(part.edge) : ofNode(part.node)) : ["", []];
  byId("what").replaceChildren(...isolated(what));
  const spans = sides.flatMap((side) => [element("span", {}, ...isolated(side)), " "]);
  byId("equation").replaceChildren(...spans.slice(0, -1));
  byId("equation").classList.toggle("long", sides.join("").length > LONG);
}

// The text with what is written from right to left apart, so that it does not turn what stands by it.
function isolated(text) {
  return text.split(RIGHT_TO_LEFT).map((part, at) => (at % 2 ? element("bdi", {}, part) : part));
}

function ofNode([depth, node]) {
  if (depth === 0) {
    return [
      visible(names.whole(depth, node)),
      [visible(network.inputs[node]), `= ${valueText([0, node])}`],
    ];
  }
  const layer = network.layers[depth - 1];
  const { name, parameters } = activationOf(layer, node);
  const called = `${name}(z)`;
  const { formula } = network.activations[name];
  const settings = Object.entries(parameters).map(([key, value]) => {
    return `, ${key} = ${typeof value === "string" ? value : rounded(value, network.digits)}`;
  });
  const rule = (formula === called ? called : `${called} = ${formula}`) + settings.join("");
  const found = equation(network, names, page.computed, depth, node);
  const isHidden = page.mode === "practice" && !page.isHinted;
  const unknown = [...found.slice(0, isHidden ? 1 : 2), "= ?"];
  const sides = isKnown([depth, node]) ? found : unknown;
  return [`${visible(names.whole(depth, node))}, ${rule}`, sides];
}

function ofEdge(edge) {
  const ends = [edge.source, edge.target].map((end) => visible(names.whole(...end)));
  const number = (each) => bracketed(rounded(each, network.digits));
  if (!isKnown(edge.source)) return [ends.join(" → "), [`? × ${number(weightOf(edge))} = ?`]];
  const value = page.computed.values[edge.source[0]][edge.source[1]];
  const product = rounded(productOf(edge), network.digits);
  return [
    ends.join(" → "),
    ["value × weight", `= ${number(value)} × ${number(weightOf(edge))}`, `= ${product}`],
  ];
}

function drawOutputs() {
  const depth = network.layers.length;
  const outputs = network.layers[depth - 1].nodes;
  const shown = outputs.slice(0, MOST_OUTPUTS).map((name, node) => {
    return element(
      "div",
      {},
      element("dt", {}, visible(name)),
      element("dd", {}, valueText([depth, node])),
    );
  });
  const more = outputs.length - MOST_OUTPUTS;
  if (more > 0)
    shown.push(element("div", {}, element("dt", {}, `... ${more} more`), element("dd", {})));
  byId("outputs").replaceChildren(...shown);
}
