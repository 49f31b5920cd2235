import { PhoneOff } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
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
import { findCase } from "@/lib/domain/cases/find-case";
import { formatPhone } from "@/lib/domain/phones/format-phone";
import { draftCallAction, scheduleCallAction } from "./actions";
import { CallComposer } from "./call-composer";

type CallParams = { params: Promise<{ caseId: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("cases");
  return { title: t("page.call") };
}

export default async function CallClientPage({ params }: CallParams) {
  const t = await getTranslations("call-composer");
  const cases = await getTranslations("cases");
  const caseId = z.uuid().safeParse((await params).caseId);
  const access = await asTenant("calls:place", async (tx) => {
    const record = caseId.success ? await findCase(tx, caseId.data) : null;
    return record ? { record, connection: await findVapiConnection(tx) } : null;
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
  const { record, connection } = access.data;
  const { client } = record;
  return (
    <Page>
      <PageHeader
        title={t("title", { name: `${client.firstName} ${client.lastName}` })}
        description={t("description")}
        breadcrumbs={
          <Breadcrumbs
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
          caseId={record.id}
          language={client.preferredLanguage}
          phones={client.phones.map((phone) => ({ id: phone.id, label: formatPhone(phone.e164) }))}
          draft={draftCallAction}
          schedule={scheduleCallAction}
        />
      )}
    </Page>
  );
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
