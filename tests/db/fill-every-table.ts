import { randomBytes, randomUUID } from "node:crypto";
import { schema } from "@/db/schema/schema";
import type { TenantTx } from "@/db/tenant";

const at = new Date("2026-11-20T17:00:00Z");
const number = "+16025550123";

/** Puts at least one row into every tenant table of the transaction's firm; the isolation suite fails for one left empty. */
export async function fillEveryTable(tx: TenantTx): Promise<void> {
  await tx
    .insert(schema.firms)
    .values({ clerkOrganizationId: "org_filled", name: "Filled", slug: "filled", hours: {} });
  await tx.insert(schema.memberships).values({ userId: "user_1", role: "org:paralegal" });
  await tx.insert(schema.firmCounters).values({ name: "case", lastValue: 1 });
  const contactId = await fillContact(tx);
  const { caseId, leadId } = await fillCase(tx, contactId);
  await fillCall(tx, { contactId, caseId, leadId });
  await fillCompliance(tx, contactId);
  await fillVault(tx);
  await fillMessages(tx, contactId);
  await fillOutgoing(tx);
  await fillCredits(tx);
}

async function fillContact(tx: TenantTx): Promise<string> {
  const contactId = randomUUID();
  await tx.insert(schema.contacts).values({ id: contactId, firstName: "Ana", lastName: "Lopez" });
  await tx.insert(schema.contactPhones).values({ contactId, e164: number });
  await tx.insert(schema.contactEmails).values({ contactId, email: "ana@example.test" });
  return contactId;
}

async function fillCase(tx: TenantTx, contactId: string) {
  const caseId = randomUUID();
  const leadId = randomUUID();
  await tx.insert(schema.cases).values({
    id: caseId,
    caseNumber: 1,
    title: "Lopez v. Carrier",
    practiceArea: "auto_accident",
    clientContactId: contactId,
    openedOn: "2026-11-01",
  });
  const walledId = randomUUID();
  await tx.insert(schema.contacts).values({ id: walledId, firstName: "Luz", lastName: "Rey" });
  await tx.insert(schema.cases).values({
    caseNumber: 2,
    title: "Rey",
    practiceArea: "auto_accident",
    clientContactId: walledId,
    openedOn: "2026-11-01",
    isRestricted: true,
  });
  await tx.insert(schema.caseMembers).values({ caseId, userId: "user_1" });
  await tx.insert(schema.caseParties).values({ caseId, name: "Carrier", role: "insurer" });
  await tx.insert(schema.caseNotes).values({ caseId, body: "Called the carrier." });
  await tx.insert(schema.caseDetails).values({ caseId, field: "email", value: "ana@example.test", source: "staff" });
  await tx.insert(schema.leads).values({ id: leadId, firstName: "Ana", lastName: "Lopez", source: "staff" });
  await tx.insert(schema.leadMetadata).values({ leadId, key: "campaign", value: "radio" });
  return { caseId, leadId };
}

async function fillCall(tx: TenantTx, ids: { contactId: string; caseId: string; leadId: string }): Promise<void> {
  const callId = randomUUID();
  await tx.insert(schema.gateDecisions).values({
    contactId: ids.contactId,
    e164: number,
    kind: "ai_call",
    purpose: "case_information",
    moment: "preview",
    verdict: "allowed",
    rules: [],
    disclosures: {},
    policyVersion: "1",
    evaluatedAt: at,
  });
  await tx.insert(schema.callLogs).values({
    id: callId,
    direction: "outbound",
    purpose: "case_information",
    language: "en",
    clientNumber: number,
    ...ids,
  });
  await tx.insert(schema.callTokens).values({
    callId,
    caseId: ids.caseId,
    tokenHash: randomBytes(32),
    allowedFields: ["address"],
    allowedTools: ["save_case_detail"],
    expiresAt: at,
  });
  await tx.insert(schema.callToolInvocations).values({
    callId,
    toolCallId: "t1",
    name: "save_case_detail",
    outcome: "done",
    answer: { result: "ok" },
  });
  await tx.insert(schema.caseDetailProposals).values({
    caseId: ids.caseId,
    callId,
    toolCallId: "t1",
    field: "address",
    heardValue: "1 Main Street",
  });
  await tx
    .insert(schema.automationLogs)
    .values({ trigger: "webhook", action: "call.status", status: "done", subjectType: "call" });
}

async function fillCompliance(tx: TenantTx, contactId: string): Promise<void> {
  const eventId = randomUUID();
  await tx.insert(schema.consents).values({
    contactId,
    e164: number,
    channel: "voice_ai",
    purpose: "informational",
    level: "express",
    captureMethod: "web_form",
    wording: "You may call me.",
    wordingVersion: "1",
    language: "en",
    capturedAt: at,
  });
  await tx
    .insert(schema.optoutEvents)
    .values({ id: eventId, e164: number, channel: "voice", kind: "stop", source: "staff", occurredAt: at });
  await tx
    .insert(schema.optoutRegistry)
    .values({ e164: number, channel: "voice", state: "opted_out", lastEventId: eventId, effectiveAt: at });
  await tx.insert(schema.optoutTasks).values({ eventId, kind: "review", dueAt: at });
  await tx.insert(schema.doNotCallNumbers).values({ e164: number, list: "internal", source: "office", listedOn: at });
  await tx.insert(schema.complianceSettings).values({ frequencyLimit: 2 });
}

