// Step by step: one node after the other is computed, by buttons, arrow keys, or by itself.

const PAUSE = 2000;
let playing = null;

function startSteps() {
  for (const button of document.querySelectorAll("[data-mode]")) {
    button.addEventListener("click", () => enter(button.dataset.mode));
    // Of a picture of the inputs alone there is nothing to compute.
    button.disabled = !order.length && button.dataset.mode !== "explore";
  }
  byId("back").addEventListener("click", () => stepTo(page.step - 1));
  byId("next").addEventListener("click", () => stepTo(page.step + 1));
  byId("play").addEventListener("click", () => (playing ? pause() : play()));
  document.addEventListener("keydown", (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (page.mode !== "steps" || !by || event.target.closest("input, select, textarea")) return;
    event.preventDefault();
    stepTo(page.step + by);
  });
  redraws.push(drawSteps);
}

function enter(mode) {
  pause();
  page.mode = mode;
  page.pointed = page.told = null;
  page.step = 0;
  for (const button of document.querySelectorAll("[data-mode]")) {
    button.setAttribute("aria-pressed", String(button.dataset.mode === mode));
  }
  byId("steps").hidden = mode !== "steps";
  byId("practice").hidden = mode !== "practice";
  if (mode === "practice") startPractice();
  redraw();
}

function stepTo(step) {
  pause();
  show(step);
}

function show(step) {
  page.step = Math.max(0, Math.min(step, order.length));
  page.pointed = page.told = null;
  redraw();
  if (page.step) bringIntoSight(order[page.step - 1]);
}

function play() {
  if (page.step === order.length) page.step = 0;
  const go = () => {
    show(page.step + 1);
    playing = page.step < order.length ? setTimeout(go, PAUSE) : null;
    drawSteps();
  };
  go();
}

function pause() {
  clearTimeout(playing);
  playing = null;
  drawSteps();
}

function drawSteps() {
  byId("play").textContent = playing ? "Pause" : "Play";
  byId("back").disabled = page.step === 0;
  byId("next").disabled = page.step === order.length;
  byId("progress").textContent = page.step
    ? `node ${page.step} of ${order.length}`
    : `${order.length === 1 ? "1 node" : `${order.length} nodes`}, from the inputs on`;
}
