// Fields for numbers, and long lists of them.

const BATCH = 50;
let fieldsMade = 0;

// A labelled field for a number. `get` and `set` are the number's; it goes up and down by `step`.
function numberField({ label, name = label, get, set, step, mayBeSpecial, focus }) {
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
  const show = () => {
    input.value = exactText(get(), network.dtype);
    mark("");
  };
  const mark = (message) => {
    fault.textContent = message;
    if (message) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  };
  const put = (number) => {
    const rounds = network.dtype === "float32" && number !== null ? Math.fround(number) : number;
    if (rounds === null) return mark("a number such as 2, -0.5, 1e-3 or 1/3");
    if (!mayBeSpecial && !Number.isFinite(rounds)) return mark("a finite number");
    mark("");
    set(rounds);
  };
  input.addEventListener("input", () => put(parseNumber(input.value)));
  input.addEventListener("change", () => fault.textContent || show());
  onArrows(input, (by) => {
    if (!Number.isFinite(get())) return;
    put(Number((get() + by * step).toPrecision(12)));
    show();
  });
  if (focus) {
    row.addEventListener("focusin", () => point(focus));
    row.addEventListener("focusout", () => point(null));
  }
  show();
  return { row, input, show };
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
