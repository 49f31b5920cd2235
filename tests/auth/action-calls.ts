import { randomUUID } from "node:crypto";
import * as admin from "@/app/admin/actions";
import * as desk from "@/app/desk/actions";
import * as audit from "@/app/desk/audit/actions";
import * as broadcasts from "@/app/desk/broadcasts/actions";
import * as calls from "@/app/desk/calls/actions";
import * as composer from "@/app/desk/cases/[caseId]/call/actions";
import * as cases from "@/app/desk/cases/actions";
import * as ledger from "@/app/desk/compliance/consents/actions";
import * as doNotCall from "@/app/desk/compliance/do-not-call/actions";
import * as optOuts from "@/app/desk/compliance/opt-outs/actions";
import * as optOutImport from "@/app/desk/compliance/opt-outs/import/actions";
import * as reviews from "@/app/desk/compliance/reviews/actions";
import * as complianceSettings from "@/app/desk/compliance/settings/actions";
import * as contacts from "@/app/desk/contacts/actions";
import * as inbox from "@/app/desk/inbox/actions";
import * as leads from "@/app/desk/leads/actions";
import * as credits from "@/app/settings/credits/actions";
import * as firm from "@/app/settings/firm/actions";
import * as integrations from "@/app/settings/integrations/actions";
import * as lines from "@/app/settings/lines/actions";
import * as templates from "@/app/settings/templates/actions";
import * as webhooks from "@/app/settings/webhooks/actions";
import * as alerts from "@/app/settings/webhooks/alerts/actions";
import * as events from "@/app/settings/webhooks/events/actions";
import * as outgoing from "@/app/settings/webhooks/outgoing/actions";

/** Every module of server actions, by its folder under `app`. */
export const ACTION_MODULES: Record<string, Record<string, unknown>> = {
  admin,
  desk,
  "desk/audit": audit,
  "desk/broadcasts": broadcasts,
  "desk/calls": calls,
  "desk/cases/[caseId]/call": composer,
  "desk/cases": cases,
  "desk/compliance/do-not-call": doNotCall,
  "desk/compliance/consents": ledger,
  "desk/compliance/opt-outs": optOuts,
  "desk/compliance/opt-outs/import": optOutImport,
  "desk/compliance/reviews": reviews,
  "desk/compliance/settings": complianceSettings,
  "desk/contacts": contacts,
  "desk/inbox": inbox,
  "desk/leads": leads,
  "settings/credits": credits,
  "settings/firm": firm,
  "settings/integrations": integrations,
  "settings/lines": lines,
  "settings/templates": templates,
  "settings/webhooks": webhooks,
  "settings/webhooks/alerts": alerts,
  "settings/webhooks/events": events,
  "settings/webhooks/outgoing": outgoing,
};

/** The records of a firm that an action can be pointed at. */
export const RECORDS = {
  caseId: "cases",
  contactId: "contacts",
  phoneId: "contact_phones",
  leadId: "leads",
  callId: "call_logs",
  proposalId: "case_detail_proposals",
  consentId: "consents",
  conversationId: "conversations",
  messageId: "messages",
  lineId: "lines",
  broadcastId: "broadcasts",
  templateId: "message_templates",
  viewId: "saved_views",
  taskId: "optout_tasks",
  entryId: "do_not_call_numbers",
  limitId: "credit_limits",
  endpointId: "webhook_endpoints",
  eventId: "webhook_events",
  alertId: "webhook_alerts",
  subscriptionId: "webhook_subscriptions",
  deliveryId: "webhook_deliveries",
} as const;

export type Ids = Record<keyof typeof RECORDS, string>;

type Run = (ids: Ids) => Promise<unknown>;

const NOW = new Date("2026-11-24T18:00:00.000Z");
const STATE = { status: "open" as const, snoozedUntil: null, assignedUserId: null, tags: [] };
const SEARCH = { view: "open" as const, q: "Lopez", tag: null, channel: null, assignee: null, sort: null };
const PERSON = { firstName: "Iris", lastName: "Vega", preferredLanguage: "es" as const };
const AUDIENCE = { people: "all" as const };
const MESSAGE = { channel: "sms" as const, body: "We call you at four.", scheduledFor: null };

