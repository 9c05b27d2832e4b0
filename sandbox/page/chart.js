/** Slack's data_visualization as an SVG: told by colour and by pattern or mark, with its numbers in a table for those who can't see it. */
import { el, uid } from "./dom.js";

const SPACE = "http://www.w3.org/2000/svg";
const HEIGHT = 170; // of the plot
const LETTER = 6.2; // the width of one, about, at the size the labels have
const HUES = 6;
const DASHES = ["", "6 4", "2 3", "8 3 2 3", "10 4", "4 2"];
const KINDS = { pie: "Pie", bar: "Bar", line: "Line", area: "Area" };

function svg(tag, props = {}, ...children) {
  const node = document.createElementNS(SPACE, tag);
  for (const [key, value] of Object.entries(props)) if (value !== undefined && value !== null) node.setAttribute(key, String(value));
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return node;
}

/** Units are pixels or a little more, so that letters stay readable on a phone. */
const widthHere = () => (window.innerWidth < 560 ? 280 : 460);

const written = (value) => Number(value).toLocaleString("en-GB", { maximumFractionDigits: 2 });
const hue = (index) => `hue${index % HUES}`;

/** A second round through the hues has other patterns. */
const style = (index) => (index + Math.floor(index / HUES)) % HUES;

const LINES = ["", "M-2 8 8-2M-2 2 2-2M4 8 8 4", "M3 3h.01", "M0 3h6", "M0 3h6M3 0v6", "M3 0v6"];

/** The fill of a series: its colour, and over it a pattern of its own. */
function pattern(id, index) {
  return svg("pattern", { id: `${id}-${index}`, width: 6, height: 6, patternUnits: "userSpaceOnUse" },
    svg("rect", { width: 6, height: 6, class: `fill ${hue(index)}` }),
    svg("path", { d: LINES[style(index)], class: style(index) === 2 ? "weave dot" : "weave" }));
}

/** A mark of its own for each series of a line. */
function mark(index, x, y) {
  const shapes = [
    () => svg("circle", { cx: x, cy: y, r: 3.5 }),
    () => svg("rect", { x: x - 3.2, y: y - 3.2, width: 6.4, height: 6.4 }),
    () => svg("path", { d: `M${x} ${y - 4.4}l4.2 7.4h-8.4z` }),
    () => svg("path", { d: `M${x} ${y - 4.6}l4.6 4.6-4.6 4.6-4.6-4.6z` }),
    () => svg("path", { d: `M${x} ${y + 4.4}l4.2-7.4h-8.4z` }),
    () => svg("path", { d: `M${x - 4} ${y - 1.3}h2.7v-2.7h2.6v2.7h2.7v2.6h-2.7v2.7h-2.6v-2.7h-2.7z` }),
  ];
  const node = shapes[style(index)]();
  node.setAttribute("class", `fill ${hue(index)}`);
  return node;
}

/** Round steps of 1, 2 or 5 that hold all values and zero. */
function scaleOf(values) {
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  const rough = (high - low || 1) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].find((each) => each * power >= rough) * power;
  const from = Math.floor(low / step) * step;
  const to = Math.max(Math.ceil(high / step) * step, from + step);
  return { from, to, ticks: Array.from({ length: Math.round((to - from) / step) + 1 }, (_, index) => from + index * step) };
}

/** Where things stand: slots for the categories, a height for each value. */
function frame(chart) {
  const { categories } = chart.axis_config;
  const values = chart.series.flatMap((series) => series.data.map((point) => point.value));
  const scale = scaleOf(values);
  const left = 12 + Math.max(...scale.ticks.map((tick) => written(tick).length)) * LETTER;
  const width = widthHere();
  const slot = (width - left - 4) / categories.length;
  const widest = Math.max(...categories.map((label) => label.length)) * LETTER;
  // Labels that don't fit side by side lean, and stand nearly upright where there are many.
  const lean = widest <= slot - 4 ? 0 : slot >= 20 ? 38 : 65;
  const top = 16;
  const y = (value) => top + HEIGHT - ((value - scale.from) / (scale.to - scale.from)) * HEIGHT;
  const foot = lean ? 14 + widest * Math.sin((lean * Math.PI) / 180) : 18;
  return { categories, scale, width, left, slot, lean, y, foot, bottom: top + HEIGHT, x: (index) => left + slot * (index + 0.5) };
}

function axes(chart, at) {
  const labels = at.categories.map((label, index) => {
    const x = at.x(index);
    const y = at.bottom + 14;
    return svg("text", { x, y, class: "tick", "text-anchor": at.lean ? "end" : "middle", transform: at.lean ? `rotate(-${at.lean} ${x} ${y})` : null }, label);
  });
  return [
    at.scale.ticks.map((tick) => [
      svg("line", { x1: at.left, x2: at.width - 4, y1: at.y(tick), y2: at.y(tick), class: tick === 0 ? "zero" : "grid" }),
      svg("text", { x: at.left - 6, y: at.y(tick) + 4, class: "tick", "text-anchor": "end" }, written(tick)),
    ]),
    labels,
    chart.axis_config.x_label ? svg("text", { x: (at.left + at.width) / 2, y: at.bottom + at.foot + 14, class: "tick", "text-anchor": "middle" }, chart.axis_config.x_label) : null,
    chart.axis_config.y_label ? svg("text", { x: 2, y: 10, class: "tick" }, chart.axis_config.y_label) : null,
  ];
}

