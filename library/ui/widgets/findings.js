// Findings of a gallery, one line a kind, with the numbers of the pictures they are about; a click on one goes there.

export default function ({ parentElement, data, setStateValue }) {
  const root = parentElement.querySelector(".findings");
  const focused = root.getRootNode().activeElement?.dataset?.at;
  root.replaceChildren(...data.groups.map((group) => row(group, data)));
  if (focused) root.querySelector(`[data-at="${CSS.escape(focused)}"]`)?.focus();
  root.onclick = (event) => {
    const chip = event.target.closest("button");
    if (chip) setStateValue("picked", { id: chip.dataset.id, n: Date.now() });
  };
}

function row(group, data) {
  const line = element("li", `row ${group.severity}`);
  const head = element("div", "head");
  const dot = element("span", "dot");
  dot.title = group.label;
  dot.setAttribute("role", "img");
  dot.setAttribute("aria-label", group.label);
  head.append(dot, element("span", "title", group.title));
  const chips = element("span", "chips");
  for (const chip of group.chips) {
    const button = element("button", chip.id === data.item ? "chip here" : "chip", chip.place);
    button.type = "button";
    button.dataset.id = chip.id;
    button.title = chip.said;
    button.dataset.at = `${group.code} ${chip.id}`;
    button.setAttribute("aria-label", data.go.replace("{p}", chip.place));
    chips.append(button);
  }
  head.append(chips);
  line.append(head);
  const here = group.chips.find((chip) => chip.id === data.item);
  if (here) line.append(element("div", "said", here.said)); // of the picture being edited, the whole sentence
  line.append(element("div", "hint", group.hint));
  return line;
}

function element(tag, name, words) {
  const made = document.createElement(tag);
  made.className = name;
  if (words !== undefined) made.textContent = words;
  return made;
}
