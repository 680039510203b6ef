// Practice: a value is hidden, the learner types it, and the page says what is right or went wrong.

// How near a number with all its digits must be, as `fwdprop check` has it.
const FLOORS = { float64: [1e-9, 1e-12], float32: [1e-5, 1e-6] };

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
  byId("verdict").textContent = "";
  page.pointed = page.told = null;
  redraw();
  byId("answer").focus();
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
  byId("verdict").textContent = words;
  redraw();
}

function judge(text) {
  const typed = parseNumber(text);
  const [depth, node] = order[page.asked];
  const value = page.computed.values[depth][node];
  if (typed === null) {
    byId("verdict").textContent = text.trim()
      ? `${text.trim()} is not a number; decimals take a point: 0.5`
      : "Type a number: decimals, or a fraction such as 1/3.";
    return;
  }
  if (isNear(value, typed, unitOf(text) / 2)) return reveal(`Right: ${askedText()}.`);
  if (isCutOff(value, typed, text))
    return reveal(`Right, but cut off and not rounded: it is ${askedText()}.`);
  byId("verdict").textContent = hint(value, typed, text.trim(), [depth, node]);
}

function hint(value, typed, text, [depth, node]) {
  if (unitOf(text) === 0 && typed !== value && Math.abs(value - typed) <= 0.5) {
    return `Nearly: it is not a whole number. Type some decimals.`;
  }
  const reached = (other) => isNear(other, typed, unitOf(text) / 2);
  const slips = slipsThatLeadTo(network, network.x, depth, node, reached);
  if (slips.length) return `${text} is what you get when ${slips.join(", or when ")}. Try again.`;
  page.isHinted = true;
  tell();
  const { name } = activationOf(network.layers[depth - 1], node);
  const last = name === "identity" ? "" : `, and apply ${name} to the sum`;
  return `It is not ${text}. Put in the values, multiply each by its weight, add it all up${last}.`;
}

// Whether a value is what was typed: to the digits typed, halves either way, or to its last digits.
function isNear(value, typed, unit) {
  if (!Number.isFinite(typed) || !Number.isFinite(value)) return Object.is(value, typed);
  const [relative, atZero] = FLOORS[network.dtype];
  const allowed = Math.max(unit, typed ? Math.abs(typed) * relative : atZero);
  return Math.abs(value - typed) <= allowed * (1 + 1e-9);
}

// Whether the rest of three or more digits was left out instead of rounded.
function isCutOff(value, typed, text) {
  const digits = text
    .replace(/e.*$/i, "")
    .replace(/^[^1-9]*/, "")
    .replace(/\D/g, "").length;
  const isTowardsZero = Math.abs(typed) < Math.abs(value) && typed * value > 0;
  return digits >= 3 && isTowardsZero && isNear(value, typed, unitOf(text));
}
