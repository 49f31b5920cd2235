import "server-only";
import { stringify } from "csv-stringify/sync";

type Cell = string | number | null;

/** What a spreadsheet may take for a formula: its signs, also behind spaces, which some programs cut off, or a cell that begins with a tab or line end. */
const FORMULA = /^(?:\s*[=+\-@＝＋－＠]|[\t\r\n])/;

/**
 * A CSV file with a header line, for spreadsheets: a text that would be read as a formula gets an apostrophe in front, which
 * our own imports take off again; a number stays one, and a line end inside a text stays inside its cell (INP-06).
 */
export function writeCsv(headers: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const safe = rows.map((row) => row.map(escapeFormula));
  return stringify([headers, ...safe], { bom: true, quoted_match: /[\r\n]/, record_delimiter: "windows" });
}

function escapeFormula(cell: Cell): Cell {
  return typeof cell === "string" && FORMULA.test(cell) ? `'${cell}` : cell;
}
