// The sorter: pictures in an order that a person makes with mouse, finger or keyboard. Python owns the order; this
// sends {rev, ids} on a drop and shows what comes back. An id that is missing from `ids` was removed.

const STATES = new WeakMap(); // one per instance: this module's function runs again whenever the data change
const QUIET_MS = 80;
const HOLD_MS = 280; // a finger must rest this long, else it scrolls
const THRESHOLD_PX = 5;
const EDGE_PX = 64;
const PATIENCE_MS = 5000; // then what Python says counts, even without a reply
const CALM = matchMedia("(prefers-reduced-motion: reduce)");

const ICONS = {
  video: "M4 2.5v11l9-5.5z",
  lead: "M8 1.3l2 4.4 4.8.5-3.6 3.2 1 4.7L8 11.7l-4.2 2.4 1-4.7L1.2 6.2 6 5.7z",
  hidden: "M1.7 2.7l11.6 11.6M6.2 4a6.8 6.8 0 0 1 8.3 4 8 8 0 0 1-2 2.8M4 5.3A8 8 0 0 0 1.5 8 6.9 6.9 0 0 0 9.6 12",
  torn: "M6.3 10.7l-1.6 1.6a2.2 2.2 0 0 1-3.1-3.1l1.6-1.6M9.7 5.3l1.6-1.6a2.2 2.2 0 0 1 3.1 3.1l-1.6 1.6M5.2 2.2l.5 1.9M2.2 5.2l1.9.5M10.8 13.8l-.5-1.9M13.8 10.8l-1.9-.5",
  wanted: "M7 2.2a4.8 4.8 0 1 0 0 9.6 4.8 4.8 0 0 0 0-9.6zM10.5 10.5l3.7 3.7",
};

export default function ({ parentElement, data, setStateValue, setTriggerValue }) {
  const root = parentElement.querySelector(".sorter");
  let s = STATES.get(root);
  if (!s) {
    s = { order: [], selected: new Set(), current: null, anchor: null, lift: null, asked: null, timer: 0, nodes: new Map() };
    STATES.set(root, s);
  }
  Object.assign(s, { root, live: parentElement.querySelector(".live"), data, setStateValue, setTriggerValue });
  s.byId = new Map(data.items.map((item) => [item.id, item]));
  root.setAttribute("aria-label", data.words.list);
  root.classList.toggle("small", data.items.length > 24);
  root.onpointerdown = (event) => press(s, event);
  root.onpointermove = (event) => drag(s, event);
  root.onpointerup = (event) => release(s, event);
  root.onpointercancel = () => cancel(s);
  root.onlostpointercapture = () => s.lift?.pointer != null && cancel(s);
  root.onkeydown = (event) => key(s, event);
  root.ondblclick = (event) => idAt(event) && s.setTriggerValue("edit", idAt(event));
  root.oncontextmenu = (event) => s.lift && event.preventDefault(); // a finger that rests lifts, it asks for no menu
  if (!s.touch) {
    s.touch = (event) => s.lift?.moving && event.preventDefault(); // a lifted picture moves, the page does not
    root.addEventListener("touchmove", s.touch, { passive: false });
  }
  receive(s);
}

function receive(s) {
  if (s.lift) return; // somebody is holding a picture: what came in waits until it is put down
  if (s.sent && s.data.reply !== s.sent && Date.now() - s.sent < PATIENCE_MS) return; // older than what was just sent
  s.order = s.data.items.map((item) => item.id);
  for (const id of [...s.selected]) if (!s.byId.has(id)) s.selected.delete(id);
  if (s.data.select && s.data.select.n !== s.asked) {
    s.asked = s.data.select.n;
    s.selected = new Set(s.data.select.ids.filter((id) => s.byId.has(id)));
    s.current = s.data.select.ids.find((id) => s.byId.has(id)) ?? s.current;
    s.reveal = true;
  }
  if (!s.byId.has(s.current)) s.current = [...s.selected][0] ?? s.order[0] ?? null;
  draw(s);
  if (s.reveal && s.current) reveal(s, s.current);
  s.reveal = false;
}

/* ---------- drawing ---------- */

function draw(s) {
  const hadFocus = s.root.getRootNode().activeElement;
  const focused = hadFocus && s.root.contains(hadFocus);
  const before = CALM.matches ? null : places(s);
  const next = s.order.map((id, index) => fill(s, s.nodes.get(id) ?? make(s, id), s.byId.get(id), index));
  for (const [id, node] of s.nodes) if (!s.byId.has(id)) { node.remove(); s.nodes.delete(id); }
  next.forEach((node, index) => {
    if (s.root.children[index] !== node) s.root.insertBefore(node, s.root.children[index] ?? null);
  });
  if (before) glide(s, before);
  if (focused || s.wantsFocus) s.nodes.get(s.current)?.focus({ preventScroll: true });
  s.wantsFocus = false;
}