/** Those that name a record: a foreign one has to answer as one that nobody has. */
export const BY_RECORD: Record<string, Run> = {
  "desk/broadcasts saveBroadcastAction": ({ broadcastId, lineId }) =>
    broadcasts.saveBroadcastAction({
      broadcastId,
      lineId,
      name: "Closed",
      purpose: "informational",
      bodyEn: "Closed on Friday.",
      bodyEs: null,
      audience: AUDIENCE,
      perMinute: 60,
    }),
  "desk/broadcasts deleteBroadcastAction": ({ broadcastId }) => broadcasts.deleteBroadcastAction({ broadcastId }),
  "desk/broadcasts copyBroadcastAction": ({ broadcastId }) => broadcasts.copyBroadcastAction({ broadcastId }),
  "desk/broadcasts previewAudienceAction": ({ lineId }) =>
    broadcasts.previewAudienceAction({
      lineId,
      audience: AUDIENCE,
      purpose: "informational",
      bodyEn: "Closed.",
      bodyEs: "",
    }),
  "desk/broadcasts startBroadcastAction": ({ broadcastId }) =>
    broadcasts.startBroadcastAction({ broadcastId, updatedAt: NOW, scheduledFor: null }),
  "desk/broadcasts stopBroadcastAction": ({ broadcastId }) => broadcasts.stopBroadcastAction({ broadcastId }),
  "desk/broadcasts resumeBroadcastAction": ({ broadcastId }) => broadcasts.resumeBroadcastAction({ broadcastId }),
  "desk/broadcasts exportRecipientsAction": ({ broadcastId }) =>
    broadcasts.exportRecipientsAction({ broadcastId, locale: "en" }),
  "desk/calls cancelCallAction": ({ callId }) => calls.cancelCallAction({ callId }),
  "desk/cases/[caseId]/call draftCallAction": ({ caseId, phoneId }) =>
    composer.draftCallAction({
      caseId,
      contactPhoneId: phoneId,
      purpose: "case_information",
      language: "en",
      when: "now",
    }),
  "desk/cases/[caseId]/call scheduleCallAction": ({ caseId }) =>
    composer.scheduleCallAction({ caseId, sealedDraft: "not-sealed-by-us", idempotencyKey: randomUUID() }),
  "desk/cases createCaseAction": ({ contactId }) =>
    cases.createCaseAction({ title: "Vega", practiceArea: "other", clientContactId: contactId }),
  "desk/cases changeCaseStageAction": ({ caseId }) => cases.changeCaseStageAction({ caseId, stage: "closed" }),
  "desk/cases restrictCaseAction": ({ caseId }) => cases.restrictCaseAction({ caseId, isRestricted: true }),
  "desk/cases addCaseNoteAction": ({ caseId }) => cases.addCaseNoteAction({ caseId, body: "A note." }),
  "desk/cases setCaseDetailAction": ({ caseId }) =>
    cases.setCaseDetailAction({ caseId, field: "address", value: "2 Main Street, Phoenix, AZ 85001" }),
  "desk/cases acceptProposalAction": ({ proposalId }) => cases.acceptProposalAction({ id: proposalId }),
  "desk/cases rejectProposalAction": ({ proposalId }) => cases.rejectProposalAction({ id: proposalId }),
  "desk/compliance/do-not-call removeDoNotCallAction": ({ entryId }) => doNotCall.removeDoNotCallAction({ entryId }),
  "desk/compliance/reviews decideReviewAction": ({ taskId }) =>
    reviews.decideReviewAction({ taskId, decision: "confirmed" }),
  "desk/contacts updateContactAction": ({ contactId }) =>
    contacts.updateContactAction({ contactId, ...PERSON, addressState: "AZ", notes: null }),
  "desk/contacts addContactPhoneAction": ({ contactId }) =>
    contacts.addContactPhoneAction({ contactId, phone: "(602) 555-0161", label: "mobile" }),
  "desk/contacts recordConsentAction": ({ contactId, phoneId }) =>
    contacts.recordConsentAction({
      contactId,
      contactPhoneId: phoneId,
      channel: "sms",
      purpose: "informational",
      level: "express",
      captureMethod: "paper",
      wording: "You may write to me.",
      wordingVersion: "1",
      language: "en",
      capturedAt: "2026-11-01T17:00:00Z",
      evidence: "Signed form in the file.",
      signatureKind: null,
      isNotConditionStated: false,
    }),
  "desk/contacts revokeConsentAction": ({ consentId }) => contacts.revokeConsentAction({ consentId }),
  "desk/contacts setHoldAction": ({ contactId }) =>
    contacts.setHoldAction({ contactId, reason: "Order of the court", isBlocking: true }),
  "desk/contacts releaseHoldAction": ({ contactId }) =>
    contacts.releaseHoldAction({ contactId, reason: "The order was lifted" }),
  "desk/contacts startConversationAction": ({ contactId }) => contacts.startConversationAction({ contactId }),
  "desk/contacts recordWishAction": ({ contactId, phoneId }) =>
    contacts.recordWishAction({ contactId, contactPhoneId: phoneId, channel: "all", kind: "stop", words: null }),
  "desk/inbox sendMessageAction": ({ conversationId, lineId }) =>
    inbox.sendMessageAction({ conversationId, lineId, idempotencyKey: randomUUID(), ...MESSAGE }),
  "desk/inbox sendAgainAction": ({ messageId }) => inbox.sendAgainAction({ messageId, scheduledFor: null }),
  "desk/inbox previewSendAction": ({ conversationId, lineId }) =>
    inbox.previewSendAction({ conversationId, lineId, ...MESSAGE }),
  "desk/inbox cancelSendAction": ({ messageId }) => inbox.cancelSendAction({ messageId }),
  "desk/inbox decideUnknownSendAction": ({ messageId }) =>
    inbox.decideUnknownSendAction({ messageId, hasArrived: false }),
  "desk/inbox changeConversationsAction": ({ conversationId }) =>
    inbox.changeConversationsAction({ ids: [conversationId], change: { kind: "resolve" } }),
  "desk/inbox markReadAction": ({ conversationId }) => inbox.markReadAction({ conversationId }),
  "desk/inbox restoreConversationsAction": ({ conversationId }) =>
    inbox.restoreConversationsAction({
      changes: [{ id: conversationId, before: { ...STATE, tags: ["urgent"] }, after: STATE }],
    }),
  "desk/inbox addNoteAction": ({ conversationId }) =>
    inbox.addNoteAction({ conversationId, body: "A note.", mentions: [] }),
  "desk/inbox saveDraftAction": ({ conversationId }) =>
    inbox.saveDraftAction({ conversationId, body: "We call", channel: "sms" }),
  "desk/inbox touchPresenceAction": ({ conversationId }) =>
    inbox.touchPresenceAction({ conversationId, isTyping: true }),
  "desk/inbox setPreferredLineAction": ({ conversationId, lineId }) =>
    inbox.setPreferredLineAction({ conversationId, lineId }),
  "desk/inbox renderTemplateAction": ({ templateId, contactId, caseId }) =>
    inbox.renderTemplateAction({ templateId, contactId, caseId }),
  "desk/inbox deleteViewAction": ({ viewId }) => inbox.deleteViewAction({ viewId }),
  "desk/inbox makeContactAction": ({ conversationId }) => inbox.makeContactAction({ conversationId, ...PERSON }),
  "desk/inbox linkConversationAction": ({ conversationId, contactId }) =>
    inbox.linkConversationAction({ conversationId, contactId }),
  "desk/leads takeLeadAction": ({ leadId }) => leads.takeLeadAction({ leadId }),
  "desk/leads startConversationWithLeadAction": ({ leadId }) => leads.startConversationWithLeadAction({ leadId }),
  "desk/leads changeLeadStatusAction": ({ leadId }) => leads.changeLeadStatusAction({ leadId, status: "contacted" }),
  "settings/credits removeCreditLimitAction": ({ limitId }) => credits.removeCreditLimitAction({ limitId }),
  "settings/integrations revealEndpointAction": ({ endpointId }) => integrations.revealEndpointAction({ endpointId }),
  "settings/integrations rotateEndpointSecretAction": ({ endpointId }) =>
    integrations.rotateEndpointSecretAction({ endpointId }),
  "settings/integrations setEndpointStateAction": ({ endpointId }) =>
    integrations.setEndpointStateAction({ endpointId, state: "paused" }),
  "settings/lines pairWhatsappAction": ({ lineId }) => lines.pairWhatsappAction({ lineId, phone: null }),
  "settings/lines refreshPairingAction": ({ lineId }) => lines.refreshPairingAction({ lineId }),
  "settings/lines testLineAction": ({ lineId }) => lines.testLineAction({ lineId }),
  "settings/lines rotateLineKeyAction": ({ lineId }) =>
    lines.rotateLineKeyAction({ lineId, key: "key-of-somebody-else" }),
  "settings/lines logoutWhatsappAction": ({ lineId }) => lines.logoutWhatsappAction({ lineId }),
  "settings/lines removeWhatsappAction": ({ lineId }) => lines.removeWhatsappAction({ lineId }),
  "settings/lines removeNumberAction": ({ lineId }) => lines.removeNumberAction({ lineId }),
  "settings/lines renameLineAction": ({ lineId }) => lines.renameLineAction({ lineId, label: "Ours" }),
  "settings/lines setDefaultLineAction": ({ lineId }) => lines.setDefaultLineAction({ lineId }),
  "settings/lines setFileHostsAction": ({ lineId }) =>
    lines.setFileHostsAction({ lineId, hosts: "files.example.test" }),
  "settings/templates saveTemplateAction": ({ templateId }) =>
    templates.saveTemplateAction({ templateId, name: "Ours", shortcut: null, bodyEn: "Ours.", bodyEs: null }),
  "settings/templates archiveTemplateAction": ({ templateId }) => templates.archiveTemplateAction({ templateId }),
  "settings/templates restoreTemplateAction": ({ templateId }) => templates.restoreTemplateAction({ templateId }),
  "settings/webhooks updateEndpointAction": ({ endpointId }) =>
    webhooks.updateEndpointAction({ endpointId, label: "Ours", account: null }),
  "settings/webhooks revealSecretAction": ({ endpointId }) => webhooks.revealSecretAction({ endpointId }),
  "settings/webhooks rotateSecretAction": ({ endpointId }) => webhooks.rotateSecretAction({ endpointId }),
  "settings/webhooks setEndpointStateAction": ({ endpointId }) =>
    webhooks.setEndpointStateAction({ endpointId, state: "deleted" }),
  "settings/webhooks sendTestEventAction": ({ endpointId }) => webhooks.sendTestEventAction({ endpointId }),
  "settings/webhooks/alerts dismissAlertAction": ({ alertId }) => alerts.dismissAlertAction({ alertId }),
  "settings/webhooks/alerts reconcileAlertAction": ({ alertId }) => alerts.reconcileAlertAction({ alertId }),
  "settings/webhooks/events revealEventAction": ({ eventId }) => events.revealEventAction({ eventId }),
  "settings/webhooks/events dryRunEventAction": ({ eventId }) => events.dryRunEventAction({ eventId }),
  "settings/webhooks/events dryRunEventsAction": ({ eventId }) => events.dryRunEventsAction({ eventIds: [eventId] }),
  "settings/webhooks/events replayEventsAction": ({ eventId }) => events.replayEventsAction({ eventIds: [eventId] }),
  "settings/webhooks/events quarantineEventsAction": ({ eventId }) =>
    events.quarantineEventsAction({ eventIds: [eventId] }),
  "settings/webhooks/events releaseEventsAction": ({ eventId }) => events.releaseEventsAction({ eventIds: [eventId] }),
  "settings/webhooks/events markEventsDoneAction": ({ eventId }) =>
    events.markEventsDoneAction({ eventIds: [eventId], reason: "not_needed" }),
  "settings/webhooks/events listMatchingEventsAction": ({ endpointId, callId }) =>
    events.listMatchingEventsAction({ endpointId, callId }),
  "settings/webhooks/outgoing updateSubscriptionAction": ({ subscriptionId }) =>
    outgoing.updateSubscriptionAction({ subscriptionId, label: "Ours", eventTypes: ["call.ended"], headers: [] }),
  "settings/webhooks/outgoing rotateSubscriptionSecretAction": ({ subscriptionId }) =>
    outgoing.rotateSubscriptionSecretAction({ subscriptionId }),
  "settings/webhooks/outgoing setSubscriptionStateAction": ({ subscriptionId }) =>
    outgoing.setSubscriptionStateAction({ subscriptionId, state: "deleted" }),
  "settings/webhooks/outgoing revealSubscriptionAction": ({ subscriptionId }) =>
    outgoing.revealSubscriptionAction({ subscriptionId }),
  "settings/webhooks/outgoing sendOutgoingTestAction": ({ subscriptionId }) =>
    outgoing.sendOutgoingTestAction({ subscriptionId }),
  "settings/webhooks/outgoing findDeliveryStateAction": ({ subscriptionId, deliveryId }) =>
    outgoing.findDeliveryStateAction({ subscriptionId, deliveryId }),
  "settings/webhooks/outgoing replayDeliveryAction": ({ deliveryId }) => outgoing.replayDeliveryAction({ deliveryId }),
  "settings/webhooks/outgoing revealDeliveryAction": ({ deliveryId }) => outgoing.revealDeliveryAction({ deliveryId }),
};

