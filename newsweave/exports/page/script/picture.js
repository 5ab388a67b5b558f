// The picture: sigma.js draws what passes the filters; what is chosen or under the pointer stands out.

import { EdgeCurvedArrowProgram } from "@sigma/edge-curve";
import { MultiDirectedGraph } from "graphology";
import Sigma from "sigma";
import { EdgeArrowProgram } from "sigma/rendering";
import { bend } from "./curves.js";
import { arrange, spiral } from "./layout.js";

const COLOURS = {
  light: { ink: "#1d2733", back: "#ffffff", sure: "#9aa7b4", unsure: "#d99a1c", faint: "#eceff2", pale: "#e3e7eb" },
  dark: { ink: "#e6ebf0", back: "#14191f", sure: "#66778a", unsure: "#b8862a", faint: "#20272f", pale: "#2a323b" },
};

export function picture(element, data, shown, open) {
  const night = matchMedia("(prefers-color-scheme: dark)");
  let look = COLOURS[night.matches ? "dark" : "light"];
  let chosen = null;
  let over = null;
  let near = null;
  const graph = new MultiDirectedGraph();
  const tied = data.nodes.filter((node) => node.ties.length).sort((one, other) => other.ties.length - one.ties.length || one.index - other.index);
  const small = tied.length > 1500 ? 1.5 : tied.length > 250 ? 3.5 : 5; // pixels of a node with one tie, or nearly
  for (const [place, node] of tied.entries()) add(node, spiral(place));
  for (const tie of data.ties) {
    graph.addEdgeWithKey(tie.index, tie.source.index, tie.target.index, { size: Math.min(5.5, 1.8 + Math.log2(tie.claims.length)), sure: tie.claims.some((claim) => claim.statuses.includes("asserted")) });
  }

  bend(graph);

  function add(node, place) {
    graph.addNode(node.index, { ...place, size: Math.min(22, small + (small < 3 ? 1 : 1.6) * Math.sqrt(node.ties.length)), label: node.name, color: node.kind.colour });
  }

  const sigma = new Sigma(graph, element, {
    allowInvalidContainer: true,
    defaultEdgeType: "arrow",
    edgeProgramClasses: { arrow: EdgeArrowProgram, bent: EdgeCurvedArrowProgram },
    enableEdgeEvents: true,
    labelDensity: tied.length > 120 ? 0.8 : 3,
    labelFont: 'system-ui, "Segoe UI", Helvetica, Arial, "Liberation Sans", sans-serif',
    labelRenderedSizeThreshold: tied.length > 120 ? 6 : 0,
    labelSize: 13,
    labelColor: { color: look.ink },
    minEdgeThickness: 1.7,
    hideEdgesOnMove: data.ties.length > 20000,
    defaultDrawNodeHover: drawHover,
    stagePadding: 70,
    zIndex: true,
    nodeReducer: reduceNode,
    edgeReducer: reduceEdge,
  });

  function reduceNode(key, about) {
    const visible = shown.node(data.nodes[key]) || (chosen && chosen.sort === "n" && String(chosen.thing.index) === key);
    if (!visible) return { ...about, hidden: true, label: "" };
    if (!near) return about;
    return near.has(key) ? { ...about, zIndex: 2, forceLabel: near.size < 40 || key === over, highlighted: key === over || isChosen(key) } : { ...about, color: look.pale, label: "", zIndex: 0 };
  }

  const isChosen = (key) => chosen && (chosen.sort === "n" ? String(chosen.thing.index) === key : [chosen.thing.source, chosen.thing.target].some((node) => String(node.index) === key));

  function reduceEdge(key, about) {
    const tie = data.ties[key];
    if (!shown.tie(tie)) return { ...about, hidden: true };
    const color = about.sure ? look.sure : look.unsure;
    if (!near) return { ...about, color };
    const inside = chosen && chosen.sort === "e" && over === null ? chosen.thing === tie : centre(tie);
    return inside ? { ...about, color: about.sure ? look.ink : look.unsure, size: about.size + 1, zIndex: 2 } : { ...about, color: look.faint, zIndex: 0 };
  }

  const centre = (tie) => [tie.source, tie.target].some((node) => String(node.index) === (over === null ? chosen && String(chosen.thing.index) : over));

  // sigma's own box behind a name is white by night too.
  function drawHover(context, about, settings) {
    if (!about.label) return;
    context.font = `600 ${settings.labelSize}px ${settings.labelFont}`;
    const width = context.measureText(about.label).width;
    context.beginPath();
    context.arc(about.x, about.y, about.size + 3, 0, 2 * Math.PI);
    context.rect(about.x + about.size + 1, about.y - 11, width + 8, 22);
    context.fillStyle = look.back;
    context.shadowColor = "#0006";
    context.shadowBlur = 6;
    context.fill();
    context.shadowBlur = 0;
    context.beginPath();
    context.arc(about.x, about.y, about.size, 0, 2 * Math.PI);
    context.fillStyle = about.color;
    context.fill();
    context.fillStyle = look.ink;
    context.fillText(about.label, about.x + about.size + 4, about.y + 4.5);
  }

  function gather() {
    const at = over !== null ? [over] : !chosen ? [] : chosen.sort === "n" ? [String(chosen.thing.index)] : chosen.sort === "e" ? [chosen.thing.source, chosen.thing.target].map((node) => String(node.index)) : [];
    near = at.length ? new Set(at) : null;
    if (near && (over !== null || chosen.sort === "n")) {
      for (const tie of data.nodes[at[0]].ties) if (shown.tie(tie)) near.add(String(tie.source.index)).add(String(tie.target.index));
    }
    sigma.refresh({ skipIndexation: true });
  }

  sigma.on("clickNode", ({ node }) => open("n", data.nodes[node]));
  sigma.on("clickEdge", ({ edge }) => open("e", data.ties[edge]));
  sigma.on("clickStage", () => open(null));
  for (const [event, value] of [["enterNode", true], ["leaveNode", false]]) {
    sigma.on(event, ({ node }) => {
      over = value ? node : null;
      element.style.cursor = value ? "pointer" : "";
      gather();
    });
  }
  for (const [event, shape] of [["enterEdge", "pointer"], ["leaveEdge", ""]]) sigma.on(event, () => { element.style.cursor = shape; });
  night.addEventListener("change", () => {
    look = COLOURS[night.matches ? "dark" : "light"];
    sigma.setSetting("labelColor", { color: look.ink });
    gather();
  });
  arrange(graph, () => sigma.refresh(), addLonely);

  // What is tied to nothing stands in a spiral of its own beside the rest.
  function addLonely() {
    const lonely = data.nodes.filter((node) => !node.ties.length);
    const [xs, ys] = ["x", "y"].map((axis) => graph.mapNodes((_, about) => about[axis]));
    const low = (list) => list.reduce((least, each) => Math.min(least, each), Infinity);
    const high = (list) => list.reduce((most, each) => Math.max(most, each), -Infinity);
    const wide = xs.length ? high(xs) - low(xs) || 100 : 100;
    const gap = Math.max(wide / 120, 1e-3);
    const middle = xs.length ? { x: high(xs) + wide * 0.08 + gap * Math.sqrt(lonely.length), y: (high(ys) + low(ys)) / 2 } : { x: 0, y: 0 };
    lonely.forEach((node, place) => {
      const { x, y } = spiral(place, gap);
      add(node, { x: middle.x + x, y: middle.y + y });
    });
    // Names stand at the right of their nodes.
    if (xs.length) sigma.setCustomBBox({ x: [low(xs), high(xs) + wide * 0.12], y: [low(ys), high(ys)] });
    sigma.refresh();
    document.documentElement.dataset.settled = "yes";
    if (chosen) move();
  }

  function move() {
    const at = chosen && chosen.sort === "n" ? graph.hasNode(chosen.thing.index) && sigma.getNodeDisplayData(chosen.thing.index) : null;
    if (!at) return;
    const camera = sigma.getCamera();
    camera.animate({ x: at.x, y: at.y, ratio: Math.min(camera.ratio, graph.order > 300 ? 0.35 : 0.8) }, { duration: 250 });
  }

  const camera = sigma.getCamera();
  return {
    sigma,
    graph,
    refresh: gather,
    choose(what, moves) {
      chosen = what && (what.sort === "n" || what.sort === "e") ? what : null;
      gather();
      if (moves) move();
    },
    nearer: () => camera.animatedZoom(),
    farther: () => camera.animatedUnzoom(),
    whole: () => camera.animatedReset(),
  };
}
