// Ties between the same two things lie side by side: all but one of those that run one way are bent, the more the later.

import { DEFAULT_EDGE_CURVATURE, indexParallelEdgesIndex } from "@sigma/edge-curve";

const WIDEST = 3.5; // how many bends there are room for, about

export function bend(graph) {
  indexParallelEdgesIndex(graph, { edgeIndexAttribute: "place", edgeMinIndexAttribute: "first", edgeMaxIndexAttribute: "last" });
  graph.updateEachEdgeAttributes((_, about) => {
    const { place, last, first, ...rest } = about;
    if (typeof place !== "number" || !place) return { ...rest, type: "arrow" };
    return { ...rest, type: "bent", curvature: curvature(place, last) };
  });
}

function curvature(place, last) {
  if (place < 0) return -curvature(-place, last);
  return (WIDEST * (1 - Math.exp(-last / WIDEST)) * DEFAULT_EDGE_CURVATURE * place) / last;
}
