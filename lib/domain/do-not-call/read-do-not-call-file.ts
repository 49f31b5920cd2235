import "server-only";
import { AppError } from "@/lib/core/errors";
import { type CsvTable, readCsv } from "@/lib/core/read-csv";
import { normalizePhone } from "@/lib/domain/phones/normalize-phone";

const MAX_DO_NOT_CALL_ROWS = 10_000;

/** One row of a list, read; `e164` is null for what is no number. */
export type DoNotCallRow = { line: number; typed: string; e164: string | null };

/** A line of the national registry's flat file: area code and number, each by itself. */
const REGISTRY_LINE = /^\uFEFF?\s*"?\d{3}"?\s*[,;\t]\s*"?\d{3}[-. ]?\d{4}"?\s*(?:[\r\n,;\t]|$)/;
const AREA_CODE = /^\d{3}$/;
const LOCAL_NUMBER = /^\d{3}[-. ]?\d{4}$/;

/**
 * The table of a list's file and the column that probably holds the numbers. A file without a header loses no row: the
 * first line is a row as well when its cell is a number, or an area code with its number beside it as in the files of the
 * national registry.
 * @throws AppError `invalid_input` for what is no table of at most 10,000 rows
 */
export function readDoNotCallFile(text: string): { table: CsvTable; column: number } {
  const header = headerFor(text);
  const read = readCsv(header === null ? text : `${header}\n${text}`, { maxRows: MAX_DO_NOT_CALL_ROWS });
  if (!read.ok) throw new AppError("invalid_input", MESSAGES[read.reason]);
  const { headers, rows } = read.table;
  const column = headers.findIndex((each) => /phone|number|tel|n[uú]mero|e\.?164/i.test(each));
  const told = header === null ? rows : rows.map((row) => ({ ...row, line: row.line - 1 }));
  return { table: { headers, rows: told }, column: Math.max(column, 0) };
}

/** The header that the file lacks, or null. */
function headerFor(text: string): string | null {
  const registry = REGISTRY_LINE.exec(text);
  if (registry) return ["area_code", "number"].join(/[,;\t]/.exec(registry[0])?.[0] ?? ",");
  return isNumber(text.split(/[\r\n,;\t]/, 1)[0] ?? "") ? "number" : null;
}

/** The numbers of a table by the column that was chosen; a number without its area code takes it from the column before. */
export function readDoNotCallRows(table: CsvTable, column: number): DoNotCallRow[] {
  return table.rows.map(({ line, values }) => {
    const cellAt = (index: number) => (values[index] ?? "").replace(/^'/, "").trim();
    const [areaCode, cell] = [cellAt(column - 1), cellAt(column)];
    const typed = AREA_CODE.test(areaCode) && LOCAL_NUMBER.test(cell) ? `${areaCode} ${cell}` : cell;
    const phone = normalizePhone(typed);
    return { line, typed: typed.slice(0, 64), e164: phone.ok ? phone.e164 : null };
  });
}

const MESSAGES = {
  empty: "The file has no rows",
  too_many_rows: "The file has more than 10,000 rows",
  too_large: "The file is too large",
  unreadable: "The file is no CSV table",
} as const;

function isNumber(cell: string): boolean {
  return normalizePhone(cell.replaceAll(/^[\uFEFF"']+|"$/g, "")).ok;
}
