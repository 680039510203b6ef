// Changes of the network's numbers, one at a time or many at once, and how they are taken back.

const history = [];
let isTyping = false; // what is typed into one field, or done to one slider, is one change

// Sets numbers, each as [list, index, number], and works out every value anew.
function change(...numbers) {
  const [[list, index]] = numbers;
  const last = history.at(-1)?.[0];
  const isMore = isTyping && last?.[0] === list && last[1] === index;
  if (!isMore) history.push(numbers.map(([list, index]) => [list, index, list[index]]));
  isTyping = numbers.length === 1;
  set(numbers);
}

function set(numbers) {
  for (const [list, index, number] of numbers) list[index] = number;
  numbersChanged();
}

function changeEnds() {
  isTyping = false;
}

function undo() {
  if (!history.length) return;
  changeEnds();
  set(history.pop());
  showNumbers();
}

// Every number as it was at first.
function reset() {
  const lists = (network) => [
    network.x,
    ...network.layers.flatMap(({ weights, bias }) => [...weights, bias]),
  ];
  const first = lists(original);
  const differing = lists(network).flatMap((list, at) =>
    list.flatMap((number, index) =>
      Object.is(number, first[at][index]) ? [] : [[list, index, first[at][index]]],
    ),
  );
  if (differing.length) change(...differing);
  showNumbers();
}

function startUndo() {
  byId("undo").addEventListener("click", undo);
  byId("reset").addEventListener("click", reset);
  document.addEventListener("keydown", (event) => {
    const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key === "z";
    if (!isUndo || event.target.closest("#answer, textarea")) return;
    event.preventDefault();
    undo();
  });
  redraws.push(() => (byId("undo").disabled = !history.length));
}
