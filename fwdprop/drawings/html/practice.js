// Practice: a value is hidden, the learner types it, and the page says what is right or went wrong.

const MOST_SLIPS = 3;
const NO_ANSWER = "Type a number: decimals, or a fraction such as 1/3.";

function startAnswers() {
  byId("practice").addEventListener("submit", (event) => {
    event.preventDefault();
    judge(byId("answer").value);
  });
  byId("show").addEventListener("click", () => reveal(`It is ${askedText()}.`));
  byId("another").addEventListener("click", () => ask(page.asked + 1));
  redraws.push(drawQuestion);
}

function startPractice() {
  page.answered.clear();
  ask(0);
}

function ask(place) {
  if (place >= order.length) page.answered.clear();
  page.asked = place < order.length ? place : 0;
  page.isHinted = false;
  page.answered.delete(page.asked);
  byId("answer").value = "";
  say("");
  page.pointed = page.told = null;
  redraw();
  byId("answer").focus({ preventScroll: true });
  bringIntoSight(order[page.asked]);
}

function drawQuestion() {
  if (page.mode !== "practice") return;
  const isAnswered = page.answered.has(page.asked);
  byId("question").textContent =
    `What is the value of ${visible(names.whole(...order[page.asked]))}?`;
  byId("another").textContent = page.asked + 1 < order.length ? "Next node" : "Start again";
  byId("show").disabled = isAnswered;
}

function askedText() {
  const [depth, node] = order[page.asked];
  return rounded(page.computed.values[depth][node], network.digits);
}

function reveal(words) {
  page.answered.add(page.asked);
  say(words);
  redraw();
}

function judge(text) {
  const typed = parseNumber(text);
  if (typed === null) return say(text.trim() ? whyNone(briefly(text)) : NO_ANSWER);
  const [depth, node] = order[page.asked];
  const near = closeness(typed, text.trim(), network.dtype);
  const value = page.computed.values[depth][node];
  const isRight = near.holds(value) || valuesAsShown(depth, node).some(near.holds);
  if (isRight) return reveal(`Right: ${askedText()}.`);
  if (near.isCut(value)) return reveal(`Right, but cut off and not rounded: it is ${askedText()}.`);
  say(hint(value, typed, briefly(text), [depth, node]));
}

function say(words) {
  byId("verdict").textContent = words;
}

// What the node's value is from numbers with as many digits as the page shows of them.
function valuesAsShown(depth, node) {
  const layer = network.layers[depth - 1];
  const short = (number) => number && parseNumber(rounded(number, network.digits));
  const weights = layer.weights.map((row) => row.map(short));
  const shortLayer = { ...layer, weights, bias: layer.bias.map(short) };
  const inPicture = (number, at) => {
    const shown = nodes.get(keyOf(at));
    return shown ? parseNumber(shown.value.textContent) : short(number);
  };
  const versions = [short, inPicture].map((read) =>
    page.computed.values.slice(0, depth).map((values, from) =>
      values.map((number, index) => read(number, [from, index])),
    ),
  );
  return [layer, shortLayer].flatMap((each) =>
    versions.map((before) => throughLayer(network, each, before).values[node]),
  );
}

function hint(value, typed, text, [depth, node]) {
  const near = closeness(typed, text, network.dtype);
  const slips = [
    ...slipsThatLeadTo(network, network.x, depth, node, near.holds),
    ...slipsInNode(network, names, page.computed, depth, node, near.holds),
  ];
  if (slips.length) {
    const more = slips.length > MOST_SLIPS ? ", or in other ways" : "";
    const words = slips.slice(0, MOST_SLIPS).join(", or when ");
    return `${text} is what you get when ${words}${more}. Try again.`;
  }
  if (unitOf(text) === 0 && typed !== value && Math.abs(value - typed) <= 0.5) {
    return "Nearly: it is not a whole number. Type some decimals.";
  }
  page.isHinted = true;
  tell();
  const { name } = activationOf(network.layers[depth - 1], node);
  const last = name === "identity" ? "" : `, and apply ${name} to the sum`;
  return `It is not ${text}. Put in the values, multiply each by its weight, add it all up${last}.`;
}
