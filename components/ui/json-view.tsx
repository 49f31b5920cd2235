import type { ReactNode } from "react";
import { CopyButton } from "./copy-button";

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/**
 * JSON as text, keys and values told apart. Renders exactly what it is given: redaction happens before.
 * A string is shown byte for byte, for content that must be seen exactly as it is sent.
 */
export function JsonView({ value, label }: { value: JsonValue; label: string }) {
  const text = typeof value === "string" ? value : JSON.stringify(value, null, 2);
  return (
    <figure aria-label={label} className="relative rounded-lg border border-line bg-sunken">
      <div className="absolute end-1 top-1">
        <CopyButton value={text} label={label} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <pre tabIndex={0} className="max-h-112 overflow-auto p-3 pe-10 font-mono text-xs leading-5 text-ink">
        {highlight(text)}
      </pre>
    </figure>
  );
}

const token = /("(?:\\.|[^"\\])*")(\s*:)?|\b(true|false|null)\b|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)/g;

function highlight(text: string): ReactNode[] {
  const parts: ReactNode[] = [];
  let end = 0;
  for (const match of text.matchAll(token)) {
    parts.push(text.slice(end, match.index));
    const [all, quoted, colon, word] = match;
    const color = colon ? "text-muted" : quoted ? "text-success" : word ? "text-accent-text" : "text-warning";
    parts.push(
      <span key={match.index} className={color}>
        {all}
      </span>,
    );
    end = match.index + all.length;
  }
  parts.push(text.slice(end));
  return parts;
}
