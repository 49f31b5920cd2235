import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { NoPermissionState } from "@/components/ui/no-permission-state";
import { asTenant } from "@/lib/auth/as-tenant";
import { findMaskedPayload, type MaskedPayload } from "@/lib/domain/webhook-events/find-masked-payload";
import { findWebhookEvent } from "@/lib/domain/webhook-events/find-webhook-event";
import { findLoggedRefusal } from "@/lib/domain/webhook-events/list-logged-refusals";
import { EventView } from "./event-view";
import { RefusalView } from "./refusal-view";

type EventPageProps = { params: Promise<{ eventId: string }> };

type ReadTx = Parameters<Parameters<typeof asTenant>[1]>[0];

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("webhook-events");
  return { title: t("title") };
}

export default async function EventPage({ params }: EventPageProps) {
  const { data: id } = z.uuid().safeParse((await params).eventId);
  const access = await asTenant("integrations:read", (tx) => (id === undefined ? nothing() : findEntry(tx, id)));
  if (!access.granted) return <NoPermissionState {...access.noPermission} />;
  const { event, content, refusal } = access.data;
  const canManage = access.principal.permissions.has("integrations:manage");
  if (event) return <EventView event={event} content={content} canManage={canManage} />;
  if (refusal) return <RefusalView refusal={refusal} />;
  return notFound();
}

/** An entry of the log by its id: an event with its masked content, or a refusal. */
async function findEntry(tx: ReadTx, id: string) {
  const event = await findWebhookEvent(tx, id);
  if (!event) return { event: null, content: null, refusal: await findLoggedRefusal(tx, id) };
  const isReadable = event.hasContent && !event.isWalled;
  const content: MaskedPayload | null = isReadable ? await findMaskedPayload(tx, id) : null;
  return { event, content, refusal: null };
}

async function nothing(): ReturnType<typeof findEntry> {
  return { event: null, content: null, refusal: null };
}
