// Two pictures beside each other at one height, or one aligned upon the other: overlay, blink, difference.

const BLINK_MS = 450;
let mode = "side"; // kept from pair to pair, while the page is open

export default function ({ parentElement, data }) {
  const root = parentElement.querySelector(".compare");
  const modes = Object.keys(data.keys);
  const [first, second] = data.pictures;
  const bar = root.querySelector(".modes");
  bar.setAttribute("aria-label", data.words.modes);
  bar.replaceChildren(...modes.map((name) => button(root, data, name)));
  bar.onkeydown = (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    choose(root, data, modes[(modes.indexOf(mode) + step + modes.length) % modes.length]);
    bar.querySelector("[aria-checked=true]").focus();
    event.stopPropagation();
    event.preventDefault();
  };
  const slider = root.querySelector("input");
  slider.setAttribute("aria-label", data.words.amount);
  slider.onkeydown = (event) => event.stopPropagation();
  slider.oninput = () => amount(root, slider.value);
  root.style.setProperty("--first", first.ratio);
  root.style.setProperty("--second", second.ratio);
  fill(root.querySelector(".first"), first);
  fill(root.querySelector(".second"), second);
  root.querySelector(".hint").textContent = data.overlay ? data.words.magnify : data.words.unaligned;
  align(root, data);
  magnify(root, data);
  choose(root, data, mode);
  for (const src of data.coming) new Image().src = src;
  const keys = (event) => press(event, root, data);
  document.removeEventListener("keydown", root.keys);
  root.keys = keys;
  document.addEventListener("keydown", keys);
  return () => {
    clearInterval(root.blinking);
    document.removeEventListener("keydown", keys);
  };
}

function press(event, root, data) {
  const at = event.composedPath()[0];
  if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName) || at.isContentEditable) return;
  if (document.querySelector("[role=dialog]")) return;
  const name = Object.keys(data.keys).find((each) => data.keys[each] === event.key.toLowerCase());
  if (!name || !root.isConnected) return;
  choose(root, data, name);
  event.preventDefault();
}

function fill(figure, picture) {
  const img = figure.querySelector("img");
  if (img.getAttribute("src") !== picture.src) img.src = picture.src;
  img.alt = picture.alt;
  figure.querySelector(".name").textContent = picture.name;
  const badge = figure.querySelector(".badge");
  badge.textContent = picture.badge;
  badge.hidden = !picture.badge;
  const marks = picture.marks.map(([kind, [left, top, width, height]]) => {
    const mark = document.createElement("i");
    mark.className = kind;
    Object.assign(mark.style, { left: `${left}%`, top: `${top}%`, width: `${width}%`, height: `${height}%` });
    return mark;
  });
  figure.querySelector(".marks").replaceChildren(...marks);
}

/** Lays the picture that shows less upon the one that shows more; without a proof each fills the first one's frame. */
function align(root, data) {
  const base = data.overlay?.base ?? "first";
  root.style.setProperty("--base", data.pictures[base === "first" ? 0 : 1].ratio);
  for (const name of ["first", "second"]) {
    const figure = root.querySelector(`.${name}`);
    const is_laid = data.overlay && name !== base;
    figure.classList.toggle("laid", Boolean(is_laid));
    figure.classList.toggle("base", name === base);
    figure.classList.toggle("top", name !== base);
    const style = figure.querySelector("img").style;
    if (is_laid) {
      const { size, matrix, shift } = data.overlay;
      style.setProperty("--width", `${size[0]}%`);
      style.setProperty("--tall", `${size[1]}%`);
      style.setProperty("--laid", `translate(${shift[0]}%, ${shift[1]}%) matrix(${matrix.join(",")},0,0)`);
    }
    const corners = data.overlay?.common.map(([x, y]) => `${x}% ${y}%`).join(", ");
    figure.style.setProperty("--common", data.overlay && name === base ? `polygon(${corners})` : "none");
  }
}

function button(root, data, name) {
  const made = document.createElement("button");
  made.type = "button";
  made.dataset.mode = name;
  made.setAttribute("role", "radio");
  made.append(data.words[name]);
  const key = document.createElement("kbd");
  key.textContent = data.keys[name].toUpperCase();
  key.setAttribute("aria-hidden", "true");
  made.append(key);
  made.onclick = () => choose(root, data, name);
  return made;
}

function choose(root, data, name) {
  mode = name;
  root.className = `compare ${name}`;
  for (const each of root.querySelectorAll("[role=radio]")) {
    each.setAttribute("aria-checked", each.dataset.mode === name);
    each.tabIndex = each.dataset.mode === name ? 0 : -1;
  }
  const slider = root.querySelector("input");
  slider.value = name === "overlay" ? 50 : 30;
  root.querySelector(".what").textContent = { overlay: data.words.opacity, difference: data.words.gain }[name] ?? "";
  amount(root, slider.value);
  clearInterval(root.blinking);
  root.classList.remove("off");
  if (name === "blink") root.blinking = setInterval(() => root.classList.toggle("off"), BLINK_MS);
}

/** A click magnifies both pictures at the same place of the scene, which then follows the pointer; another ends it. */
function magnify(root, data) {
  const stage = root.querySelector(".stage");
  const pair = data.pictures.map((picture) => picture.src).join(" ");
  if (stage.dataset.pair !== pair) stage.classList.remove("near");
  stage.dataset.pair = pair;
  const follow = (event) => {
    const figure = event.target.closest("figure");
    const box = figure?.querySelector(".pane").getBoundingClientRect();
    if (!box?.width) return;
    const here = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
    const is_first = figure.classList.contains("first");
    const there = mode === "side" ? carried(here, data.overlay?.to_second, is_first) : here;
    look(root.querySelector(is_first ? ".first" : ".second"), here);
    look(root.querySelector(is_first ? ".second" : ".first"), there);
  };
  stage.onpointermove = follow;
  stage.onclick = (event) => {
    if (!event.target.closest(".pane")) return;
    stage.classList.toggle("near");
    follow(event);
  };
}

function look(figure, [x, y]) {
  figure.style.setProperty("--x", `${x * 100}%`);
  figure.style.setProperty("--y", `${y * 100}%`);
}

/** Carries a place of the one picture to the other, in shares of their sizes. */
function carried([x, y], map, is_forth) {
  if (!map) return [x, y];
  const [a, b, c, d, e, f] = map;
  if (is_forth) return [a * x + c * y + e, b * x + d * y + f];
  const area = a * d - b * c;
  return [(d * (x - e) - c * (y - f)) / area, (a * (y - f) - b * (x - e)) / area];
}

function amount(root, value) {
  root.style.setProperty("--opacity", mode === "overlay" ? value / 100 : 1);
  root.style.setProperty("--gain", mode === "difference" ? 1 + value / 10 : 1);
}
