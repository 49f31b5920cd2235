import { Card } from "@/components/ui/card";
import { Columns } from "@/components/ui/columns";
import { ListSkeleton } from "@/components/ui/list-skeleton";
import { Skeleton } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <>
      <Skeleton className="h-6 w-56" />
      <Columns
        main={
          <>
            <Card>
              <Skeleton className="h-28" />
            </Card>
            <Card padding="flush">
              <ListSkeleton rows={8} columns={5} />
            </Card>
          </>
        }
        aside={
          <>
            <Card>
              <Skeleton className="h-72" />
            </Card>
            <Card>
              <Skeleton className="h-20" />
            </Card>
          </>
        }
      />
    </>
  );
}
