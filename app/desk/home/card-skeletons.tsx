import { Card } from "@/components/ui/card";
import { ListSkeleton } from "@/components/ui/list-skeleton";
import { Skeleton } from "@/components/ui/skeleton";
import { StatRow } from "@/components/ui/stat";

const FIGURES = ["calls", "answered", "under-way", "leads", "cases", "proposals", "response"];

/** The figures' place while they are counted. */
export function FiguresSkeleton() {
  return (
    <StatRow>
      {FIGURES.map((figure) => (
        <div key={figure} className="flex min-w-0 flex-1 basis-40 flex-col gap-2.5 bg-surface px-4 py-3">
          <Skeleton className="h-3 w-20" />
          <Skeleton className="h-6 w-10" />
        </div>
      ))}
    </StatRow>
  );
}

/** A list's place while it is read. */
export function ListCardSkeleton({ columns }: { columns: number }) {
  return (
    <Card padding="flush">
      <div className="px-4 py-3.5">
        <Skeleton className="w-36" />
      </div>
      <ListSkeleton rows={6} columns={columns} />
    </Card>
  );
}
