import { CircleCheck, CircleDashed } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { TextLink } from "@/components/ui/text-link";
import type { ActionOf } from "@/lib/actions/action-result";
import type { CaseRecord, KnownDetail } from "@/lib/domain/cases/find-case";
import {
  CASE_DETAIL_FIELDS,
  type CaseDetailField,
  caseDetailField,
} from "@/lib/domain/details/case-detail-fields.schema";
import { clockOf } from "../../calls/clock-of";
import { DetailValue } from "./detail-value";

type SaveDetail = ActionOf<{ caseId: string; field: CaseDetailField; value: string }, { value: string }>;
type CaseDetailsProps = { record: CaseRecord; canEdit: boolean; save: SaveDetail };

/** What is known of the case and what is missing, each with where it came from. */
export async function CaseDetails({ record, canEdit, save }: CaseDetailsProps) {
  const t = await getTranslations("cases");
  const fields = caseDetailField.options;
  const missing = fields.filter((field) => !record.details.some((detail) => detail.field === field)).length;
  return (
    <Card
      title={t("page.details")}
      description={t("page.detailsHint")}
      padding="flush"
      actions={<Badge tone={missing === 0 ? "success" : "warning"}>{t("page.missingCount", { count: missing })}</Badge>}
    >
      <dl className="divide-y divide-line-soft text-sm">
        {fields.map((field) => (
          <DetailLine
            key={field}
            field={field}
            detail={record.details.find((known) => known.field === field)}
            caseId={record.id}
            canEdit={canEdit}
            save={save}
          />
        ))}
      </dl>
    </Card>
  );
}

type DetailLineProps = {
  field: CaseDetailField;
  detail: KnownDetail | undefined;
  caseId: string;
  canEdit: boolean;
  save: SaveDetail;
};

async function DetailLine({ field, detail, caseId, canEdit, save }: DetailLineProps) {
  const t = await getTranslations("cases");
  return (
    <div className="grid min-h-11 grid-cols-[1.25rem_minmax(0,1fr)] items-center gap-x-2.5 px-4 py-1.5 sm:grid-cols-[1.25rem_10rem_minmax(0,1fr)_auto]">
      {detail ? (
        <CircleCheck aria-hidden="true" className="size-4 text-success" />
      ) : (
        <CircleDashed aria-hidden="true" className="size-4 text-warning" />
      )}
      <dt className="text-muted">{t(`fields.${field}`)}</dt>
      <dd className="col-start-2 min-w-0 sm:col-start-3">
        <DetailValue
          caseId={caseId}
          field={field}
          value={detail?.value ?? null}
          shown={detail ? shownValue(t, field, detail.value) : null}
          maxLength={CASE_DETAIL_FIELDS[field].maxLength}
          canEdit={canEdit}
          save={save}
        />
      </dd>
      <dd className="col-start-2 text-xs text-subtle sm:col-start-4 sm:text-end [&_a]:inline-block [&_a]:leading-6">
        {detail ? <Origin detail={detail} /> : null}
      </dd>
    </div>
  );
}

async function Origin({ detail }: { detail: KnownDetail }) {
  const t = await getTranslations("cases");
  const name = detail.acceptedByName ?? t("page.someone");
  switch (detail.source) {
    case "staff":
      return t("page.fromStaff", { name });
    case "import":
      return t("page.fromImport");
    case "call":
      return (
        <TextLink href={`/desk/calls/${detail.sourceCallId}`}>
          {t("page.fromCall", { name, second: clockOf(detail.transcriptSecond ?? 0) })}
        </TextLink>
      );
  }
}

function shownValue(
  t: Awaited<ReturnType<typeof getTranslations<"cases">>>,
  field: CaseDetailField,
  value: string,
): string {
  if (field === "preferred_language" && (value === "en" || value === "es")) return t(`languages.${value}`);
  return value;
}
