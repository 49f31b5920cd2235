import { useTranslations } from "next-intl";
import { Skeleton } from "@/components/ui/skeleton";

/** Holds the place of Clerk's sign-in and sign-up forms until they are there. */
export function ClerkFormSkeleton() {
  const t = useTranslations("common");
  return (
    <div
      role="status"
      aria-label={t("loading")}
      className="flex h-78 w-100 max-w-full flex-col items-center gap-4 rounded-xl border border-line bg-raised px-10 py-9 shadow-popover"
    >
      <Skeleton className="h-5 w-44" />
      <Skeleton className="h-3.5 w-56" />
      <Skeleton className="mt-6 h-9 w-full rounded-md" />
      <Skeleton className="mt-2 h-9 w-full rounded-md" />
    </div>
  );
}
