// Places for the nodes: ForceAtlas2 (Jacomy et al. 2014) a few steps a frame, from the same start each time.

import forceAtlas2 from "graphology-layout-forceatlas2";
import iterate from "graphology-layout-forceatlas2/iterate.js";
import helpers from "graphology-layout-forceatlas2/helpers.js";
import defaults from "graphology-layout-forceatlas2/defaults.js";

const GOLDEN = Math.PI * (3 - Math.sqrt(5));
const FRAME = 14; // milliseconds of work between two pictures

// Put a thing on a sunflower's spiral: even, and the same on every machine.
export function spiral(index, gap = 10) {
  const far = gap * Math.sqrt(index + 0.5);
  return { x: far * Math.cos(index * GOLDEN), y: far * Math.sin(index * GOLDEN) };
}

export function arrange(graph, drawn, done) {
  const settings = { ...defaults, ...forceAtlas2.inferSettings(graph), barnesHutOptimize: graph.order > 1500, slowDown: 4, gravity: 0.6, linLogMode: false, adjustSizes: false };
  const { nodes, edges } = helpers.graphToByteArrays(graph, () => 1);
  let left = graph.order > 3000 ? 160 : graph.order > 500 ? 300 : 500;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  let next = 0; // when to draw again: a large graph takes longer to draw than to move

  function step() {
    const until = performance.now() + FRAME;
    while (left > 0 && performance.now() < until) {
      iterate(settings, nodes, edges);
      left -= 1;
    }
    const now = performance.now();
    if (left <= 0 || (!calm && now > next)) {
      helpers.assignLayoutChanges(graph, nodes, null);
      drawn();
      next = performance.now() + Math.max(30, graph.order / 10, 4 * (performance.now() - now));
    }
    if (left > 0) setTimeout(step); // not a frame each: drawing may take longer than moving
    else done();
  }

  if (graph.order > 1) setTimeout(step);
  else done();
}
