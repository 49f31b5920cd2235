import { escapeHtml } from "./escape-html";

/** One cell of a control page's table; `html` is markup that the caller has escaped itself. */
export type Cell = { text: string | number; style?: "wide" | "bad" } | { html: string };

/** A table that scrolls on its own where the window is narrow. `labelledBy` is the id of its heading. */
export function renderTable(labelledBy: string, heads: readonly string[], rows: readonly Cell[][]): string {
  if (rows.length === 0) return "<p>None yet.</p>";
  const head = heads.map((text) => `<th scope="col">${escapeHtml(text)}</th>`).join("");
  const body = rows.map((cells) => `<tr>${cells.map(renderCell).join("")}</tr>`).join("\n");
  return `<div class="scroll" tabindex="0" role="region" aria-labelledby="${labelledBy}"><table aria-labelledby="${labelledBy}">
<thead><tr>${head}</tr></thead><tbody>
${body}
</tbody></table></div>`;
}

function renderCell(cell: Cell): string {
  if ("html" in cell) return `<td>${cell.html}</td>`;
  return `<td${cell.style === undefined ? "" : ` class="${cell.style}"`}>${escapeHtml(cell.text)}</td>`;
}
