"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { DescriptionItem, DescriptionList } from "@/components/ui/description-list";
import type { CredentialSetting } from "@/lib/connections/vapi/credential-settings";
import { type CredentialAction, CredentialForm } from "./credential-form";
import { type EndpointActions, EndpointSecret } from "./endpoint-secret";

type SigningStepsProps = EndpointActions & {
  endpointId: string;
  isSigned: boolean;
  settings: CredentialSetting[];
  credentialId: string | null;
  saveCredential: CredentialAction;
};

/** The two steps after which VAPI signs what it sends: a credential there, its id here. */
export function SigningSteps(props: SigningStepsProps) {
  const { endpointId, isSigned, settings, credentialId, reveal, rotate, saveCredential } = props;
  const t = useTranslations("integrations.webhooks");
  return (
    <ol className="flex flex-col gap-5 pt-1">
      <Step number={1} title={t("stepOne")} body={t("stepOneBody")}>
        <EndpointSecret endpointId={endpointId} isSigned={isSigned} reveal={reveal} rotate={rotate} />
        <DescriptionList className="rounded-md border border-line px-3">
          {settings.map(({ field, value }) => (
            <DescriptionItem key={field} term={field} actions={<CopyButton value={value} label={field} />}>
              <code className="font-mono text-xs">{value}</code>
            </DescriptionItem>
          ))}
        </DescriptionList>
      </Step>
      <Step number={2} title={t("stepTwo")} body={t("stepTwoBody")}>
        <CredentialForm credentialId={credentialId} save={saveCredential} />
      </Step>
    </ol>
  );
}

type StepProps = { number: number; title: string; body: string; children: ReactNode };

function Step({ number, title, body, children }: StepProps) {
  return (
    <li className="flex gap-3">
      <span
        aria-hidden="true"
        className="grid size-5 shrink-0 place-items-center rounded-full border border-line bg-sunken text-xs font-medium text-muted tabular-nums"
      >
        {number}
      </span>
      <div className="flex min-w-0 flex-1 flex-col gap-3">
        <div>
          <h4 className="text-sm font-medium text-ink">{title}</h4>
          <p className="max-w-prose text-sm text-muted">{body}</p>
        </div>
        {children}
      </div>
    </li>
  );
}
