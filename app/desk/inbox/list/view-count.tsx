/** How many stand in a view, counted up to a hundred. */
export function ViewCount({ value }: { value: number | undefined }) {
  if (value === undefined || value === 0) return null;
  return <span className="text-xs font-normal text-subtle tabular-nums">{value > 99 ? "99+" : value}</span>;
}
