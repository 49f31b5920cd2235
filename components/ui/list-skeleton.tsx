import { useTranslations } from "next-intl";
import { Skeleton } from "./skeleton";

/** The shape of a `DataList` while it loads: same header, same 36 px rows. */
export function ListSkeleton({ rows = 12, columns = 5 }: { rows?: number; columns?: number }) {
  const t = useTranslations("common");
  const widths = ["w-2/3", "w-1/2", "w-3/5", "w-2/5", "w-1/2"];
  return (
    <div role="status" aria-label={t("loading")} className="w-full">
      <div className="h-8 border-b border-line" />
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: identical rows that never change places.
        <div key={row} className="flex h-9 items-center gap-6 border-b border-line-soft px-4 last:border-b-0">
          {Array.from({ length: columns }, (_, column) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: identical cells that never change places.
            <div key={column} className={column === 0 ? "flex-2" : "flex-1 max-sm:hidden"}>
              <Skeleton className={widths[(row + column) % widths.length] ?? "w-1/2"} />
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}
