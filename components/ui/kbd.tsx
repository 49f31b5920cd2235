import { cn } from "./cn";

/** A key, or keys pressed together or in turn: `keys={["G", "H"]}`. */
export function Kbd({ keys, className }: { keys: readonly string[]; className?: string }) {
  return (
    <span className={cn("inline-flex items-center gap-0.5", className)}>
      {keys.map((key) => (
        <kbd
          key={key}
          className="inline-flex h-[1.125rem] min-w-[1.125rem] items-center justify-center rounded-xs border border-line bg-surface px-1 font-sans text-2xs leading-none text-muted"
        >
          {key}
        </kbd>
      ))}
    </span>
  );
}