async function fillVault(tx: TenantTx): Promise<void> {
  const endpointId = randomUUID();
  await tx.insert(schema.dataKeys).values({ version: 1, wrappedKey: randomBytes(80), kekVersion: 1 });
  await tx.insert(schema.apiKeys).values({ serviceName: "vapi", state: "current", lastFour: "0000", fingerprint: "f" });
  await tx.insert(schema.connections).values({ serviceName: "vapi", state: "connected" });
  await tx.insert(schema.webhookEndpoints).values({
    id: endpointId,
    provider: "vapi",
    tokenHash: randomBytes(32),
    tokenCiphertext: randomBytes(60),
    mode: "standard-webhooks",
    secretCiphertext: randomBytes(60),
    secretFingerprint: "f",
  });
  await tx.insert(schema.webhookEvents).values({
    provider: "vapi",
    endpointId,
    identity: "call-1:status-update:ringing",
    eventType: "status-update",
    verification: "standard-webhooks",
    verifiedWith: "current",
  });
  await tx
    .insert(schema.webhookRefusals)
    .values({ endpointId, provider: "vapi", reason: "bad_signature", requestId: "r", refusedAt: at });
  await tx.insert(schema.webhookAlerts).values({ endpointId, kind: "silent", since: at });
}

async function fillMessages(tx: TenantTx, contactId: string): Promise<void> {
  const [messageId, conversationId, lineId] = [randomUUID(), randomUUID(), randomUUID()];
  await tx.insert(schema.lines).values({
    id: lineId,
    provider: "twilio",
    channel: "sms",
    address: "+16025550100",
    label: "Main",
    state: "connected",
  });
  await tx
    .insert(schema.conversations)
    .values({ id: conversationId, contactId, clientAddress: number, lastMessageAt: at });
  await tx.insert(schema.messages).values({
    id: messageId,
    channel: "sms",
    direction: "inbound",
    contactId,
    conversationId,
    clientAddress: number,
    body: "Hello",
    state: "received",
    stateRank: 1,
    sentAt: at,
    receivedAt: at,
  });
  await tx
    .insert(schema.contactMappings)
    .values({ provider: "ghl", account: "LOC1", externalId: "C1", contactId, e164: number, statedAt: at });
  await tx.insert(schema.messageMappings).values({ provider: "twilio", providerMessageId: "SM1", messageId });
  await tx.insert(schema.messageMedia).values({ messageId, position: 0, state: "waiting" });
  await tx.insert(schema.messageSends).values({
    messageId,
    lineId,
    origin: "person",
    purpose: "case_information",
    idempotencyKey: randomUUID(),
    scheduledFor: at,
    segments: 1,
  });
  await fillConversation(tx, conversationId);
  await fillBroadcast(tx, { contactId, lineId });
}

async function fillConversation(tx: TenantTx, conversationId: string): Promise<void> {
  const noteId = randomUUID();
  await tx
    .insert(schema.conversationNotes)
    .values({ id: noteId, conversationId, authorUserId: "user_1", body: "Ask for the police report." });
  await tx.insert(schema.conversationMentions).values({ noteId, conversationId, userId: "user_1" });
  await tx.insert(schema.conversationEvents).values({ conversationId, kind: "resolved" });
  await tx.insert(schema.conversationMembers).values({ conversationId, userId: "user_1", readAt: at });
  await tx
    .insert(schema.savedViews)
    .values({ screen: "inbox", name: "Waiting", createdByUserId: "user_1", query: { status: "open" } });
  await tx.insert(schema.messageTemplates).values({ name: "Thanks", bodyEn: "Thank you." });
}

async function fillBroadcast(tx: TenantTx, ids: { contactId: string; lineId: string }): Promise<void> {
  const broadcastId = randomUUID();
  await tx.insert(schema.broadcasts).values({
    id: broadcastId,
    name: "Office closed",
    lineId: ids.lineId,
    purpose: "informational",
    bodyEn: "The office is closed on Friday.",
    audience: { people: "clients" },
  });
  await tx
    .insert(schema.broadcastRecipients)
    .values({ broadcastId, contactId: ids.contactId, e164: number, language: "en", position: 1 });
}

async function fillCredits(tx: TenantTx): Promise<void> {
  const holdId = randomUUID();
  await tx.insert(schema.creditAccounts).values({ balance: 9, held: 1 });
  await tx.insert(schema.creditHolds).values({
    id: holdId,
    subjectType: "message",
    subjectId: randomUUID(),
    service: "sms_segment",
    channel: "sms",
    quantity: 1,
    unitPrice: 1,
    amount: 1,
    expiresAt: at,
  });
  await tx
    .insert(schema.creditEntries)
    .values({ sequence: 1, kind: "hold", balanceDelta: -1, heldDelta: 1, balanceAfter: 9, heldAfter: 1, holdId });
  await tx.insert(schema.creditLimits).values({ scope: "firm", period: "day", amount: 100 });
}

async function fillOutgoing(tx: TenantTx): Promise<void> {
  const [subscriptionId, deliveryId] = [randomUUID(), randomUUID()];
  await tx.insert(schema.webhookSubscriptions).values({
    id: subscriptionId,
    label: "Reports",
    urlCiphertext: randomBytes(60),
    urlHost: "hooks.example.test",
    eventTypes: ["call.ended"],
    secretCiphertext: randomBytes(60),
    secretFingerprint: "f",
  });
  await tx
    .insert(schema.webhookDeliveries)
    .values({ id: deliveryId, subscriptionId, messageId: "msg_1", eventType: "call.ended", sequence: 1 });
  await tx.insert(schema.webhookDeliveryAttempts).values({ deliveryId, number: 1, startedAt: at, durationMs: 5 });
}
