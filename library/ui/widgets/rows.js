// A list of rows of which one is chosen, by mouse or arrow keys. Foreign text: textContent only.
const STATES = new WeakMap();
const QUIET_MS = 80;

export default function ({ parentElement, data, setStateValue }) {
  const root = parentElement.querySelector(".l");
  let s = STATES.get(root);
  if (!s) STATES.set(root, (s = { chosen: null, order: -1, timer: 0 }));
  root.style.setProperty("--height", `${data.height}px`);
  root.setAttribute("aria-label", data.label);
  if (data.order !== s.order) { s.order = data.order; s.chosen = data.chosen; s.reveal = true; }
  const focused = root.contains(root.getRootNode().activeElement);
  root.replaceChildren(...data.rows.map(make));
  paint(root, s, focused);
  if (s.reveal) { s.reveal = false; root.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" }); }

  const choose = (row) => {
    if (!row) return;
    s.chosen = row.dataset.id;
    paint(root, s, true);
    clearTimeout(s.timer);
    s.timer = setTimeout(() => setStateValue("chosen", s.chosen), QUIET_MS);
  };
  root.onclick = (event) => choose(event.target.closest(".row"));
  root.onkeydown = (event) => {
    const rows = [...root.children];
    const here = Math.max(rows.findIndex((row) => row.dataset.id === s.chosen), 0);
    const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: rows.length - 1 }[event.key];
    if (to === undefined) {
      if (/^[rc]$/i.test(event.key) && !event.ctrlKey && !event.metaKey) event.stopPropagation();
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    choose(rows[Math.min(Math.max(to, 0), rows.length - 1)]);
  };
}

function make(row) {
  const node = document.createElement("div");
  node.className = row.changed ? "row changed" : "row";
  node.dataset.id = row.id;
  node.setAttribute("role", "option");
  for (const name of ["title", "count", "words"]) {
    const part = document.createElement("span");
    part.className = name;
    part.textContent = row[name];
    node.append(part);
  }
  return node;
}

function paint(root, s, focus) {
  let current = root.firstElementChild;
  for (const row of root.children) {
    const isChosen = row.dataset.id === s.chosen;
    row.setAttribute("aria-selected", isChosen);
    row.tabIndex = -1;
    if (isChosen) current = row;
  }
  if (!current) return;
  current.tabIndex = 0;
  if (focus) { current.focus({ preventScroll: true }); current.scrollIntoView({ block: "nearest" }); }
}
