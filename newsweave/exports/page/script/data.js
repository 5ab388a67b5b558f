// The data as newsweave/exports/page/data.py wrote them: packed lists, unpacked into objects that know each other.

const FORMAT = 1;

export async function unpack(packed) {
  if (typeof DecompressionStream === "undefined") throw new Error("this browser is too old: it has no DecompressionStream");
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const data = JSON.parse(await new Response(stream).text());
  if (data.format !== FORMAT) throw new Error(`the data are of format ${data.format}, this script reads ${FORMAT}`);
  return linked(data);
}

function linked(data) {
  const kinds = data.kinds.map(([name, words, colour], index) => ({ index, name, words, colour }));
  const documents = data.documents.map(([title, publisher, day, url], index) => ({ index, title, publisher, day, url, ties: [], events: [] }));
  const sentences = data.sentences.map(([document, text]) => ({ document: documents[document], text }));
  const claims = data.claims.map((row) => ({
    sentence: sentences[row[0]], claimant: data.claimants[row[1]], standing: data.standings[row[2]],
    statuses: row[3].map((each) => data.statuses[each]), first: row[4], last: row[5], values: row[6], marks: row[7],
    rule: row[8], score: row[9],
  }));
  const nodes = data.nodes.map(([name, kind, others, mentions, shown, ids], index) => ({
    index, name, kind: kinds[kind], others, mentions, sentences: shown.map((each) => sentences[each]), ids,
    ties: [], events: [], quotes: [],
  }));
  const ties = data.ties.map(([source, target, type, event, label, words, former, said], index) => ({
    index, source: nodes[source], target: nodes[target], type, event: !!event, label, words, former: !!former,
    claims: said.map((each) => claims[each]),
  }));
  const events = data.events.map(([type, label, words, parties, said], index) => ({
    index, type, label, words, parties: parties.map((each) => nodes[each]), claims: said.map((each) => claims[each]),
  }));
  for (const tie of ties) {
    for (const node of new Set([tie.source, tie.target])) node.ties.push(tie);
    for (const document of documentsOf(tie)) document.ties.push(tie);
  }
  for (const event of events) {
    for (const node of event.parties) node.events.push(event);
    for (const document of documentsOf(event)) document.events.push(event);
  }
  for (const [speaker, claim, words] of data.quotes) nodes[speaker].quotes.push({ claim: claims[claim], words });
  return { kinds, documents, claims, nodes, ties, events };
}

const documentsOf = (thing) => new Set(thing.claims.map((claim) => claim.sentence.document));