function places(s) {
  return new Map([...s.nodes].map(([id, node]) => [id, [node.offsetLeft, node.offsetTop]]));
}

function glide(s, before) {
  for (const [id, node] of s.nodes) {
    const [x, y] = before.get(id) ?? [node.offsetLeft, node.offsetTop];
    const dx = x - node.offsetLeft, dy = y - node.offsetTop;
    if (dx || dy) node.animate([{ transform: `translate(${dx}px, ${dy}px)` }, { transform: "none" }],
      { duration: 170, easing: "cubic-bezier(.2,.7,.2,1)" });
  }
}

function make(s, id) {
  const node = document.createElement("div");
  node.setAttribute("role", "option");
  node.dataset.id = id;
  node.innerHTML = // our own markup; words of people go in as text below
    "<div class='bracket'></div><div class='frame'><img draggable='false' alt='' decoding='async'><div class='gap'></div>" +
    "<span class='place'></span><span class='marks'></span><span class='length'></span></div><div class='words'></div>";
  s.nodes.set(id, node);
  return node;
}

function fill(s, node, item, index) {
  const words = s.data.words, img = node.querySelector("img");
  const lifted = s.lift?.block.includes(item.id);
  if (item.src && img.getAttribute("src") !== item.src) img.src = item.src;
  img.hidden = !item.src;
  const gap = node.querySelector(".gap");
  gap.hidden = Boolean(item.src);
  gap.replaceChildren(icon("wanted"), text(item.wanted ? words.wanted : words.missing));
  node.querySelector(".place").textContent = index + 1;
  node.querySelector(".length").textContent = item.length || "";
  node.querySelector(".length").hidden = !item.length;
  node.querySelector(".words").textContent = item.text;
  node.querySelector(".words").classList.toggle("none", !item.has_caption);
  const marks = ["lead", "hidden", "torn"].filter((name) => item[name]);
  node.querySelector(".marks").replaceChildren(...marks.map((name) => mark(name, words[name])));
  node.className = ["item", item.severity, ...marks, bracket(s, index), lifted && "lifted", item.wanted && "wanted",
    s.selected.has(item.id) && "selected"].filter(Boolean).join(" ");
  node.tabIndex = item.id === s.current ? 0 : -1;
  node.setAttribute("aria-selected", s.selected.has(item.id));
  const said = [say(words.position, { p: index + 1, n: s.order.length }), item.text, item.length && words.video,
    ...marks.map((name) => words[name]), item.wanted && words.wanted];
  node.setAttribute("aria-label", said.filter(Boolean).join(", "));
  node.title = item.text;
  return node;
}

/** Captions that continue each other stand under one bracket: begin, middle or end of it. */
function bracket(s, index) {
  const chain = (i) => s.byId.get(s.order[i])?.chain ?? null;
  const own = chain(index);
  if (own === null) return "";
  const before = chain(index - 1) === own, after = chain(index + 1) === own;
  return "chain" + (before ? "" : " begins") + (after ? "" : " ends");
}

function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

function mark(name, label) {
  const span = document.createElement("span");
  span.className = `mark ${name}`;
  span.title = label;
  span.append(icon(name));
  return span;
}

const text = (value) => Object.assign(document.createElement("span"), { textContent: value });
const say = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const idAt = (event) => event.target.closest?.("[role=option]")?.dataset.id;

function announce(s, pattern, id) {
  s.live.textContent = say(pattern, { p: s.order.indexOf(id) + 1, n: s.order.length });
}

function reveal(s, id) {
  s.nodes.get(id)?.scrollIntoView({ block: "nearest", behavior: CALM.matches ? "auto" : "smooth" });
}

/* ---------- selection ---------- */

function choose(s, id, { toggle = false, range = false } = {}) {
  if (range && s.order.includes(s.anchor)) {
    const [a, b] = [s.order.indexOf(s.anchor), s.order.indexOf(id)].sort((x, y) => x - y);
    s.selected = new Set(s.order.slice(a, b + 1));
  } else if (toggle) {
    if (!s.selected.delete(id)) s.selected.add(id);
    s.anchor = id;
  } else {
    s.selected = new Set([id]);
    s.anchor = id;
  }
  s.current = id;
  s.wantsFocus = true;
  draw(s);
  clearTimeout(s.timer);
  s.timer = setTimeout(() => tell(s, id), QUIET_MS);
}

/** Tell the selection, the one last chosen first; the number makes the same choice news again. */
function tell(s, first) {
  const rest = [...s.selected].filter((id) => id !== first);
  s.setStateValue("selection", { ids: s.selected.has(first) ? [first, ...rest] : rest, n: Date.now() });
}

/* ---------- moving: common to pointer and keyboard ---------- */

