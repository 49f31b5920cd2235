import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { GateVerdict } from "@/components/desk/gate-verdict";
import { Badge } from "@/components/ui/badge";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Card } from "@/components/ui/card";
import { Disclosure } from "@/components/ui/disclosure";
import { JsonView } from "@/components/ui/json-view";
import { NoPermissionState } from "@/components/ui/no-permission-state";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { asTenant } from "@/lib/auth/as-tenant";
import { type CallRecord, findCall } from "@/lib/domain/calls/find-call";
import { findCallEvents } from "@/lib/domain/calls/find-call-events";
import { findCallPayload } from "@/lib/domain/calls/find-call-payload";
import { judgeRepeat } from "@/lib/domain/calls/judge-repeat";
import { listProposals } from "@/lib/domain/proposals/list-proposals";
import { cancelCallAction } from "../actions";
import { CallStatus } from "../call-status";
import { AskedAndAnswered } from "./asked-and-answered";
import { CallFacts } from "./call-facts";
import { CallOutcomeCard } from "./call-outcome-card";
import { CallWebhooks } from "./call-webhooks";
import { CancelCall } from "./cancel-call";
import { LiveCall } from "./live-call";
import { StoppedCall } from "./stopped-call";
import { Transcript } from "./transcript";

type CallParams = { params: Promise<{ callId: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("calls");
  return { title: t("title") };
}

export default async function CallPage({ params }: CallParams) {
  const t = await getTranslations("calls");
  const callId = z.uuid().safeParse((await params).callId);
  const access = await asTenant("calls:read", async (tx, { actor }) => {
    const call = callId.success ? await findCall(tx, callId.data) : null;
    if (!call) return null;
    return {
      call,
      events: (await findCallEvents(tx, call.id)) ?? { webhooks: [], toolInvocations: [] },
      payload: await findCallPayload(tx, call.id),
      proposals: call.case ? await listProposals(tx, call.case.id) : [],
      repeat:
        call.dialState === "blocked"
          ? await judgeRepeat(tx, { callId: call.id, userId: actor.userId, now: new Date() })
          : null,
    };
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
  const { call, events, payload, proposals, repeat } = access.data;
  const title = t("page.title", { name: nameOf(call) ?? t("unknownCaller") });
  const mayPlace = access.principal.permissions.has("calls:place");
  const mine = proposals.filter((proposal) => proposal.callId === call.id);
  const canCancel = mayPlace && call.state === "scheduled" && call.dialState === "waiting";
  return (
    <Page>
      <PageHeader
        title={title}
        breadcrumbs={<Breadcrumbs current={title} items={[{ href: "/desk/calls", label: t("title") }]} />}
        status={
          <>
            <CallStatus state={call.state} dialState={call.dialState} outcome={call.outcome} />
            {call.isSimulated ? <Badge tone="warning">{t("simulated")}</Badge> : null}
          </>
        }
        actions={canCancel ? <CancelCall callId={call.id} cancel={cancelCallAction} /> : null}
      />
      <LiveCall callId={call.id} revision={call.revision} isLive={isLive(call)} />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_21rem]">
        <div className="flex min-w-0 flex-col gap-4">
          {call.dialState === "blocked" ? (
            <StoppedCall call={call} repeat={repeat} mayPlace={mayPlace} timeZone={access.firm.timeZone} />
          ) : null}
          <CallOutcomeCard call={call} proposals={mine} />
          <Transcript call={call} />
          <AskedAndAnswered invocations={events.toolInvocations} />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <CallFacts call={call} />
          <CallWebhooks webhooks={events.webhooks} />
          <Paper call={call} payload={payload} timeZone={access.firm.timeZone} />
        </div>
      </div>
    </Page>
  );
}

async function Paper({ call, payload, timeZone }: { call: CallRecord; payload: string | null; timeZone: string }) {
  const t = await getTranslations("calls.page");
  // A stopped call tells its decision above, with the next step.
  const decision = call.dialState === "blocked" ? null : (call.dialDecision ?? call.decision);
  return (
    <>
      {decision ? (
        <Card title={t("decision")} description={t(call.dialDecision ? "atDial" : "atReserve")}>
          <GateVerdict decision={decision} timeZone={timeZone} />
        </Card>
      ) : null}
      {payload ? (
        <Card title={t("payload")}>
          <Disclosure summary={`SHA-256 ${call.payloadHash?.slice(0, 16) ?? ""}…`}>
            <JsonView label={t("payload")} value={payload} />
          </Disclosure>
        </Card>
      ) : null}
    </>
  );
}

function nameOf(call: CallRecord): string | null {
  const person = call.contact ?? call.lead;
  return person ? `${person.firstName} ${person.lastName}` : null;
}

/** Whether more may still come: until the end report, or a refusal. */
function isLive(call: CallRecord): boolean {
  if (call.state === "cancelled" || call.dialState === "refused" || call.dialState === "blocked") return false;
  return call.state !== "ended" || call.reportedAt === null;
}
