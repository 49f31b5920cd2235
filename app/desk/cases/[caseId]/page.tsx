import { Lock, Phone } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { Badge } from "@/components/ui/badge";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Card } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import { NoPermissionState } from "@/components/ui/no-permission-state";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { asTenant } from "@/lib/auth/as-tenant";
import { type CallRow, listCallsOfCase } from "@/lib/domain/calls/list-calls";
import { type CaseRecord, findCase } from "@/lib/domain/cases/find-case";
import { listProposals, type Proposal } from "@/lib/domain/proposals/list-proposals";
import {
  acceptProposalAction,
  addCaseNoteAction,
  changeCaseStageAction,
  rejectProposalAction,
  restrictCaseAction,
  setCaseDetailAction,
} from "../actions";
import { CaseClient } from "./case-client";
import { CaseDetails } from "./case-details";
import { CaseNotes } from "./case-notes";
import { CaseTimeline } from "./case-timeline";
import { CaseWall } from "./case-wall";
import { Proposals } from "./proposals";
import { StageSelect } from "./stage-select";

type CaseParams = { params: Promise<{ caseId: string }> };
type CaseData = { record: CaseRecord; proposals: Proposal[]; calls: CallRow[] };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("cases");
  return { title: t("columns.case") };
}

export default async function CasePage({ params }: CaseParams) {
  const t = await getTranslations("cases");
  const caseId = z.uuid().safeParse((await params).caseId);
  const access = await asTenant("cases:read", async (tx): Promise<CaseData | null> => {
    if (!caseId.success) return null;
    const record = await findCase(tx, caseId.data);
    if (!record) return null;
    return { record, proposals: await listProposals(tx, record.id), calls: await listCallsOfCase(tx, record.id) };
  });
  if (!access.granted) {
    return (
      <Page>
        <PageHeader title={t("title")} />
        <NoPermissionState {...access.noPermission} />
      </Page>
    );
  }
  if (access.data === null) notFound();
  const { record, proposals, calls } = access.data;
  const can = (permission: Parameters<typeof access.principal.permissions.has>[0]) =>
    access.principal.permissions.has(permission);
  return (
    <Page>
      <PageHeader
        title={record.title}
        breadcrumbs={<Breadcrumbs current={record.title} items={[{ href: "/desk/cases", label: t("title") }]} />}
        status={<CaseStatus record={record} />}
        description={`#${record.caseNumber}${record.responsibleName ? ` · ${t("page.responsible", { name: record.responsibleName })}` : ""}`}
        actions={
          <>
            {can("cases:restrict") ? (
              <CaseWall caseId={record.id} isRestricted={record.isRestricted} restrict={restrictCaseAction} />
            ) : null}
            {can("cases:write") ? (
              <StageSelect caseId={record.id} stage={record.stage} change={changeCaseStageAction} />
            ) : null}
            {can("calls:place") ? (
              <LinkButton href={`/desk/cases/${record.id}/call`} variant="primary" icon={<Phone />}>
                {t("page.call")}
              </LinkButton>
            ) : null}
          </>
        }
      />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_21rem]">
        <div className="flex min-w-0 flex-col gap-4">
          <Proposals
            proposals={proposals}
            canDecide={can("proposals:decide")}
            accept={acceptProposalAction}
            reject={rejectProposalAction}
          />
          <CaseDetails record={record} canEdit={can("cases:write")} save={setCaseDetailAction} />
          <CaseNotes caseId={record.id} notes={record.notes} canWrite={can("cases:write")} add={addCaseNoteAction} />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <CaseClient client={record.client} />
          <CaseParties record={record} />
          <CaseTimeline calls={calls} notes={record.notes} />
        </div>
      </div>
    </Page>
  );
}

async function CaseStatus({ record }: { record: CaseRecord }) {
  const t = await getTranslations("cases");
  return (
    <>
      <Badge>{t(`stages.${record.stage}`)}</Badge>
      {record.isRestricted ? (
        <Badge tone="warning" icon={<Lock />}>
          {t("restricted")}
        </Badge>
      ) : null}
    </>
  );
}

async function CaseParties({ record }: { record: CaseRecord }) {
  const t = await getTranslations("cases");
  return (
    <Card title={t("page.parties")} padding="flush">
      <ul className="divide-y divide-line-soft text-sm">
        {record.parties.map((party) => (
          <li key={party.id} className="flex min-h-9 items-center justify-between gap-3 px-4 py-1.5">
            <span className="min-w-0 truncate text-ink">{party.name}</span>
            <span className="shrink-0 text-xs text-subtle">{roleOf(t, party.role)}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

const ROLES = ["client", "adverse", "insurer", "employer", "witness", "provider", "spouse", "child", "other"] as const;

function roleOf(t: Awaited<ReturnType<typeof getTranslations<"cases">>>, role: string): string {
  return t(`roles.${ROLES.find((known) => known === role) ?? "other"}`);
}
