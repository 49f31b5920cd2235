import { Skeleton } from "@/components/ui/skeleton";
import { ThreadSkeleton } from "./thread-skeleton";

/** An open conversation while it loads: header, thread, composer. */
export function ConversationSkeleton() {
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      <div className="flex min-h-13 flex-col justify-center gap-1.5 border-b border-line px-4 py-2">
        <Skeleton className="w-40" />
        <Skeleton className="h-2.5 w-28" />
      </div>
      <ThreadSkeleton />
      <div className="flex flex-col gap-2 border-t border-line px-3 py-3">
        <Skeleton className="h-12 w-full rounded-lg" />
        <Skeleton className="h-16 w-full rounded-md" />
      </div>
    </div>
  );
}
