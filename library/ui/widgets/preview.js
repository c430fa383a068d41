// The live preview: the very page that will be exported, in a frame without scripts, at the width of its readers.

const STATES = new WeakMap();
const WIDTHS = { article: 800, mobile: 390 };

export default function ({ parentElement, data, setStateValue }) {
  const frame = parentElement.querySelector("iframe");
  let s = STATES.get(frame);
  if (!s) {
    s = { frame, stage: parentElement.querySelector(".stage"), observer: new ResizeObserver(() => fit(s)) };
    STATES.set(frame, s);
  }
  const isNew = s.html !== data.html, chosen = s.item !== data.item || s.data?.mode !== data.mode;
  s.observer.observe(s.stage);
  Object.assign(s, { data, setStateValue, item: data.item });
  frame.title = data.title;
  s.stage.className = `stage ${data.mode}`;
  // The frame's own colours follow the screen's, as a reader's would follow the reader's.
  frame.style.colorScheme = getComputedStyle(parentElement.host ?? s.stage).colorScheme || "normal";
  fit(s);
  if (isNew) show(s, data.html);
  else if (chosen) point(s, true);
  return () => s.observer.disconnect();
}

function show(s, html) {
  s.html = html;
  if (s.ready && merge(s, html)) return point(s, false);
  const old = s.frame.contentDocument?.scrollingElement?.scrollTop ?? 0;
  s.frame.onload = () => {
    const page = s.frame.contentDocument;
    page.scrollingElement.scrollTop = old;
    page.body.addEventListener("click", (event) => {
      event.preventDefault();
      const figure = event.target.closest("figure");
      if (figure) s.setStateValue("picked", { id: figure.id.replace(/^item-/, ""), n: Date.now() });
    });
    const style = page.createElement("style"); // of the preview, not of the page: never exported
    style.textContent = "figure{cursor:pointer;scroll-margin:24px}figure.here{outline:3px solid #2b74c6;outline-offset:5px;border-radius:3px}";
    page.head.append(style);
    s.ready = true;
    point(s, false);
  };
  s.frame.srcdoc = html;
}

/** Bring the page that is shown up to date without loading it anew: pictures stay, and so does the place read. */
function merge(s, html) {
  const page = s.frame.contentDocument, next = new DOMParser().parseFromString(html, "text/html");
  const old = page?.querySelector(".gallery"), fresh = next.querySelector(".gallery");
  if (!old || !fresh || page.documentElement.lang !== next.documentElement.lang) return false;
  page.querySelector("header").replaceWith(page.adoptNode(next.querySelector("header")));
  const known = new Map([...old.children].map((figure) => [figure.id, figure]));
  const figures = [...fresh.children].map((figure) => {
    const held = known.get(figure.id);
    if (held?.firstElementChild.outerHTML !== figure.firstElementChild.outerHTML) return page.adoptNode(figure);
    held.className = figure.className;
    held.querySelector("figcaption")?.remove();
    const words = figure.querySelector("figcaption");
    if (words) held.append(page.adoptNode(words));
    return held;
  });
  for (const figure of known.values()) if (!figures.includes(figure)) figure.remove();
  figures.forEach((figure, place) => old.children[place] !== figure && old.insertBefore(figure, old.children[place] ?? null));
  return true;
}

function point(s, scroll) {
  const page = s.frame.contentDocument;
  if (!page?.body) return;
  for (const figure of page.querySelectorAll("figure.here")) figure.classList.remove("here");
  const figure = s.data.item && page.getElementById(`item-${s.data.item}`);
  if (!figure) return;
  figure.classList.add("here");
  if (scroll) figure.scrollIntoView({ block: "nearest" });
}

function fit(s) {
  const room = s.stage.clientWidth, height = s.stage.clientHeight;
  const width = WIDTHS[s.data.mode] ?? WIDTHS.article;
  const scale = Math.min(1, room / width);
  s.frame.style.width = `${width}px`;
  s.frame.style.height = `${height / scale}px`;
  s.frame.style.transform = `scale(${scale})`;
  s.frame.style.left = `${Math.max(0, (room - width * scale) / 2)}px`;
}