/** What moves with a picture: the selection it belongs to, or its whole sentence where that is asked for. */
function block(s, id, wholeChain) {
  const chain = s.byId.get(id).chain;
  const moved = new Set(s.selected.has(id) && s.selected.size > 1 ? s.selected : [id]);
  if (wholeChain && chain !== null) for (const other of s.order) if (s.byId.get(other).chain === chain) moved.add(other);
  return s.order.filter((other) => moved.has(other));
}

function lift(s, id, wholeChain, pointer) {
  s.lift = { id, block: block(s, id, wholeChain), home: [...s.order], pointer };
  s.current = id;
}

function place(s, index) {
  const rest = s.order.filter((id) => !s.lift.block.includes(id));
  const at = Math.max(0, Math.min(index, rest.length));
  const next = [...rest.slice(0, at), ...s.lift.block, ...rest.slice(at)];
  if (next.every((id, i) => id === s.order[i])) return;
  s.order = next;
  draw(s);
}

function drop(s) {
  const { home, id } = s.lift;
  s.lift = null;
  const changed = s.order.some((each, i) => each !== home[i]);
  announce(s, s.data.words.dropped, id);
  draw(s);
  if (changed) send(s);
  else receive(s);
}

function send(s) {
  s.sent = Date.now();
  s.setStateValue("order", { rev: s.data.rev, ids: [...s.order], n: s.sent });
}

function cancel(s) {
  if (!s.lift) return;
  const { home, id, ghost, timer, frame } = s.lift;
  clearTimeout(timer);
  cancelAnimationFrame(frame);
  ghost?.remove();
  s.order = home;
  s.lift = null;
  s.root.classList.remove("dragging");
  announce(s, s.data.words.cancelled, id);
  receive(s);
}

function removeSelected(s) {
  const gone = s.selected.size ? s.selected : new Set([s.current]);
  const at = s.order.findIndex((id) => gone.has(id));
  const rest = s.order.filter((id) => !gone.has(id));
  if (rest.length === s.order.length) return;
  s.order = rest;
  for (const id of gone) s.byId.delete(id);
  s.current = rest[Math.min(at, rest.length - 1)] ?? null;
  s.selected = new Set(s.current ? [s.current] : []);
  s.wantsFocus = true;
  draw(s);
  s.live.textContent = s.data.words.removed;
  clearTimeout(s.timer);
  send(s);
  tell(s, s.current);
}

/* ---------- pointer ---------- */

function press(s, event) {
  const id = idAt(event);
  if (!id || event.button || s.lift) return;
  s.root.setPointerCapture(event.pointerId);
  const start = { x: event.clientX, y: event.clientY };
  s.lift = { id, block: [], home: [...s.order], pointer: event.pointerId, start, moving: false, held: event.pointerType !== "touch" };
  if (!s.lift.held) s.lift.timer = setTimeout(() => { s.lift.held = true; startDrag(s, event, event.shiftKey); }, HOLD_MS);
}

function drag(s, event) {
  const held = s.lift;
  if (!held || held.pointer !== event.pointerId) return;
  held.at = { x: event.clientX, y: event.clientY };
  const far = Math.hypot(held.at.x - held.start.x, held.at.y - held.start.y) > THRESHOLD_PX;
  if (!held.moving && far) {
    if (!held.held) return cancel(s); // a finger that moves at once is scrolling
    startDrag(s, event, event.shiftKey);
  }
  if (held.moving) follow(s);
}

function startDrag(s, event, shift) {
  const held = s.lift, { id } = held;
  held.moving = true;
  held.at ??= { x: event.clientX, y: event.clientY };
  held.block = block(s, id, Boolean(s.data.chains) !== shift);
  s.current = id;
  s.root.classList.add("dragging");
  const box = s.nodes.get(id).querySelector(".frame").getBoundingClientRect();
  held.grip = { x: held.start.x - box.left, y: held.start.y - box.top };
  const ghost = s.nodes.get(id).querySelector(".frame").cloneNode(true);
  ghost.classList.add("ghost");
  ghost.style.width = `${box.width}px`;
  ghost.style.height = `${box.height}px`;
  if (held.block.length > 1) ghost.append(Object.assign(text(held.block.length), { className: "count" }));
  held.ghost = ghost;
  s.root.parentElement.append(ghost);
  announce(s, s.data.words.lifted, id);
  draw(s);
  const step = () => { if (s.lift?.moving) { scrollAtEdge(s); s.lift.frame = requestAnimationFrame(step); } };
  held.frame = requestAnimationFrame(step);
}

