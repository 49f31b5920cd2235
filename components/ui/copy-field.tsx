import { CopyButton } from "./copy-button";

/** A value to take elsewhere, such as a webhook address: read-only, selectable, with a copy button. */
export function CopyField({ label, value, hint }: { label: string; value: string; hint?: string }) {
  return (
    <div className="flex w-full min-w-0 flex-col gap-1">
      <span className="text-sm font-medium text-ink">{label}</span>
      <div className="flex h-8 items-center gap-1 rounded-md border border-line bg-sunken ps-2.5 pe-0.5">
        <code className="min-w-0 flex-1 truncate font-mono text-xs text-ink select-all" title={value}>
          {value}
        </code>
        <CopyButton value={value} label={label} />
      </div>
      {hint ? <span className="text-xs text-subtle">{hint}</span> : null}
    </div>
  );
}
