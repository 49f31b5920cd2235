"use client";

import { parseAsString, useQueryStates } from "nuqs";
import { useId, useTransition } from "react";
import { Input } from "@/components/ui/input";

/** A day of a list's filter, kept in the URL. */
export function DayFilter({ label, param }: { label: string; param: string }) {
  const id = useId();
  const [, startApplying] = useTransition();
  const [query, setQuery] = useQueryStates(
    { [param]: parseAsString, cursor: parseAsString },
    { shallow: false, startTransition: startApplying },
  );
  return (
    <span className="inline-flex items-center gap-1.5 text-sm text-muted">
      <label htmlFor={id}>{label}</label>
      <Input
        id={id}
        type="date"
        className="w-36"
        value={query[param] ?? ""}
        onValueChange={(day) => void setQuery({ [param]: day || null, cursor: null })}
      />
    </span>
  );
}
