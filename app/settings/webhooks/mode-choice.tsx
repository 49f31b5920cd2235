"use client";

import { useTranslations } from "next-intl";
import { RadioGroup } from "@/components/ui/radio-group";
import type { ProofStrength } from "@/lib/domain/webhook-endpoints/proof-strength";
import type { EndpointMode } from "@/lib/domain/webhook-endpoints/provider-modes.schema";
import { ProofBadge } from "./proof-badge";

type ModeChoiceProps = {
  modes: readonly EndpointMode[];
  mode: EndpointMode;
  strengths: Record<EndpointMode, ProofStrength>;
  onChange: (mode: EndpointMode) => void;
};

/** The proofs that a provider can give, the recommended one first, each with how strong it is; the chosen one in a sentence. */
export function ModeChoice({ modes, mode, strengths, onChange }: ModeChoiceProps) {
  const t = useTranslations("webhook-endpoints");
  return (
    <div className="flex flex-col gap-2">
      <RadioGroup
        legend={t("new.mode")}
        look="cards"
        value={mode}
        onValueChange={(next) => onChange(modes.find((each) => each === next) ?? mode)}
        options={modes.map((each, index) => ({
          value: each,
          label: (
            <span className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
              <span className="font-medium">{t(`modes.${each}.name`)}</span>
              <ProofBadge strength={strengths[each]} />
              {index === 0 && modes.length > 1 ? (
                <span className="text-xs text-subtle">{t("new.recommended")}</span>
              ) : null}
            </span>
          ),
          hint: t(`modes.${each}.how`),
        }))}
      />
      <p aria-live="polite" className="text-xs text-muted">
        {t(`proofMeans.${strengths[mode]}`)}
      </p>
    </div>
  );
}
