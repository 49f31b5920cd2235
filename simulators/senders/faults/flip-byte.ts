const VALUE_END_IN_JSON = /[A-Za-z](?="\s*[,}\]])/g;
const VALUE_END_IN_FORM = /(?<!%|%[0-9A-Fa-f])[A-Za-z](?=&|$)/g;

/**
 * The body with one letter changed, so that it still parses: the last letter of `text` where the body holds it, otherwise
 * that of the last value.
 */
export function flipByte(body: string, text: string): string {
  const word = /[A-Za-z]+(?=[^A-Za-z]*$)/.exec(text)?.[0] ?? "";
  const ofText = word === "" ? -1 : body.lastIndexOf(word);
  const place = ofText === -1 ? endOfLastValue(body) : ofText + word.length - 1;
  const letter = body[place] ?? "";
  const other = letter === "e" ? "o" : "e";
  return `${body.slice(0, place)}${other}${body.slice(place + 1)}`;
}

function endOfLastValue(body: string): number {
  const pattern = body.startsWith("{") || body.startsWith("[") ? VALUE_END_IN_JSON : VALUE_END_IN_FORM;
  return [...body.matchAll(pattern)].at(-1)?.index ?? 0;
}
