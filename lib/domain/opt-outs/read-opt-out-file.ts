import "server-only";
import { AppError } from "@/lib/core/errors";
import { type CsvTable, readCsv } from "@/lib/core/read-csv";
import type { OptOutChannel, OptOutScope } from "./opt-out-input";
import { OPT_OUT_CHANNELS } from "./opt-outs.schema";
import { readAddress } from "./require-address";

const MAX_IMPORT_ROWS = 10_000;

/** Which column of the file holds what, by its place; null where the file does not say. */
export type OptOutColumns = {
  number: number;
  channel: number | null;
  scope: number | null;
  saidAt: number | null;
  words: number | null;
  /** Of our own export: rows that are no stop are left alone. */
  state: number | null;
};

export type ImportFault =
  | "no_number"
  | "unknown_channel"
  | "unknown_scope"
  | "unknown_date"
  | "future_date"
  | "opted_in";

/** One row of a file, read; `fault` says why it cannot be used. */
export type ImportRow = {
  line: number;
  typed: string;
  fault: ImportFault | null;
  e164: string | null;
  channel: OptOutChannel;
  scope: OptOutScope;
  saidAt: Date;
  words: string | null;
};

const MAX_WORDS = 2_000;

const NAMES: Record<keyof OptOutColumns, RegExp> = {
  number: /phone|number|mobile|cell|tel|n[uú]mero|m[oó]vil|e\.?164/i,
  channel: /channel|type|canal|medio/i,
  scope: /scope|category|alcance|categor/i,
  saidAt: /date|time|when|since|said|fecha|desde/i,
  words: /word|reason|note|message|comment|motivo|nota|palabras/i,
  state: /^state$/i,
};

/**
 * The table of a file, and which of its columns are probably which, by their names; what no name tells is null, and the
 * number's place is the first column's then.
 * @throws AppError `invalid_input` for what is no table of at most 10,000 rows
 */
export function readOptOutFile(text: string): { table: CsvTable; columns: OptOutColumns } {
  const read = readCsv(text, { maxRows: MAX_IMPORT_ROWS });
  if (!read.ok) throw new AppError("invalid_input", MESSAGES[read.reason]);
  const { headers } = read.table;
  const find = (key: keyof OptOutColumns) => {
    const place = headers.findIndex((header) => NAMES[key].test(header));
    return place === -1 ? null : place;
  };
  const columns = {
    number: find("number") ?? 0,
    channel: find("channel"),
    scope: find("scope"),
    saidAt: find("saidAt"),
    words: find("words"),
    state: find("state"),
  };
  return { table: read.table, columns };
}

/** The rows of a table by the columns that were chosen; `saidAt` stands for rows that tell no time of their own. */
export function readImportRows(
  table: CsvTable,
  { columns, saidAt, now }: { columns: OptOutColumns; saidAt: Date; now: Date },
): ImportRow[] {
  return table.rows.map(({ line, values }) => {
    const cell = (place: number | null) => (place === null ? "" : (values[place] ?? "").trim());
    const typed = cell(columns.number);
    const e164 = readAddress(typed);
    const channel = readChannel(cell(columns.channel));
    const scope = readScope(cell(columns.scope));
    const at = readTime(cell(columns.saidAt), saidAt);
    const fault: ImportFault | null =
      e164 === null
        ? "no_number"
        : channel === null
          ? "unknown_channel"
          : scope === null
            ? "unknown_scope"
            : at === null
              ? "unknown_date"
              : at > now
                ? "future_date"
                : cell(columns.state) === "opted_in"
                  ? "opted_in"
                  : null;
    const words =
      cell(columns.words)
        .replace(/^'(?=[=+\-@])/, "")
        .slice(0, MAX_WORDS) || null;
    const read = { channel: channel ?? "all", scope: scope ?? "all", saidAt: at ?? saidAt, words } as const;
    return { line, typed: typed.slice(0, 64), fault, e164, ...read };
  });
}

const MESSAGES = {
  empty: "The file has no rows",
  too_many_rows: "The file has more than 10,000 rows",
  too_large: "The file is too large",
  unreadable: "The file is no CSV table",
} as const;

const CHANNEL_WORDS: readonly [RegExp, OptOutChannel][] = [
  [/^(calls?|phone|llamadas?|voz)$/i, "voice"],
  [/^(texts?|messages?|mensajes?)$/i, "sms"],
  [/^whats ?app$/i, "whatsapp"],
  [/^(e-?mails?|correos?)$/i, "email"],
  [/^(any|every(thing)?|todos?|todas)$/i, "all"],
];

function readChannel(text: string): OptOutChannel | null {
  if (text === "") return "all";
  const named = OPT_OUT_CHANNELS.find((each) => each === text.toLowerCase());
  return named ?? CHANNEL_WORDS.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

function readScope(text: string): OptOutScope | null {
  if (text === "" || /^(all|everything|todo)$/i.test(text)) return "all";
  return /^marketing$/i.test(text) ? "marketing" : null;
}

/** ISO dates and times, and the month first as Americans write it. A day alone is its beginning in UTC. */
function readTime(text: string, otherwise: Date): Date | null {
  if (text === "") return otherwise;
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/.exec(text);
  if (iso)
    return instantOf(
      /(?:Z|[+-]\d{2}:?\d{2})$/.test(text) && text.length > 10 ? text : `${text}${text.length > 10 ? "Z" : ""}`,
    );
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  if (!american) return null;
  const [, month = "", day = "", year = ""] = american;
  return instantOf(`${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`);
}

function instantOf(text: string): Date | null {
  const at = new Date(text.replace(" ", "T"));
  // Nobody was written to by telephone before 1900.
  return Number.isNaN(at.getTime()) || at.getUTCFullYear() < 1900 || !at.toISOString().startsWith(text.slice(0, 8))
    ? null
    : at;
}
