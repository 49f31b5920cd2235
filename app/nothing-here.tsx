import { FileQuestion } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";

/** Unknown, removed, and another firm's addresses all look exactly like this. */
export async function NothingHere() {
  const t = await getTranslations("errors.notFound");
  return (
    <div className="grid min-h-[70dvh] place-items-center">
      <EmptyState
        icon={<FileQuestion />}
        title={t("title")}
        action={
          <LinkButton href="/desk" variant="primary">
            {t("action")}
          </LinkButton>
        }
      >
        {t("body")}
      </EmptyState>
    </div>
  );
}
