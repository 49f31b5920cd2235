import { Megaphone } from "lucide-react";
import { useTranslations } from "next-intl";
import { EmptyState } from "@/components/ui/empty-state";

/** The list without rows: in three steps, how a broadcast comes about. */
export function NoBroadcasts({ isFiltered }: { isFiltered: boolean }) {
  const t = useTranslations("broadcasts");
  if (isFiltered) {
    return (
      <EmptyState icon={<Megaphone />} title={t("noMatch.title")}>
        {t("noMatch.body")}
      </EmptyState>
    );
  }
  return (
    <div className="flex flex-col items-center pb-12">
      <div className="-mb-8">
        <EmptyState icon={<Megaphone />} title={t("empty.title")} />
      </div>
      <ol className="flex max-w-md list-decimal flex-col gap-2 px-10 text-sm text-muted">
        {(["step1", "step2", "step3"] as const).map((step) => (
          <li key={step}>{t(`empty.${step}`)}</li>
        ))}
      </ol>
    </div>
  );
}
