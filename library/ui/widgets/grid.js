// The picture grid: justified rows, selection by mouse and keyboard. Python owns the items; the browser owns the selection
// while a person works, and tells it after 80 ms of quiet. Captions are foreign text: textContent only.
const STATES = new WeakMap();
const QUIET_MS = 80;

export default function ({ parentElement, data, setStateValue, setTriggerValue }) {
  const root = parentElement.querySelector(".g");
  let s = STATES.get(root);
  if (!s) STATES.set(root, (s = { chosen: new Set(), current: 0, anchor: 0, timer: 0, order: -1, items: [] }));
  s.items = data.items;
  root.className = `g ${data.size}`;
  root.setAttribute("aria-label", data.label);
  draw(root, s);
  if (data.order !== s.order) {
    s.order = data.order;
    s.chosen = new Set(data.chosen);
    const first = s.items.findIndex((item) => s.chosen.has(item.id));
    s.current = s.anchor = Math.max(first, 0);
    if (first >= 0) requestAnimationFrame(() => root.children[first]?.scrollIntoView({ block: "nearest" }));
  }
  const here = new Set(s.items.map((item) => item.id));
  s.chosen = new Set([...s.chosen].filter((id) => here.has(id)));
  s.current = Math.min(s.current, Math.max(s.items.length - 1, 0));
  paint(root, s);
  listenForSlash();

  const tell = () => {
    paint(root, s);
    clearTimeout(s.timer);
    s.timer = setTimeout(() => setStateValue("selection", [...s.chosen]), QUIET_MS);
  };
  const choose = (index, event) => {
    const id = s.items[index].id;
    if (event.shiftKey) {
      const [from, to] = [Math.min(s.anchor, index), Math.max(s.anchor, index)];
      if (!(event.ctrlKey || event.metaKey)) s.chosen.clear();
      for (let i = from; i <= to; i++) s.chosen.add(s.items[i].id);
    } else if (event.ctrlKey || event.metaKey) {
      if (!s.chosen.delete(id)) s.chosen.add(id);
      s.anchor = index;
    } else {
      s.chosen = new Set([id]);
      s.anchor = index;
    }
    s.current = index;
    tell();
  };
  const indexOf = (event) => {
    const cell = event.target.closest(".cell");
    return cell ? [...root.children].indexOf(cell) : -1;
  };
  // Assigned, never added: this function runs again with every change of the data.
  root.onclick = (event) => {
    const index = indexOf(event);
    if (index >= 0) {
      choose(index, event);
      root.children[index].focus({ preventScroll: true });
    }
  };
  root.ondblclick = (event) => {
    const index = indexOf(event);
    if (index >= 0) setTriggerValue("open", s.items[index].id);
  };
  root.onkeydown = (event) => {
    if (!s.items.length) return;
    const key = event.key;
    const to = goal(root, s, key);
    if (to !== null) {
      if (event.ctrlKey && !event.shiftKey) { s.current = to; paint(root, s); } else choose(to, { shiftKey: event.shiftKey });
    } else if (key === " ") choose(s.current, { ctrlKey: true });
    else if (key === "Enter" && !event.ctrlKey && !event.metaKey) setTriggerValue("open", s.items[s.current].id);
    else if (key === "Escape") { s.chosen.clear(); tell(); }
    else if ((event.ctrlKey || event.metaKey) && key.toLowerCase() === "a") { s.items.forEach((item) => s.chosen.add(item.id)); tell(); }
    else {
      if (/^[rc]$/i.test(key) && !event.ctrlKey && !event.metaKey) event.stopPropagation(); // else Streamlit reruns
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    if (to !== null) root.children[s.current].focus();
  };
}

function goal(root, s, key) {
  const last = s.items.length - 1;
  if (key === "ArrowRight") return Math.min(s.current + 1, last);
  if (key === "ArrowLeft") return Math.max(s.current - 1, 0);
  if (key === "Home") return 0;
  if (key === "End") return last;
  if (key !== "ArrowDown" && key !== "ArrowUp") return null;
  const cells = [...root.children];
  const here = cells[s.current];
  const middle = here.offsetLeft + here.offsetWidth / 2;
  const step = key === "ArrowDown" ? 1 : -1;
  let best = s.current;
  let row = null;
  for (let i = s.current + step; i >= 0 && i <= last; i += step) {
    if (cells[i].offsetTop === here.offsetTop) continue;
    if (row === null) row = cells[i].offsetTop;
    if (cells[i].offsetTop !== row) break;
    const away = (cell) => Math.abs(cell.offsetLeft + cell.offsetWidth / 2 - middle);
    if (best === s.current || away(cells[i]) < away(cells[best])) best = i;
  }
  return best;
}

function draw(root, s) {
  const old = new Map([...root.children].map((cell) => [cell.id, cell]));
  // Nodes are kept by id: replacing them would lose focus and load pictures again.
  const next = s.items.map((item) => fill(old.get(`a${item.id}`) ?? make(item), item));
  if (next.length !== root.children.length || next.some((cell, i) => cell !== root.children[i])) root.replaceChildren(...next);
}

function part(parent, tag, name) {
  const node = document.createElement(tag);
  if (name) node.className = name;
  parent.append(node);
  return node;
}

function make(item) {
  const cell = document.createElement("div");
  cell.className = "cell";
  cell.id = `a${item.id}`;
  cell.setAttribute("role", "option");
  const frame = part(cell, "div", "frame");
  const image = part(frame, "img");
  image.loading = "lazy";
  image.decoding = "async";
  image.draggable = false;
  image.onerror = () => { image.remove(); frame.classList.add("unseen"); };
  part(frame, "b", "tick").textContent = "✓";
  const foot = part(cell, "div", "foot");
  part(foot, "i", "dot");
  part(foot, "span");
  return cell;
}

function fill(cell, item) {
  cell.style.setProperty("--r", item.ratio);
  cell.setAttribute("aria-label", item.label);
  cell.title = item.hover;
  const frame = cell.querySelector(".frame");
  frame.dataset.name = item.name;
  const image = frame.querySelector("img");
  if (image && image.getAttribute("src") !== item.src) image.src = item.src;
  if (image) image.alt = "";
  let time = frame.querySelector(".time");
  if (item.time && !time) time = part(frame, "span", "time");
  if (time) time.textContent = item.time;
  let mark = frame.querySelector(".mark");
  if (item.mark && !mark) mark = part(frame, "span", "mark");
  if (mark) mark.textContent = item.mark;
  if (mark && !item.mark) mark.remove();
  cell.querySelector(".dot").className = `dot ${item.state}`;
  cell.querySelector(".foot span").textContent = item.credit;
  let limit = cell.querySelector(".limit");
  if (item.limited && !limit) limit = part(cell.querySelector(".foot"), "i", "limit");
  if (limit && !item.limited) limit.remove();
  return cell;
}

function paint(root, s) {
  [...root.children].forEach((cell, index) => {
    cell.setAttribute("aria-selected", s.chosen.has(s.items[index].id));
    cell.tabIndex = index === s.current ? 0 : -1;
  });
}

function listenForSlash() {
  if (window.photodeskSlash) return;
  window.photodeskSlash = true;
  document.addEventListener("keydown", (event) => {
    const typing = event.composedPath()[0]?.closest?.("input, textarea, [contenteditable]");
    const box = document.querySelector("[class*='_words'] input");
    if (event.key !== "/" || typing || !box) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
}
