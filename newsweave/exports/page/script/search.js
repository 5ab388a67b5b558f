// Search by name: every name in use, without case and accents; whole words before parts, well tied before lonely.

import { dot, make } from "./dom.js";

const MOST = 30;

export const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();

export function searcher(nodes) {
  const known = nodes.map((node) => ({ node, names: [node.name, ...node.others].map(plain) }));
  return (words) => {
    const wanted = plain(words);
    if (!wanted) return [];
    const found = [];
    for (const { node, names } of known) {
      const rank = Math.min(...names.map((name) => fit(name, wanted)));
      if (rank < 9) found.push({ node, rank });
    }
    found.sort((one, other) => one.rank - other.rank || other.node.ties.length - one.node.ties.length || one.node.index - other.node.index);
    return found.slice(0, MOST).map((each) => each.node);
  };
}

function fit(name, wanted) {
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  if (name.includes(` ${wanted}`)) return 2;
  if (name.includes(wanted)) return 3;
  return wanted.includes(" ") && wanted.split(/\s+/).every((word) => name.includes(word)) ? 4 : 9;
}

// The box and its list, after the combobox pattern of ARIA: arrows choose, Enter opens, Escape closes.
export function searchBox(input, list, nodes, open) {
  const search = searcher(nodes);
  let found = [];
  let chosen = -1;

  function show(event) {
    const began = event ? event.timeStamp : performance.now(); // from the key on, with all that stands before it
    found = search(input.value);
    chosen = found.length ? 0 : -1;
    const asked = input.value.trim() !== "";
    const none = make("li", { class: "none", role: "option", "aria-disabled": "true" }, "No name fits.");
    list.replaceChildren(...(found.length ? found.map(item) : [none]));
    list.hidden = !asked;
    input.setAttribute("aria-expanded", String(asked));
    point();
    performance.measure("newsweave-search", { start: began });
  }

  function item(node, index) {
    const ties = make("span", { class: "number" }, String(node.ties.length));
    const element = make("li", { id: `found-${index}`, role: "option" }, dot(node.kind.colour), make("span", {}, node.name), ties);
    element.addEventListener("mousedown", (event) => {
      event.preventDefault();
      take(index);
    });
    return element;
  }

  function point() {
    for (const [index, element] of [...list.children].entries()) element.setAttribute("aria-selected", String(index === chosen));
    if (chosen >= 0 && !list.hidden) {
      input.setAttribute("aria-activedescendant", `found-${chosen}`);
      list.children[chosen].scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  }

  function close() {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function take(index) {
    if (!found[index]) return;
    input.value = found[index].name;
    close();
    open(found[index]);
  }

  input.addEventListener("input", show);
  input.addEventListener("focus", () => input.value && show());
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && found.length) {
      if (list.hidden) show();
      else chosen = (chosen + step + found.length) % found.length;
      point();
    } else if (event.key === "Enter" && !list.hidden) take(chosen);
    else if (event.key === "Escape") {
      if (list.hidden) input.value = "";
      close();
    } else return;
    event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest && event.target.closest("input:not([type=checkbox]):not([type=range]), select, textarea");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
}
