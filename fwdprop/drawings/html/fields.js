// Fields for numbers, and long lists of them.

const BATCH = 50;
const MOST_QUOTED = 30;
let fieldsMade = 0;

// A labelled field for the number of a list at an index. It goes up and down by `step`; `follow` is
// called with every number that it gets.
function numberField({ label, name = label, list, index, step, mayBeSpecial, focus, follow }) {
  const id = `field-${++fieldsMade}`;
  const input = element("input", {
    id,
    type: "text",
    inputmode: "decimal",
    autocomplete: "off",
    "aria-label": name,
    "aria-describedby": `${id}-fault`,
  });
  const fault = element("span", { class: "fault", id: `${id}-fault` });
  const row = element(
    "div",
    { class: "field" },
    element("label", { for: id }, label),
    input,
    fault,
  );
  const text = () => exactText(list[index], network.dtype);
  const mark = (message, isWrong) => {
    fault.textContent = message;
    if (isWrong) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  };
  const write = () => {
    input.value = text();
    mark("");
  };
  const show = () => {
    write();
    follow?.();
  };
  const put = (number, typed) => {
    if (number === null) return mark(whyNone(typed), true);
    const isFinite = Number.isFinite(forType(number));
    if (!isFinite && !mayBeSpecial) return mark("weights and biases are finite numbers", true);
    mark(isFinite || !/\d/.test(typed) ? "" : `${typed} is beyond the range of numbers`);
    change([list, index, forType(number)]);
    follow?.();
  };
  input.addEventListener("input", () => put(parseNumber(input.value), briefly(input.value)));
  // What is no number goes, and the page says which number is still there.
  input.addEventListener("change", () => {
    changeEnds();
    if (input.hasAttribute("aria-invalid")) mark(`${fault.textContent}; it is still ${text()}`);
    input.value = text();
  });
  onArrows(input, (by) => {
    if (!Number.isFinite(list[index])) return;
    put(stepped(list[index], by * step));
    input.value = text();
  });
  if (focus) {
    row.addEventListener("focusin", () => point(focus));
    row.addEventListener("focusout", () => point(null));
  }
  show();
  return { row, input, show, write };
}

// The number as the network's type has it.
function forType(number) {
  return network.dtype === "float32" ? Math.fround(number) : number;
}

// Why a text is no number, and what to type.
function whyNone(text) {
  if (!text) return "type a number such as 2, -0.5, 1e-3 or 1/3";
  const pointed = text.replace(",", ".");
  if (parseNumber(pointed) !== null) return `decimals take a point: ${pointed}`;
  return `${text} is not a number such as 2, -0.5, 1e-3 or 1/3`;
}

function briefly(text) {
  const word = text.trim();
  return word.length > MOST_QUOTED ? `${word.slice(0, MOST_QUOTED)}…` : word;
}

// The sum without the last digits that computing in binary makes up: 0.3, not 0.30000000000000004.
function stepped(number, by) {
  const sum = number + by;
  const short = Number(sum.toPrecision(12));
  const noise = 2 * Number.EPSILON * Math.max(Math.abs(number), Math.abs(by));
  return Math.abs(short - sum) <= noise ? short : sum;
}

// Calls `go` with 1 for the key up and -1 for the key down.
function onArrows(input, go) {
  input.addEventListener("keydown", (event) => {
    const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    go(by);
  });
}

// Puts `make(index)` of so many things into a place, the first ones at once and the others on demand.
function list(place, count, make) {
  const rows = [];
  const more = element("button", { type: "button" });
  const add = (until) => {
    while (rows.length < Math.min(until, count)) {
      rows.push(make(rows.length));
      more.before(rows[rows.length - 1].row);
    }
    const left = count - rows.length;
    more.textContent = `Show ${Math.min(BATCH, left)} of ${left} more`;
    more.hidden = left <= 0;
  };
  more.addEventListener("click", () => add(rows.length + BATCH));
  place.append(more);
  add(BATCH);
  return { rows, upTo: (index) => add(index + 1) };
}
