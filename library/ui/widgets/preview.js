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
    point(s, false);
  };
  s.frame.srcdoc = html;
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