function bars(chart, at, id) {
  const wide = (at.slot * 0.76) / chart.series.length;
  const room = Math.max(...chart.series.flatMap((series) => series.data.map((point) => written(point.value).length))) * LETTER <= wide + 6;
  return chart.series.map((series, index) => series.data.map((point, column) => {
    const x = at.x(column) - at.slot * 0.38 + wide * index;
    const [high, low] = [at.y(Math.max(point.value, 0)), at.y(Math.min(point.value, 0))];
    return [
      svg("rect", { x, y: high, width: Math.max(1, wide - 1.5), height: low - high, fill: `url(#${id}-${index})`, class: `edge ${hue(index)}` }),
      room ? svg("text", { x: x + wide / 2, y: point.value < 0 ? low + 11 : high - 3, class: "value", "text-anchor": "middle" }, written(point.value)) : null,
    ];
  }));
}

function lines(chart, at, id, filled) {
  return chart.series.map((series, index) => {
    const points = series.data.map((point, column) => `${at.x(column)} ${at.y(point.value)}`);
    const area = `M${at.x(0)} ${at.y(0)}L${points.join("L")}L${at.x(points.length - 1)} ${at.y(0)}z`;
    return [
      filled ? svg("path", { d: area, fill: `url(#${id}-${index})`, class: "area" }) : null,
      svg("path", { d: `M${points.join("L")}`, class: `stroke ${hue(index)}`, "stroke-dasharray": DASHES[style(index)] || null }),
      series.data.map((point, column) => mark(index, at.x(column), at.y(point.value))),
    ];
  });
}

function slices(segments, id) {
  const total = segments.reduce((sum, segment) => sum + segment.value, 0);
  const [middle, radius] = [90, 84];
  const spot = (share) => `${middle + radius * Math.sin(share * 2 * Math.PI)} ${middle - radius * Math.cos(share * 2 * Math.PI)}`;
  let from = 0;
  return segments.map((segment, index) => {
    const to = from + segment.value / total;
    const props = { fill: `url(#${id}-${index})`, class: `edge ${hue(index)}` };
    // An arc that ends where it begins would not be drawn.
    const node = segments.length === 1 ? svg("circle", { cx: middle, cy: middle, r: radius, ...props })
      : svg("path", { d: `M${middle} ${middle}L${spot(from)}A${radius} ${radius} 0 ${to - from > 0.5 ? 1 : 0} 1 ${spot(to)}z`, ...props });
    from = to;
    return node;
  });
}

function sample(index, id, lined) {
  const inner = lined ? [svg("path", { d: "M0 6h22", class: `stroke ${hue(index)}`, "stroke-dasharray": DASHES[style(index)] || null }), mark(index, 11, 6)]
    : svg("rect", { x: 0.5, y: 0.5, width: 21, height: 11, fill: `url(#${id}-${index})`, class: `edge ${hue(index)}` });
  return svg("svg", { viewBox: "0 0 22 12", width: 22, height: 12, "aria-hidden": "true" }, inner);
}

/** The names with what marks them; the words are read from the table. */
const legend = (names, id, lined) => el("ul", { class: "legend", "aria-hidden": "true" }, names.map((name, index) => el("li", {}, sample(index, id, lined), name)));

function numbers(title, head, rows) {
  const line = ([first, ...rest]) => el("tr", {}, el("th", { scope: "row" }, first), rest.map((cell) => el("td", {}, cell)));
  // A table keeps its height whatever it is told, and would lengthen what is scrolled: the box around it is the small one.
  return el("div", { class: "unseen" }, el("table", {}, el("caption", {}, title),
    el("thead", {}, el("tr", {}, head.map((cell) => el("th", { scope: "col" }, cell)))), el("tbody", {}, rows.map(line))));
}

function pie(block, id) {
  const { segments } = block.chart;
  const total = segments.reduce((sum, segment) => sum + segment.value, 0);
  const share = (segment) => `${Math.round((segment.value / total) * 100)} %`;
  return {
    names: segments.map((segment) => `${segment.label}: ${written(segment.value)} (${share(segment)})`), lined: false,
    box: "0 0 180 180", body: slices(segments, id),
    told: `Pie chart with ${segments.length} parts. The table after it has the numbers.`,
    table: numbers(block.title, ["Part", "Value", "Share"], segments.map((segment) => [segment.label, written(segment.value), share(segment)])),
  };
}

function plot(block, id) {
  const { chart } = block;
  const at = frame(chart);
  const names = chart.series.map((series) => series.name);
  const body = chart.type === "bar" ? bars(chart, at, id) : lines(chart, at, id, chart.type === "area");
  return {
    names, lined: chart.type === "line",
    box: `0 0 ${at.width} ${at.bottom + at.foot + (chart.axis_config.x_label ? 20 : 4)}`, body: [axes(chart, at), body],
    told: `${KINDS[chart.type]} chart of ${names.join(", ")}, from ${at.categories[0]} to ${at.categories.at(-1)}. The table after it has the numbers.`,
    table: numbers(block.title, [chart.axis_config.x_label ?? "", ...names], at.categories.map((label, index) => [label, ...chart.series.map((series) => written(series.data[index].value))])),
  };
}

/** A figure: title, drawing, legend, and the table that screen readers read; null for a kind of chart this page does not know. */
export function chart(block) {
  if (!Object.hasOwn(KINDS, block.chart?.type ?? "")) return null;
  const id = uid("chart");
  const { names, lined, box, body, told, table } = block.chart.type === "pie" ? pie(block, id) : plot(block, id);
  return el("figure", { class: `chart chart-${block.chart.type}` },
    el("figcaption", {}, block.title),
    svg("svg", { viewBox: box, role: "img", "aria-labelledby": `${id}-title ${id}-told`, class: "drawing" },
      svg("title", { id: `${id}-title` }, block.title), svg("desc", { id: `${id}-told` }, told),
      svg("defs", {}, names.map((_, index) => pattern(id, index))), body),
    legend(names, id, lined), table);
}