/** Those that name no record: what they answer and write is the caller's own. */
export const OF_THE_FIRM: Record<string, () => Promise<unknown>> = {
  "desk searchRecordsAction": () => desk.searchRecordsAction({ query: "Lopez" }),
  "desk/audit verifyChainAction": () => audit.verifyChainAction(),
  "desk/cases searchClientsAction": () => cases.searchClientsAction({ query: "Lopez" }),
  "desk/compliance/do-not-call planDoNotCallAction": () =>
    doNotCall.planDoNotCallAction({
      list: "internal",
      source: "office",
      listedOn: "2026-11-01",
      text: "phone\n+16025550123",
      column: null,
    }),
  "desk/compliance/do-not-call importDoNotCallAction": () =>
    doNotCall.importDoNotCallAction({
      list: "internal",
      source: "office",
      listedOn: "2026-11-01",
      text: "phone\n+16025550123",
      column: null,
    }),
  "desk/compliance/consents exportConsentsAction": () =>
    ledger.exportConsentsAction({ query: null, channel: null, level: null, standing: null }),
  "desk/compliance/opt-outs addOptOutAction": () =>
    optOuts.addOptOutAction({ number: "+16025550123", channel: "all", words: null }),
  "desk/compliance/opt-outs allowAgainAction": () =>
    optOuts.allowAgainAction({ number: "+16025550123", channel: "all", evidence: "Wrote that they want texts." }),
  "desk/compliance/opt-outs exportOptOutsAction": () =>
    optOuts.exportOptOutsAction({ query: null, channel: null, state: null, source: null }),
  "desk/compliance/opt-outs/import planImportAction": () =>
    optOutImport.planImportAction({ text: "phone,channel\n+16025550123,sms", saidOn: "2026-11-01" }),
  "desk/compliance/opt-outs/import runImportAction": () =>
    optOutImport.runImportAction({ text: "phone,channel\n+16025550123,sms", saidOn: "2026-11-01", offset: 0 }),
  "desk/compliance/settings countTextsAction": () => complianceSettings.countTextsAction({ texts: ["One."] }),
  "desk/compliance/settings updateComplianceSettingsAction": () =>
    complianceSettings.updateComplianceSettingsAction({
      contactHours: null,
      frequencyLimit: 1,
      optOutReach: "everything",
      isTextBackEnabled: false,
      textBackEn: null,
      textBackEs: null,
      stopConfirmationEn: null,
      stopConfirmationEs: null,
      helpEn: null,
      helpEs: null,
    }),
  "desk/contacts createContactAction": () =>
    contacts.createContactAction({ ...PERSON, addressState: "AZ", phone: "+16025550123", email: "", notes: null }),
  "desk/inbox changeMatchingAction": () =>
    inbox.changeMatchingAction({ search: SEARCH, change: { kind: "resolve" }, cursor: null }),
  "desk/inbox saveViewAction": () => inbox.saveViewAction({ name: "Ours", isShared: true, query: { view: "open" } }),
  "desk/leads createLeadAction": () =>
    leads.createLeadAction({
      ...PERSON,
      source: "staff",
      practiceArea: "other",
      phone: "+16025550123",
      email: "",
      summary: null,
    }),
  "settings/credits exportStatementAction": () =>
    credits.exportStatementAction({ kind: null, channel: null, userId: null, from: null, to: null }),
  "settings/credits setCreditLimitAction": () =>
    credits.setCreditLimitAction({ scope: "firm", subject: "", period: "day", amount: 5 }),
  "settings/credits setLowBalanceAction": () => credits.setLowBalanceAction({ threshold: 1 }),
  "settings/firm updateFirmAction": () =>
    firm.updateFirmAction({
      name: "Ours",
      timeZone: "America/Phoenix",
      state: "AZ",
      locale: "en",
      callbackNumber: null,
      transferNumber: null,
      hours: {},
      holidays: [],
      isRecordingEnabled: false,
    }),
  "settings/integrations deleteApiKeyAction": () => integrations.deleteApiKeyAction(),
  "settings/templates countSegmentsAction": () => templates.countSegmentsAction({ body: "One." }),
  "settings/webhooks createEndpointAction": () =>
    webhooks.createEndpointAction({ provider: "make", mode: "standard-webhooks" }),
  "settings/webhooks releaseInstallationAction": () => webhooks.releaseInstallationAction({ locationId: "LOC1" }),
  "settings/webhooks requestInstallationAction": () => webhooks.requestInstallationAction({ locationId: "LOC1" }),
  "settings/webhooks/alerts saveRecoveryKeyAction": () =>
    alerts.saveRecoveryKeyAction({ provider: "ghl", apiKey: "pit-of-somebody" }),
  "settings/webhooks/events setProviderStateAction": () =>
    events.setProviderStateAction({ provider: "vapi", state: "paused" }),
};

