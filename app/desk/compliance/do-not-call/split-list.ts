/** What one request may carry: rows as the reader of the file takes them, and characters. */
const MOST_ROWS = 9_000;
const MOST_CHARACTERS = 600_000;

/** A part of a file that can be read by itself. Its own line numbers are the file's less `linesBefore`. */
export type ListPart = { text: string; linesBefore: number };

/**
 * Cuts a list's file into parts that fit a request, each with the file's header if it has one; the national registry is
 * hundreds of thousands of lines. A cell with a line end in it is never cut.
 */
export function splitList(text: string): ListPart[] {
  const lines = text.trimEnd().split(/\r\n|\n|\r/);
  const header = isHeader(lines[0] ?? "") ? lines.shift() : undefined;
  const parts: ListPart[] = [];
  let [start, characters, isInQuotes] = [0, 0, false];
  const cut = (end: number) => {
    const own = lines.slice(start, end);
    parts.push({
      text: [...(header === undefined ? [] : [header]), ...own].join("\n"),
      // The header that is repeated takes the place of one line.
      linesBefore: start,
    });
    [start, characters] = [end, 0];
  };
  for (const [index, line] of lines.entries()) {
    const isFull = index - start >= MOST_ROWS || characters + line.length > MOST_CHARACTERS;
    if (isFull && !isInQuotes && index > start) cut(index);
    characters += line.length + 1;
    if ((line.split('"').length - 1) % 2 === 1) isInQuotes = !isInQuotes;
  }
  cut(lines.length);
  return parts;
}

/** A line without a number of seven digits in it is no row of a list. */
function isHeader(line: string): boolean {
  return line.replaceAll(/\D/g, "").length < 7;
}
