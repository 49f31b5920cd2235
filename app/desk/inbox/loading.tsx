import { Skeleton } from "@/components/ui/skeleton";
import { ListSkeletonRows } from "./list/list-skeleton-rows";

/** The panes of the inbox before anything is read. */
export default function Loading() {
  return (
    <div className="flex h-[calc(100dvh-6.5rem)] overflow-hidden bg-surface md:h-dvh">
      <div className="flex min-h-0 w-full shrink-0 flex-col border-e border-line lg:w-88">
        <div className="flex flex-col gap-3 border-b border-line px-3 py-3">
          <Skeleton className="h-6 w-1/2" />
          <Skeleton className="h-8 w-full rounded-md" />
          <Skeleton className="h-6 w-3/4" />
        </div>
        <ListSkeletonRows />
      </div>
      <div className="flex-1 bg-canvas max-lg:hidden" />
    </div>
  );
}
