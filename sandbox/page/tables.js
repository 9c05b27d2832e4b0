/** table and data_table blocks: sides, numbers, columns to sort by, and pages. */
import { el, icon, uid } from "./dom.js";
import { plain } from "./mrkdwn.js";
import { richText } from "./richtext.js";

const shown = (cell) => (cell?.type === "rich_text" ? richText(cell) : plain(String(cell?.text ?? cell?.value ?? "")));
const isNumber = (cell) => cell?.type === "raw_number";

/** What a cell is sorted by: its number, or the words it shows. */
const weightOf = (cell) => (isNumber(cell) ? Number(cell.value) : (shown(cell).textContent ?? shown(cell)).toLowerCase());

const side = (sides, column) => (sides[column] && sides[column] !== "left" ? sides[column] : null);

/** A box that scrolls sideways, as wide tables must on a phone. */
const boxed = (name, inner) => el("div", { class: "tablebox", tabindex: "0", role: "region", "aria-label": name }, inner);

/** Rows of nodes as a table, the first of them its head. `sides` are "left", "center" or "right" by column. */
export function tableOf([head = [], ...rows], { sides = [], name = "Table", kept = [] } = {}) {
  const cell = (tag, props) => (inner, column) => el(tag, { ...props, class: [side(sides, column), kept[column] ? "oneline" : null].filter(Boolean).join(" ") || null }, inner);
  return boxed(name, el("table", {},
    el("thead", {}, el("tr", {}, head.map(cell("th", { scope: "col" })))),
    el("tbody", {}, rows.map((row) => el("tr", {}, row.map(cell("td", {})))))));
}

/** A `table`: its column settings say the side of each column, and whether it may break into lines. */
export function table(block) {
  const settings = block.column_settings ?? [];
  const rows = block.rows ?? [];
  const width = Math.max(0, ...rows.map((row) => row.length));
  const columns = Array.from({ length: width }, (_, column) => column);
  const numbers = columns.map((column) => rows.slice(1).some((row) => isNumber(row[column])));
  return tableOf(rows.map((row) => row.map(shown)), {
    sides: columns.map((column) => settings[column]?.align ?? (numbers[column] ? "right" : "left")),
    kept: columns.map((column) => settings[column] ? !settings[column].is_wrapped : false),
  });
}

/** A `data_table`: a caption, columns that can be sorted by, and pages where it has more rows than fit one. */
export function dataTable(block) {
  const [head = [], ...rows] = block.rows ?? [];
  const size = block.page_size ?? 5;
  const pages = Math.max(1, Math.ceil(rows.length / size));
  const first = block.row_header_column_index ?? 0;
  const sides = head.map((_, column) => (rows.some((row) => isNumber(row[column])) ? "right" : "left"));
  const order = { column: null, down: false };
  const titleId = uid("table");
  const body = el("tbody");
  const where = el("span", { class: "pageno", "aria-live": "polite" });
  let page = 0;

  const turn = (step, label, symbol) => el("button", { type: "button", class: `button slim turn ${symbol}`, "aria-label": label, title: label, onclick: () => { page += step; draw(); } }, icon(symbol));
  const back = turn(-1, "Previous rows", "next");
  const on = turn(1, "Next rows", "next");
  back.classList.add("backward");

  const heads = head.map((cell, column) => el("th", { scope: "col", class: side(sides, column), "aria-sort": "none" },
    el("button", { type: "button", class: "sorter", title: "Sort by this column", onclick: () => sort(column) }, shown(cell), el("span", { class: "arrow", "aria-hidden": "true" }))));

  function sort(column) {
    order.down = order.column === column && !order.down;
    order.column = column;
    page = 0;
    heads.forEach((node, index) => {
      const its = index === column ? (order.down ? "descending" : "ascending") : "none";
      node.setAttribute("aria-sort", its);
      node.querySelector(".arrow").textContent = { ascending: " ↑", descending: " ↓", none: "" }[its];
    });
    draw();
  }

  function sorted() {
    if (order.column === null) return rows;
    const compare = (one, two) => (one < two ? -1 : one > two ? 1 : 0);
    const ranked = [...rows].sort((one, two) => compare(weightOf(one[order.column]), weightOf(two[order.column])));
    return order.down ? ranked.reverse() : ranked;
  }

  function draw() {
    const start = page * size;
    body.replaceChildren(...sorted().slice(start, start + size).map((row) => el("tr", {}, row.map((cell, column) => el(
      column === first ? "th" : "td", { scope: column === first ? "row" : null, class: side(sides, column) }, shown(cell))))));
    where.textContent = `${start + 1}–${Math.min(start + size, rows.length)} of ${rows.length}`;
    back.disabled = page === 0;
    on.disabled = page >= pages - 1;
  }

  draw();
  return el("div", { class: "datatable" },
    el("div", { class: "tablebox", tabindex: "0", role: "region", "aria-labelledby": titleId },
      el("table", {}, el("caption", { id: titleId }, plain(block.caption)), el("thead", {}, el("tr", {}, heads)), body)),
    pages > 1 ? el("div", { class: "pager", role: "group", "aria-label": "Pages of the table" }, back, where, on) : null);
}
