import { Card } from "@/components/ui/card";
import { Columns } from "@/components/ui/columns";
import { Skeleton } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <>
      <div className="flex flex-col gap-3">
        <Skeleton className="w-24" />
        <Skeleton className="h-5 w-64" />
      </div>
      <Columns main={<Lines count={8} />} aside={<Lines count={6} />} />
    </>
  );
}

function Lines({ count }: { count: number }) {
  return (
    <Card>
      <div className="flex flex-col gap-5 py-1">
        {Array.from({ length: count }, (_, line) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: identical lines that never change places.
          <Skeleton key={line} className={line % 2 === 0 ? "w-4/5" : "w-3/5"} />
        ))}
      </div>
    </Card>
  );
}
