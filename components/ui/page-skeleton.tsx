import { ListSkeleton } from "./list-skeleton";
import { Page } from "./page";
import { Skeleton } from "./skeleton";

/** A whole list page while it loads: header, filter bar and rows. For `loading.tsx`. */
export function PageSkeleton({ columns = 5 }: { columns?: number }) {
  return (
    <Page>
      <div className="flex h-8 items-center justify-between">
        <Skeleton className="h-5 w-36" />
        <Skeleton className="h-8 w-28 rounded-md" />
      </div>
      <Skeleton className="h-8 w-64 rounded-md" />
      <div className="rounded-lg border border-line bg-surface">
        <ListSkeleton columns={columns} />
      </div>
    </Page>
  );
}
