// Filters with counts: one quiet list a facet, one choice each; a second click takes the choice back.
const OPEN = new WeakMap();
const FEW = 8;

export default function ({ parentElement, data, setStateValue }) {
  const root = parentElement.querySelector(".f");
  const open = OPEN.get(root) ?? OPEN.set(root, new Set()).get(root);
  const focused = root.getRootNode().activeElement?.dataset?.key;
  const nodes = [];
  for (const group of data.groups) {
    const title = document.createElement("h3");
    title.textContent = group.title;
    nodes.push(title);
    const many = group.values.length > FEW + 2 && !open.has(group.name);
    group.values.forEach((value, index) => {
      const isChosen = value.value === group.chosen;
      if (many && index >= FEW && !isChosen) return;
      nodes.push(choice(group, value, isChosen, data, setStateValue));
    });
    if (many) {
      const more = document.createElement("button");
      more.className = "more";
      more.textContent = data.more.replace("{n}", group.values.length - FEW);
      more.onclick = () => { open.add(group.name); more.replaceWith(...group.values.slice(FEW).filter((v) => v.value !== group.chosen).map((v) => choice(group, v, false, data, setStateValue))); };
      nodes.push(more);
    }
  }
  root.replaceChildren(...nodes);
  if (focused) root.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
}

function choice(group, value, isChosen, data, setStateValue) {
  const button = document.createElement("button");
  button.dataset.key = `${group.name}:${value.value}`;
  button.setAttribute("aria-pressed", isChosen);
  if (group.dots) {
    const dot = document.createElement("i");
    dot.className = `dot ${value.value}`;
    button.append(dot);
  }
  const name = document.createElement("span");
  name.className = value.value === "" ? "name none" : "name";
  name.textContent = value.label;
  name.title = value.label;
  const count = document.createElement("span");
  count.className = "count";
  count.textContent = value.count;
  button.append(name, count);
  button.onclick = () => {
    const chosen = Object.fromEntries(data.groups.map((one) => [one.name, one.chosen]));
    chosen[group.name] = isChosen ? null : value.value;
    setStateValue("chosen", chosen);
  };
  return button;
}
