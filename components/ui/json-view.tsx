import { cn } from "./cn";
import { CopyButton } from "./copy-button";
import { type JsonToken, jsonTokens } from "./json-tokens";

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
      <pre tabIndex={0} className={cn(block, typeof value === "string" && "whitespace-pre-wrap break-all")}>
        {jsonTokens(text).map((token) => (
          <span key={token.start} className={colors[token.kind]}>
            {token.text}
          </span>
        ))}
      </pre>
    </figure>
  );
}

const block = "max-h-112 overflow-auto p-3 pe-10 font-mono text-xs leading-5 text-ink";

const colors: Record<JsonToken["kind"], string> = {
  plain: "text-muted",
  key: "text-muted",
  string: "text-success",
  number: "text-warning",
  word: "text-accent-text",
};
