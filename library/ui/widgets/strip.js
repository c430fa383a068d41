// A strip of thumbnails: one is looked at, some are left out. Nodes are kept by id, so that no picture loads twice.

export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".s");
  root.setAttribute("aria-label", data.label);
  const old = new Map([...root.children].map((node) => [node.dataset.id, node]));
  const next = data.thumbs.map((thumb) => fill(old.get(String(thumb.id)) ?? make(thumb), thumb, thumb.id === data.shown));
  if (next.length !== root.children.length || next.some((node, i) => node !== root.children[i])) root.replaceChildren(...next);
  if (root.dataset.shown !== String(data.shown)) {
    root.dataset.shown = data.shown;
    const here = root.querySelector(".here");
    if (here) root.scrollTo({ left: here.offsetLeft - (root.clientWidth - here.offsetWidth) / 2 });
  }
  const did = (what, node) => node && setTriggerValue("did", { what, id: Number(node.dataset.id) });
  // Assigned, never added: this function runs again with every change of the data.
  root.onclick = (event) => did(event.ctrlKey || event.metaKey ? "toggle" : "look", event.target.closest(".thumb"));
  root.ondblclick = (event) => did("open", event.target.closest(".thumb"));
  root.onkeydown = (event) => {
    if (event.key === " ") {
      event.preventDefault();
      did("toggle", event.target.closest(".thumb"));
    }
  };
  window.photodeskPrimary = data.primary;
  listenForEnter();
}

function make(thumb) {
  const node = document.createElement("div");
  node.dataset.id = thumb.id;
  node.setAttribute("role", "option");
  const image = document.createElement("img");
  image.loading = "lazy";
  image.decoding = "async";
  image.draggable = false;
  image.alt = "";
  node.append(image);
  return node;
}

function fill(node, thumb, isShown) {
  node.className = `thumb${isShown ? " here" : ""}${thumb.out ? " out" : ""}`;
  node.setAttribute("aria-label", thumb.label);
  node.setAttribute("aria-selected", !thumb.out);
  node.setAttribute("aria-current", isShown);
  node.title = thumb.label;
  node.tabIndex = isShown ? 0 : -1;
  const image = node.firstElementChild;
  if (image.getAttribute("src") !== thumb.src) image.src = thumb.src;
  return node;
}

// Streamlit's shortcut for Enter would also fire where Enter means something else: on a link or button reached by Tab,
// in an open list of names, in a dialogue.
function listenForEnter() {
  if (window.photodeskEnter) return;
  window.photodeskEnter = true;
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.defaultPrevented || event.repeat) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.isComposing) return;
    const button = document.querySelector(`.st-key-${window.photodeskPrimary} button`);
    if (!button || button.disabled || document.querySelector("[role='dialog']")) return;
    const at = event.composedPath()[0];
    if (!at?.matches || at.matches("input[aria-expanded='true'], textarea")) return;
    if (at.matches("input[role='combobox']") && at.value) return;
    if (at.matches("a, button, summary, [role='checkbox'], [role='button']") && at.matches(":focus-visible")) return;
    event.preventDefault();
    if (at.matches("input")) {
      at.blur(); // the field tells its value when it loses the focus
      setTimeout(() => button.click(), 60);
    } else button.click();
  });
}