/** Those that ask a provider with what was typed: only who may is tried here. */
export const ASKING: Record<string, () => Promise<unknown>> = {
  "settings/integrations testConnectionAction": () => integrations.testConnectionAction({ apiKey: "typed" }),
  "settings/integrations saveApiKeyAction": () => integrations.saveApiKeyAction({ apiKey: "typed" }),
  "settings/integrations restoreApiKeyAction": () => integrations.restoreApiKeyAction(),
  "settings/integrations saveCredentialAction": () =>
    integrations.saveCredentialAction({ credentialId: "credential-1" }),
  "settings/lines connectNumberAction": () =>
    lines.connectNumberAction({
      provider: "aloware",
      label: "Ours",
      phone: "+16025550166",
      providerLineId: "1",
      key: "typed",
    }),
  "settings/lines addWhatsappAction": () => lines.addWhatsappAction({ label: "Ours" }),
  "settings/lines connectWhatsappBusinessAction": () =>
    lines.connectWhatsappBusinessAction({ label: "Ours", phoneNumberId: "123456", key: "typed" }),
  "settings/webhooks/outgoing createSubscriptionAction": () =>
    outgoing.createSubscriptionAction({
      url: "https://hooks.example.test/in",
      label: "Ours",
      eventTypes: ["call.ended"],
      headers: [],
    }),
};

/** The platform's own. */
export const OF_THE_PLATFORM: Record<string, (tenantId: string) => Promise<unknown>> = {
  "admin decideInstallationAction": (tenantId) =>
    admin.decideInstallationAction({ locationId: "LOC1", tenantId, decision: "approve" }),
  "admin moveCreditsAction": (tenantId) =>
    admin.moveCreditsAction({ tenantId, kind: "grant", amount: 100, reason: "A gift" }),
  "admin replayDeadJobsAction": () => admin.replayDeadJobsAction({ name: "send-message" }),
};
