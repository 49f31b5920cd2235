import { useTranslations } from "next-intl";
import { Skeleton } from "@/components/ui/skeleton";

/** The shape of a thread while it loads: bubbles of both sides. */
export function ThreadSkeleton() {
  const t = useTranslations("common");
  const bubbles = ["h-14 w-2/5 self-start", "h-10 w-1/3 self-end", "h-20 w-1/2 self-start", "h-12 w-2/5 self-end"];
  return (
    <div
      role="status"
      aria-label={t("loading")}
      className="flex min-h-0 flex-1 flex-col justify-end gap-4 overflow-hidden px-4 py-4"
    >
      {bubbles.map((bubble) => (
        <Skeleton key={bubble} className={`${bubble} rounded-xl`} />
      ))}
    </div>
  );
}
