import { apiKeys } from "./api-keys";
import { auditDetails, auditHeads, auditLogs } from "./audit";
import { automationLogs } from "./automation-logs";
import { broadcastRecipients } from "./broadcast-recipients";
import { broadcasts } from "./broadcasts";
import { callLogs } from "./call-logs";
import { callTokens } from "./call-tokens";
import { callToolInvocations } from "./call-tool-invocations";
import { caseDetailProposals } from "./case-detail-proposals";
import { caseDetails } from "./case-details";
import { caseMembers } from "./case-members";
import { caseNotes } from "./case-notes";
import { caseParties } from "./case-parties";
import { cases } from "./cases";
import { complianceSettings } from "./compliance-settings";
import { connections } from "./connections";
import { consents } from "./consents";
import { contactEmails } from "./contact-emails";
import { contactMappings } from "./contact-mappings";
import { contactPhones } from "./contact-phones";
import { contactWalls } from "./contact-walls";
import { contacts } from "./contacts";
import { conversationEvents } from "./conversation-events";
import { conversationMembers } from "./conversation-members";
import { conversationMentions } from "./conversation-mentions";
import { conversationNotes } from "./conversation-notes";
import { conversations } from "./conversations";
import { creditAccounts } from "./credit-accounts";
import { creditEntries } from "./credit-entries";
import { creditHolds } from "./credit-holds";
import { creditLimits } from "./credit-limits";
import { dataKeys } from "./data-keys";
import { doNotCallNumbers } from "./do-not-call-numbers";
import { firmCounters } from "./firm-counters";
import { firms } from "./firms";
import { gateDecisions } from "./gate-decisions";
import { ghlInstallations } from "./ghl-installations";
import { leadMetadata } from "./lead-metadata";
import { leads } from "./leads";
import { lines } from "./lines";
import { memberships } from "./memberships";
import { messageMappings } from "./message-mappings";
import { messageMedia } from "./message-media";
import { messageSends } from "./message-sends";
import { messageTemplates } from "./message-templates";
import { messages } from "./messages";
import { optoutEvents } from "./optout-events";
import { optoutRegistry } from "./optout-registry";
import { optoutTasks } from "./optout-tasks";
import { platformEvents } from "./platform-events";
import { savedViews } from "./saved-views";
import { webhookAlerts } from "./webhook-alerts";
import { webhookDeliveries } from "./webhook-deliveries";
import { webhookDeliveryAttempts } from "./webhook-delivery-attempts";
import { webhookEndpoints } from "./webhook-endpoints";
import { webhookEvents } from "./webhook-events";
import { webhookRefusals } from "./webhook-refusals";
import { webhookSubscriptions } from "./webhook-subscriptions";

/** Every table, for the Drizzle client and for the suites that walk the tables. */
export const schema = {
  broadcastRecipients,
  broadcasts,
  complianceSettings,
  contactWalls,
  conversationEvents,
  conversationMembers,
  conversationMentions,
  conversationNotes,
  conversations,
  creditAccounts,
  creditEntries,
  creditHolds,
  creditLimits,
  doNotCallNumbers,
  lines,
  messageMedia,
  messageSends,
  messageTemplates,
  optoutTasks,
  savedViews,
  apiKeys,
  auditDetails,
  auditHeads,
  auditLogs,
  automationLogs,
  callLogs,
  callTokens,
  callToolInvocations,
  caseDetailProposals,
  caseDetails,
  caseMembers,
  caseNotes,
  caseParties,
  cases,
  connections,
  consents,
  contactEmails,
  contactMappings,
  contactPhones,
  contacts,
  dataKeys,
  firmCounters,
  firms,
  gateDecisions,
  ghlInstallations,
  leadMetadata,
  leads,
  memberships,
  messageMappings,
  messages,
  optoutEvents,
  optoutRegistry,
  platformEvents,
  webhookAlerts,
  webhookDeliveries,
  webhookDeliveryAttempts,
  webhookEndpoints,
  webhookEvents,
  webhookRefusals,
  webhookSubscriptions,
};
