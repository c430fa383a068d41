// Two pictures beside each other at one height, or one upon the other: overlay, blink, difference.

const MODES = ["side", "overlay", "blink", "difference"];
let mode = "side"; // kept from pair to pair, while the page is open
const BLINK_MS = 550;

export default function ({ parentElement, data }) {
  const root = parentElement.querySelector(".compare");
  root.className = `compare ${mode}`;
  const [first, second] = data.pictures;
  const bar = root.querySelector(".modes");
  bar.setAttribute("aria-label", data.words.modes);
  bar.replaceChildren(...MODES.map((name) => button(root, data, name)));
  bar.onkeydown = (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    choose(root, data, MODES[(MODES.indexOf(mode) + step + MODES.length) % MODES.length]);
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
  root.querySelector(".hint").textContent = data.words.magnify;
  magnify(root, `${first.src} ${second.src}`);
  choose(root, data, mode);
  return () => clearInterval(root.blinking);
}

function fill(figure, picture) {
  const img = figure.querySelector("img");
  if (img.getAttribute("src") !== picture.src) img.src = picture.src;
  img.alt = picture.alt;
  figure.querySelector(".name").textContent = picture.name;
  const badge = figure.querySelector(".badge");
  badge.textContent = picture.badge;
  badge.hidden = !picture.badge;
}

function button(root, data, name) {
  const made = document.createElement("button");
  made.type = "button";
  made.dataset.mode = name;
  made.setAttribute("role", "radio");
  made.textContent = data.words[name];
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

/** A click magnifies both pictures at the same place, which then follows the pointer; another click ends it. */
function magnify(root, pair) {
  const stage = root.querySelector(".stage");
  if (stage.dataset.pair !== pair) stage.classList.remove("near");
  stage.dataset.pair = pair;
  const follow = (event) => {
    const box = event.target.closest(".pane")?.getBoundingClientRect();
    if (!box) return;
    stage.style.setProperty("--x", `${((event.clientX - box.left) / box.width) * 100}%`);
    stage.style.setProperty("--y", `${((event.clientY - box.top) / box.height) * 100}%`);
  };
  stage.onpointermove = follow;
  stage.onclick = (event) => {
    if (!event.target.closest(".pane")) return;
    stage.classList.toggle("near");
    follow(event);
  };
}

function amount(root, value) {
  root.style.setProperty("--opacity", mode === "overlay" ? value / 100 : 1);
  root.style.setProperty("--gain", mode === "difference" ? 1 + value / 10 : 1);
}
