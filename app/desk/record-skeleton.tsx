import { Card } from "@/components/ui/card";
import { Columns } from "@/components/ui/columns";
import { Page } from "@/components/ui/page";
import { Skeleton } from "@/components/ui/skeleton";

/** A record's page while it loads: header, then two columns of cards. */
export function RecordSkeleton() {
  return (
    <Page>
      <div className="flex flex-col gap-3">
        <Skeleton className="w-24" />
        <div className="flex h-8 items-center justify-between">
          <Skeleton className="h-5 w-56" />
          <Skeleton className="h-8 w-32 rounded-md" />
        </div>
      </div>
      <Columns main={<CardLines lines={7} />} aside={<CardLines lines={4} />} />
    </Page>
  );
}

function CardLines({ lines }: { lines: number }) {
  return (
    <Card>
      <div className="flex flex-col gap-5 py-1">
        <Skeleton className="w-1/3" />
        {Array.from({ length: lines }, (_, line) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: identical lines that never change places.
          <Skeleton key={line} className={line % 2 === 0 ? "w-4/5" : "w-3/5"} />
        ))}
      </div>
    </Card>
  );
}
