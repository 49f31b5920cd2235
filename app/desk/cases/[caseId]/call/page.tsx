import { PhoneOff } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { clientZoneOf } from "@/app/desk/client-zone";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Callout } from "@/components/ui/callout";
import { EmptyState } from "@/components/ui/empty-state";
import { ExactTime } from "@/components/ui/exact-time";
import { LinkButton } from "@/components/ui/link-button";
import { NoPermissionState } from "@/components/ui/no-permission-state";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import { asTenant } from "@/lib/auth/as-tenant";
import { findVapiConnection } from "@/lib/connections/vapi/find-vapi-connection";
import { contactNow, isDemoClock } from "@/lib/core/contact-clock";
import { getEnv } from "@/lib/core/env";
import { type JudgedRepeat, judgeRepeat } from "@/lib/domain/calls/judge-repeat";
import { findCase } from "@/lib/domain/cases/find-case";
import { formatPhone } from "@/lib/domain/phones/format-phone";
import { draftCallAction, scheduleCallAction } from "./actions";
import { CallComposer, type RepeatedCall } from "./call-composer";

type CallParams = {
  params: Promise<{ caseId: string }>;
  /** `from`: a call that the gate stopped, to be taken up again. */
  searchParams: Promise<{ from?: string | string[] }>;
};

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("cases");
  return { title: t("page.call") };
}

export default async function CallClientPage({ params, searchParams }: CallParams) {
  const t = await getTranslations("call-composer");
  const cases = await getTranslations("cases");
  const caseId = z.uuid().safeParse((await params).caseId);
  const from = z.uuid().safeParse((await searchParams).from);
  const access = await asTenant("calls:place", async (tx, { actor }) => {
    const record = caseId.success ? await findCase(tx, caseId.data) : null;
    if (!record) return null;
    const repeat = from.success
      ? await judgeRepeat(tx, { callId: from.data, userId: actor.userId, now: new Date() })
      : null;
    return {
      record,
      connection: await findVapiConnection(tx),
      repeat: repeat?.caseId === record.id ? repeat : null,
    };
  });
  if (!access.granted) {
    return (
      <Page width="narrow">
        <PageHeader title={cases("page.call")} />
        <NoPermissionState {...access.noPermission} />
      </Page>
    );
  }
  if (access.data === null) notFound();
  const { record, connection, repeat } = access.data;
  const repeated = repeat && repeatedCallOf(repeat);
  const { client } = record;
  const title = t("title", { name: `${client.firstName} ${client.lastName}` });
  return (
    <Page>
      <PageHeader
        title={title}
        description={t("description")}
        breadcrumbs={
          <Breadcrumbs
            current={title}
            items={[
              { href: "/desk/cases", label: cases("title") },
              { href: `/desk/cases/${record.id}`, label: record.title },
            ]}
          />
        }
      />
      <ClockNotices timeZone={access.firm.timeZone} />
      {connection.state === "disconnected" ? (
        <Callout
          tone="warning"
          title={t("notConnected")}
          action={<TextLink href="/settings/integrations">{t("notConnectedHint")}</TextLink>}
        />
      ) : null}
      {repeat && repeated ? (
        <Callout
          title={t("repeatOf")}
          action={<TextLink href={`/desk/calls/${repeat.callId}`}>{t("openStopped")}</TextLink>}
        >
          {t.rich("repeatOfHint", { time: () => <ExactTime value={repeat.scheduledFor} withZone /> })}
        </Callout>
      ) : null}
      {repeat?.repeatedBy ? (
        <Callout
          tone="warning"
          action={<TextLink href={`/desk/calls/${repeat.repeatedBy.callId}`}>{t("openRepeat")}</TextLink>}
        >
          {t("repeated")}
        </Callout>
      ) : null}
      {client.phones.length === 0 ? (
        <EmptyState
          icon={<PhoneOff />}
          title={t("number")}
          action={<LinkButton href={`/desk/contacts/${client.id}`}>{cases("page.client")}</LinkButton>}
        >
          {t("noPhone")}
        </EmptyState>
      ) : (
        <CallComposer
          key={repeated?.callId ?? record.id}
          caseId={record.id}
          language={client.preferredLanguage}
          phones={client.phones.map((phone) => ({ id: phone.id, label: formatPhone(phone.e164) }))}
          repeat={repeated}
          draft={draftCallAction}
          schedule={scheduleCallAction}
        />
      )}
    </Page>
  );
}

/** Null where the call was taken up already. */
function repeatedCallOf({ decision, ...repeat }: JudgedRepeat): RepeatedCall | null {
  if (decision === null) return null;
  const { callId, contactPhoneId, purpose, language } = repeat;
  const earliest = decision.verdict === "blocked" ? (decision.earliestLegalAt?.toISOString() ?? null) : null;
  return { callId, contactPhoneId, purpose, language, zone: clientZoneOf(decision.rules), earliest };
}

async function ClockNotices({ timeZone }: { timeZone: string }) {
  const t = await getTranslations("call-composer");
  if (getEnv().DOCKETLINE_MODE !== "embedded") return null;
  return (
    <Callout tone="warning" title={t("simulated")}>
      {isDemoClock()
        ? t.rich("demoClock", { time: () => <ExactTime value={contactNow()} timeZone={timeZone} withZone /> })
        : null}
    </Callout>
  );
}
