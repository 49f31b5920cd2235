import { CsvError, parse } from "csv-parse/sync";

/** A table as a file brought it. `line` is the line of the file on which a row ends, for telling people where to look. */
export type CsvTable = { headers: string[]; rows: { line: number; values: string[] }[] };

export type ReadCsv =
  | { ok: true; table: CsvTable }
  | { ok: false; reason: "empty" | "too_many_rows" | "too_large" | "unreadable" };

const MAX_CHARACTERS = 5_000_000;
const MAX_COLUMNS = 100;

/**
 * Reads a CSV file with a header line: comma, semicolon or tab, with or without byte order mark, quotes and trailing cells.
 * Blank lines do not count.
 */
export function readCsv(text: string, { maxRows }: { maxRows: number }): ReadCsv {
  if (text.length > MAX_CHARACTERS) return { ok: false, reason: "too_large" };
  const clean = text.replaceAll("\0", "");
  try {
    const lines: CsvTable["rows"] = [];
    parse(clean, {
      bom: true,
      delimiter: delimiterOf(clean),
      on_record: (values: string[], { lines: line }) => {
        lines.push({ line, values: values.slice(0, MAX_COLUMNS) });
        return null;
      },
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      to: maxRows + 2,
      trim: true,
    });
    const [head, ...rows] = lines;
    if (!head || rows.length === 0) return { ok: false, reason: "empty" };
    if (rows.length > maxRows) return { ok: false, reason: "too_many_rows" };
    return { ok: true, table: { headers: head.values, rows } };
  } catch (error) {
    if (error instanceof CsvError) return { ok: false, reason: "unreadable" };
    throw error;
  }
}

/** Spreadsheets of other countries write semicolons; what stands most often in the header is it. */
function delimiterOf(text: string): string {
  const [header = ""] = text.split(/\r?\n/, 1);
  const counted = [",", ";", "\t"].map((each) => ({ each, count: header.split(each).length }));
  return counted.reduce((best, next) => (next.count > best.count ? next : best)).each;
}
