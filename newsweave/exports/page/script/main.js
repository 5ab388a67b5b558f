// The page: data, filters, search, picture and panel, each told of the others here alone.

import { unpack } from "./data.js";
import { dot, make, many, one } from "./dom.js";
import { filters } from "./filters.js";
import { panel } from "./panel.js";
import { picture } from "./picture.js";
import { searchBox } from "./search.js";

start().catch((error) => {
  one("counts").textContent = `This page cannot be shown: ${error.message}`;
});

async function start() {
  const data = await unpack(one("data").textContent.trim());
  let state = null;
  const shown = { ties: new Set(), nodes: new Set(), tie: (tie) => shown.ties.has(tie), node: (node) => shown.nodes.has(node) };
  let drawn = null;
  let byPicture = false;

  const passes = filters(data, update);
  const show = panel(one("panel"), data, () => state);

  function update() {
    const began = performance.now();
    state = passes();
    shown.ties = new Set(data.ties.filter(state.tie));
    shown.nodes = new Set([...shown.ties].flatMap((tie) => [tie.source, tie.target]));
    if (state.alone) for (const node of data.nodes) if (state.kind(node) && !node.ties.length) shown.nodes.add(node);
    tell();
    if (drawn) drawn.refresh();
    show(location.hash.slice(1));
    performance.measure("newsweave-filter", { start: began });
  }

  function tell() {
    const of = (part, whole) => (part === whole ? "" : ` of ${whole.toLocaleString("en")}`);
    const claims = new Set([...shown.ties].flatMap((tie) => tie.claims.filter(state.claim))).size;
    const tiedClaims = new Set(data.ties.flatMap((tie) => tie.claims)).size;
    const parts = [
      [shown.nodes.size, data.nodes.length, "entity", "entities"],
      [shown.ties.size, data.ties.length, "tie", "ties"],
      [claims, tiedClaims, "claim", "claims"],
    ];
    one("counts").textContent = parts.map(([part, whole, word, words]) => `${part.toLocaleString("en")}${of(part, whole)} ${whole === 1 ? word : words}`).join(", ");
    const nothing = !shown.nodes.size;
    one("empty").hidden = !nothing;
    one("empty").firstElementChild.textContent = !data.nodes.length ? "There is nothing in this graph."
      : data.ties.length ? "Nothing fits these filters." : "Nothing in this graph is tied to anything; tick “those without ties, too”, or search.";
    one("empty").lastElementChild.hidden = !data.ties.length;
  }

  function open(sort, thing, fromPicture = false) {
    byPicture = fromPicture;
    const name = sort ? `${sort}${thing.index}` : "";
    if (location.hash.slice(1) === name) follow();
    else location.hash = name;
  }

  function follow() {
    const what = show(location.hash.slice(1));
    if (drawn) drawn.choose(what, !byPicture);
    byPicture = false;
  }

  searchBox(one("words"), one("found"), data.nodes, (node) => open("n", node));
  legend(data);
  update();
  try {
    drawn = picture(one("picture"), data, shown, (sort, thing) => open(sort, thing, true));
    for (const name of ["nearer", "farther", "whole"]) one(name).addEventListener("click", drawn[name]);
  } catch (error) {
    one("empty").hidden = false;
    one("empty").firstElementChild.textContent = `No picture: this browser cannot draw it (WebGL). Search and the lists work. (${error.message})`;
    one("empty").lastElementChild.hidden = true;
  }
  one("empty").lastElementChild.addEventListener("click", () => one("filters").reset());
  addEventListener("hashchange", follow);
  follow();
  window.newsweave = { data, drawn };
  requestAnimationFrame(() => {
    performance.mark("newsweave-ready");
    document.documentElement.dataset.ready = "yes";
  });
}

function legend(data) {
  const used = data.kinds.filter((kind) => data.nodes.some((node) => node.kind === kind));
  const stroke = (colour, words) => {
    const line = make("i", { class: "stroke" });
    line.style.borderColor = colour;
    return make("span", {}, line, words);
  };
  one("legend").replaceChildren(...used.map((kind) => make("span", {}, dot(kind.colour), kind.words)),
    stroke("#8592a0", "a paper itself says so"), stroke("#d08a00", "reported, denied, planned or possible"));
}
