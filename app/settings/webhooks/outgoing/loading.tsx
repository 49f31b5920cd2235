import { Card } from "@/components/ui/card";
import { ListSkeleton } from "@/components/ui/list-skeleton";

export default function Loading() {
  return (
    <Card padding="flush">
      <ListSkeleton rows={4} columns={5} />
    </Card>
  );
}