function follow(s) {
  const { at, grip, ghost } = s.lift;
  const host = s.root.parentElement.getBoundingClientRect();
  ghost.style.transform = `translate(${at.x - grip.x - host.left}px, ${at.y - grip.y - host.top}px)`;
  const box = s.root.getBoundingClientRect();
  const x = at.x - box.left + s.root.scrollLeft, y = at.y - box.top + s.root.scrollTop;
  const over = s.order.find((id) => {
    const node = s.nodes.get(id);
    return x >= node.offsetLeft && x < node.offsetLeft + node.offsetWidth && y >= node.offsetTop && y < node.offsetTop + node.offsetHeight;
  });
  if (over) {
    if (s.lift.block.includes(over)) return;
    const rest = s.order.filter((id) => !s.lift.block.includes(id));
    const ahead = s.order.indexOf(over) > s.order.indexOf(s.lift.id);
    place(s, rest.indexOf(over) + (ahead ? 1 : 0));
  } else if (s.order.length) {
    const last = s.nodes.get(s.order.at(-1));
    if (y > last.offsetTop + last.offsetHeight || (y > last.offsetTop && x > last.offsetLeft + last.offsetWidth)) place(s, Infinity);
  }
}

/** While a picture is held at the edge, the list or the page scrolls by itself. */
function scrollAtEdge(s) {
  const { y } = s.lift.at;
  for (const pane of [s.root, scroller(s.root)]) {
    const box = pane.getBoundingClientRect();
    const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
    const pull = y < top + EDGE_PX ? y - top - EDGE_PX : y > bottom - EDGE_PX ? y - bottom + EDGE_PX : 0;
    const list = s.root.getBoundingClientRect(); // beyond the list's own ends there is nowhere to put a picture
    if (!pull || (pane !== s.root && (pull > 0 ? list.bottom < bottom : list.top > top))) continue;
    const before = pane.scrollTop;
    pane.scrollTop += Math.sign(pull) * Math.min(18, Math.abs(pull) / 4);
    if (pane.scrollTop !== before) return follow(s);
  }
}

function scroller(node) {
  for (let at = node.getRootNode().host ?? node.parentElement; at; at = at.parentElement ?? at.getRootNode().host) {
    if (at.scrollHeight > at.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(at).overflowY)) return at;
  }
  return document.scrollingElement;
}

function release(s, event) {
  const held = s.lift;
  if (!held || held.pointer !== event.pointerId) return;
  clearTimeout(held.timer);
  if (!held.moving) {
    s.lift = null;
    return choose(s, held.id, { toggle: event.ctrlKey || event.metaKey, range: event.shiftKey });
  }
  cancelAnimationFrame(held.frame);
  held.ghost.remove();
  s.root.classList.remove("dragging");
  s.wantsFocus = true;
  drop(s);
  if (!s.selected.has(held.id)) choose(s, held.id);
}

/* ---------- keyboard ---------- */

function key(s, event) {
  const id = s.current;
  if (!id || event.altKey) return;
  const act = s.lift ? keyLifted : keyResting;
  if (act(s, id, event)) event.preventDefault();
  if (event.key !== "Tab") event.stopPropagation(); // else a letter here would be a shortcut of the page
}

function columns(s) {
  const top = s.root.children[0]?.offsetTop;
  return Math.max(1, [...s.root.children].filter((node) => node.offsetTop === top).length);
}

function target(s, event, from, last) {
  const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns(s), ArrowDown: columns(s) }[event.key];
  if (step) return Math.max(0, Math.min(last, from + step));
  return { Home: 0, End: last }[event.key];
}

function keyResting(s, id, event) {
  const to = target(s, event, s.order.indexOf(id), s.order.length - 1);
  if (to !== undefined) {
    choose(s, s.order[to], { range: event.shiftKey });
    reveal(s, s.current);
  } else if (event.key === " ") {
    lift(s, id, Boolean(s.data.chains) !== event.shiftKey, null);
    announce(s, s.data.words.lifted, id);
    draw(s);
  } else if (event.key === "Enter") {
    choose(s, id);
    s.setTriggerValue("edit", id);
  } else if (event.key === "Delete" || event.key === "Backspace") {
    removeSelected(s);
  } else if (event.key.toLowerCase() === "a" && (event.ctrlKey || event.metaKey)) {
    s.anchor = s.order[0];
    choose(s, s.order.at(-1), { range: true });
  } else return false;
  return true;
}

function keyLifted(s, id, event) {
  if (s.lift.pointer != null) return event.key === "Escape" && (cancel(s), true);
  const rest = s.order.filter((each) => !s.lift.block.includes(each));
  const from = s.order.indexOf(s.lift.block[0]);
  const to = target(s, event, from, rest.length);
  s.wantsFocus = true;
  if (to !== undefined) {
    place(s, to);
    reveal(s, id);
    announce(s, s.data.words.moved, id);
  } else if (event.key === " " || event.key === "Enter") drop(s);
  else if (event.key === "Escape" || event.key === "Tab") cancel(s);
  else return false;
  return event.key !== "Tab";
}
