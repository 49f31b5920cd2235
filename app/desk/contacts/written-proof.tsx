import { useTranslations } from "next-intl";
import { Callout } from "@/components/ui/callout";
import type { ConsentRow } from "@/lib/domain/consents/list-consents";
import { marketingLacks } from "@/lib/domain/consents/marketing-lacks";

type WrittenProofProps = {
  consent: Pick<ConsentRow, "purpose" | "level" | "signatureKind" | "isNotConditionStated">;
};

/** How a written agreement was signed and what it disclosed, and what it lacks to carry marketing. Nothing for the others. */
export function WrittenProof({ consent }: WrittenProofProps) {
  const t = useTranslations("contacts.consents");
  if (consent.level !== "express_written") return null;
  const { signatureKind, isNotConditionStated: stated } = consent;
  const lacks = marketingLacks(consent);
  return (
    <div className="flex flex-col gap-2 pt-1 text-muted">
      <p>
        {t("signature")}: {t(`signatures.${signatureKind ?? "none"}`)} ·{" "}
        {t(`condition.${stated === null ? "unknown" : stated ? "stated" : "missing"}`)}
      </p>
      {lacks.length > 0 ? (
        <Callout tone="warning" title={t("carriesNothing")}>
          {lacks.map((lack) => t(`lacks.${lack}`)).join(" ")}
        </Callout>
      ) : null}
    </div>
  );
}
