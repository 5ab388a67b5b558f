// Filters: what a claim, a tie and a node must be to be shown. A tie shows if any of its claims does.

import { dot, make, one } from "./dom.js";

const PAPER = "\u0000paper"; // no claimant is called so

export function filters(data, changed) {
  const days = [...new Set(data.claims.flatMap((claim) => [claim.first, claim.last]).filter(Boolean))].sort();
  const boxes = {
    kinds: fill("kinds", data.kinds.filter((kind) => data.nodes.some((node) => node.kind === kind)).map((kind) =>
      [kind.name, kind.words, data.nodes.filter((node) => node.kind === kind).length, kind.colour])),
    facts: fill("facts", counted(data.ties.filter((tie) => !tie.event))),
    happenings: fill("happenings", counted(data.ties.filter((tie) => tie.event))),
    statuses: fill("statuses", tally(data.claims.flatMap((claim) => claim.statuses)).map(([name, number]) => [name, name, number])),
  };
  fillClaimants(data);
  const [first, last] = ["first", "last"].map(one);
  for (const slider of [first, last]) {
    Object.assign(slider, { min: 0, max: Math.max(0, days.length - 1), disabled: days.length < 2 });
    slider.addEventListener("input", () => {
      if (+first.value > +last.value) (slider === first ? last : first).value = slider.value;
    });
  }
  rest();

  function rest() {
    [first.value, last.value] = [0, Math.max(0, days.length - 1)];
    for (const slider of [first, last]) slider.defaultValue = slider.value;
    tell();
  }

  function tell() {
    const [from, to] = [days[first.value], days[last.value]];
    one("days").textContent = !days.length ? "Nothing has a date." : from === to ? from : `${from} to ${to}`;
    first.setAttribute("aria-valuetext", from || "");
    last.setAttribute("aria-valuetext", to || "");
  }

  const form = one("filters");
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => {
    tell();
    changed();
  });
  form.addEventListener("reset", () => setTimeout(() => {
    rest();
    changed();
  }));
  for (const button of form.querySelectorAll("[data-all], [data-none]")) {
    button.addEventListener("click", () => {
      for (const box of boxes[button.dataset.all || button.dataset.none]) box.checked = !!button.dataset.all;
      changed();
    });
  }

  // Give functions that tell whether a claim, a tie, a node passes, as the form stands now.
  return () => {
    const on = Object.fromEntries(Object.entries(boxes).map(([name, list]) =>
      [name, new Set(list.filter((box) => box.checked).map((box) => box.value))]));
    const who = one("claimant").value;
    const [from, to] = [days[first.value], days[last.value]];
    const always = +first.value === 0 && +last.value === Math.max(0, days.length - 1);
    const claim = (each) =>
      (who === "" || (who === PAPER ? each.claimant === null : each.claimant === who)) &&
      each.statuses.every((status) => on.statuses.has(status)) &&
      (always || (each.first !== null && each.first <= to && (each.last || each.first) >= from));
    const kind = (node) => on.kinds.has(node.kind.name);
    const tie = (each) => (each.event ? on.happenings : on.facts).has(each.type) && kind(each.source) && kind(each.target) && each.claims.some(claim);
    return { claim, kind, tie, alone: one("alone").checked };
  };
}

function fillClaimants(data) {
  const named = tally(data.claims.map((claim) => claim.claimant).filter((name) => name !== null));
  const papers = data.claims.filter((claim) => claim.claimant === null).length;
  const option = (value, words) => make("option", { value }, words);
  one("claimant").replaceChildren(option("", "anybody"), option(PAPER, `the papers themselves (${papers})`),
    ...named.map(([name, number]) => option(name, `${name} (${number})`)));
}

// Count values, the most frequent first, then by name.
function tally(values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) || 0) + 1);
  return [...counts].sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1));
}

function counted(ties) {
  const labels = new Map(ties.map((tie) => [tie.type, tie.label]));
  return tally(ties.map((tie) => tie.type)).map(([type, number]) => [type, labels.get(type), number]);
}

function fill(id, rows) {
  const boxes = rows.map(([value]) => make("input", { type: "checkbox", value, checked: true }));
  const lines = rows.map(([, words, number, colour], index) =>
    make("label", { class: "row" }, boxes[index], colour ? dot(colour) : "", make("span", {}, words), make("span", { class: "number" }, number.toLocaleString("en"))));
  one(id).replaceChildren(...(lines.length ? lines : [make("p", { class: "small" }, "none")]));
  return boxes;
}
