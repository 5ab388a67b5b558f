// The panel: an entity, a tie, an event or a document with the sentences behind it, each linked to the others.

import { dot, make, many } from "./dom.js";

const MOST = 200; // lines in a list

export function panel(element, data, passes) {
  const views = { n: [data.nodes, showNode], e: [data.ties, showTie], v: [data.events, showEvent], d: [data.documents, showDocument] };

  // Show what a name such as #n12 means; give the thing, if there is one.
  function show(name) {
    const [list, view] = views[name[0]] || [];
    const thing = list && list[Number(name.slice(1))];
    element.replaceChildren(...(thing ? view(thing) : welcome()).filter(Boolean));
    element.scrollTop = 0;
    return thing ? { sort: name[0], thing } : null;
  }

  function welcome() {
    return [
      make("h2", {}, many(data.documents.length, "article")),
      make("p", {}, data.nodes.length ? "Choose an entity or a line in the picture, search for a name, or begin with an article:" : "There is nothing in this graph: no article named anybody or anything."),
      lines(data.documents, (each) => [link("d", each, each.title), make("span", { class: "small" }, " ", [each.publisher, each.day].filter(Boolean).join(", "))]),
    ];
  }

  function showNode(node) {
    const { tie, claim } = passes();
    const shown = node.ties.filter(tie);
    const tied = new Set(node.ties.flatMap((each) => each.claims));
    const events = node.events.filter((event) => event.claims.some((each) => !tied.has(each)) && event.claims.some(claim));
    return [
      make("h2", {}, node.name),
      make("p", { class: "row" }, dot(node.kind.colour), make("span", {}, `${node.kind.words}, mentioned ${many(node.mentions, "time")}`)),
      node.others.length ? make("p", { class: "small" }, `also: ${node.others.join("; ")}`) : null,
      node.ids.length ? make("p", { class: "small" }, ...node.ids.flatMap((id) => [elsewhere(id), " "])) : null,
      ...part("Ties", shown, node.ties.length - shown.length, (each) => tieButton(each, node)),
      ...part("Takes part in", events, 0, (each) => eventButton(each)),
      ...part("Said", node.quotes.filter((each) => claim(each.claim)), 0, (each) => [make("blockquote", {}, `“${each.words}”`), origin(each.claim.sentence.document)]),
      ...part("Mentioned in", node.sentences, 0, (each) => [make("blockquote", {}, each.text), origin(each.document)]),
    ];
  }

  function showTie(tie) {
    const { claim } = passes();
    const shown = tie.claims.filter(claim);
    const beside = [...new Set([...tie.source.ties, ...tie.target.ties])].filter((each) => each !== tie && joins(each, tie));
    return [
      make("h2", {}, link("n", tie.source, tie.source.name), ` — ${tieWords(tie)} → `, link("n", tie.target, tie.target.name)),
      make("p", { class: "small" }, `${tie.event ? "event" : "fact"}, said ${many(tie.claims.length, "time")}`),
      ...part("Sentences", shown, tie.claims.length - shown.length, claimItem),
      ...part("Also between the two", beside, 0, (each) => tieButton(each, null)),
    ];
  }

  function showEvent(event) {
    const shown = event.claims.filter(passes().claim);
    return [
      make("h2", {}, event.words),
      make("p", { class: "small" }, `${event.label}; with `, ...event.parties.flatMap((node) => [link("n", node, node.name), " "])),
      ...part("Sentences", shown, event.claims.length - shown.length, claimItem),
    ];
  }

  function showDocument(document) {
    const url = safe(document.url);
    return [
      make("h2", {}, document.title),
      make("p", { class: "small" }, [document.publisher, document.day].filter(Boolean).join(", ")),
      url ? make("p", {}, make("a", { href: url, rel: "noopener noreferrer", target: "_blank" }, url)) : null,
      ...part("Ties", document.ties, 0, (each) => tieButton(each, null)),
      ...part("Events", document.events, 0, (each) => eventButton(each)),
    ];
  }

  return show;
}

const joins = (one, other) => one.source === other.source && one.target === other.target || one.source === other.target && one.target === other.source;

const tieWords = (tie) => `${tie.label}${tie.words ? ` (${tie.words})` : ""}${tie.former ? " (former)" : ""}`;

function tieButton(tie, node) {
  const [before, after] = tie.source === node ? ["", ` → ${tie.target.name}`] : [`${tie.source.name} — `, tie.target === node ? "" : ` → ${tie.target.name}`];
  return make("button", { type: "button", class: "tie", click: () => go("e", tie) }, `${before}${tieWords(tie)}${after} `, make("span", { class: "number" }, `${tie.claims.length}×`));
}

const eventButton = (event) => make("button", { type: "button", class: "tie", click: () => go("v", event) }, `${event.words} `, make("span", { class: "number" }, `${event.claims.length}×`));

const link = (sort, thing, words) => make("a", { href: `#${sort}${thing.index}` }, words);

const go = (sort, thing) => {
  location.hash = `${sort}${thing.index}`;
};

function claimItem(claim) {
  const values = claim.values.length ? `: ${claim.values.join(", ")}` : "";
  const unsure = claim.statuses.includes("asserted") ? "" : " unsure";
  return make("div", { class: `claim${unsure}` },
    make("blockquote", {}, ...marked(claim.sentence.text, claim.marks)),
    origin(claim.sentence.document),
    make("p", { class: "standing" }, `${claim.standing}${values}`),
    make("p", { class: "small" }, `${claim.statuses.join(", ")}; ${claim.rule}, score ${claim.score.toFixed(2)}`));
}

const origin = (document) => make("p", { class: "small" }, link("d", document, document.title), [document.publisher, document.day].filter(Boolean).map((each) => `, ${each}`));

// Cut a sentence at its marks; where two overlap the first one counts.
function marked(text, marks) {
  const parts = [];
  let end = 0;
  for (const [start, stop, what] of marks) {
    if (start < end || stop <= start) continue;
    parts.push(text.slice(end, start), make("mark", { class: what }, text.slice(start, stop)));
    end = stop;
  }
  return [...parts, text.slice(end)];
}

function part(title, things, hidden, item) {
  if (!things.length && !hidden) return [];
  const left = hidden ? make("p", { class: "small" }, `${many(hidden, "more")} hidden by the filters`.replace("mores", "more")) : null;
  return [make("h3", {}, `${title}: ${things.length.toLocaleString("en")}`), lines(things, item), left];
}

function lines(things, item) {
  const shown = things.slice(0, MOST).map((each) => make("li", {}, item(each)));
  if (things.length > MOST) shown.push(make("li", { class: "small" }, `and ${(things.length - MOST).toLocaleString("en")} more`));
  return make("ul", { class: "list" }, ...shown);
}

function elsewhere([scheme, id]) {
  const url = scheme === "wikidata" && /^Q\d+$/.test(id) ? `https://www.wikidata.org/wiki/${id}`
    : scheme === "geonames" && /^\d+$/.test(id) ? `https://www.geonames.org/${id}` : null;
  const words = `${scheme} ${id}`;
  return url ? make("a", { href: url, rel: "noopener noreferrer", target: "_blank" }, words) : words;
}

// Only web addresses become links: a javascript: address in an article's metadata stays unclickable.
function safe(url) {
  return url && /^https?:\/\//i.test(url) ? url : null;
}
