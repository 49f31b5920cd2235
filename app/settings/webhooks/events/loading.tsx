import { Card } from "@/components/ui/card";
import { ListSkeleton } from "@/components/ui/list-skeleton";
import { Skeleton } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <>
      <Skeleton className="h-8 w-full max-w-2xl rounded-md" />
      <Card padding="flush">
        <ListSkeleton columns={6} />
      </Card>
    </>
  );
}
