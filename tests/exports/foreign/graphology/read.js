// Reads the files that are given as Gephi Lite does, and prints as JSON what is in each, one a line.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(`${process.cwd()}/package.json`);
const { DOMParser } = require("@xmldom/xmldom");
const Graph = require("graphology");
global.DOMParser = DOMParser;
global.Document = new DOMParser().parseFromString("<a/>", "text/xml").constructor;
const readers = {
  gexf: require("graphology-gexf/browser"),
  graphml: require("graphology-graphml/browser"),
};

for (const path of process.argv.slice(2)) {
  const read = readers[path.split(".").pop()];
  const graph = read.parse(Graph, readFileSync(path, "utf8"), { addMissingNodes: false });
  console.log(JSON.stringify({
    type: graph.type,
    nodes: graph.mapNodes((id, data) => ({ id, ...data })),
    edges: graph.mapEdges((id, data, source, target) => ({ id, source, target, ...data })),
  }));
}
