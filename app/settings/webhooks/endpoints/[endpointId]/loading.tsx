import { Card } from "@/components/ui/card";
import { Columns } from "@/components/ui/columns";
import { Skeleton } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <>
      <Skeleton className="h-6 w-56" />
      <Columns
        main={
          <>
            <Block className="h-52" />
            <Block className="h-20" />
            <Block className="h-48" />
          </>
        }
        aside={
          <>
            <Block className="h-60" />
            <Block className="h-40" />
          </>
        }
      />
    </>
  );
}

function Block({ className }: { className: string }) {
  return (
    <Card>
      <Skeleton className={className} />
    </Card>
  );
}
