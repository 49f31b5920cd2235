import type { Locale } from "./locale";
import enAdmin from "./messages/en/admin.json";
import enAudit from "./messages/en/audit.json";
import enAuth from "./messages/en/auth.json";
import enBroadcasts from "./messages/en/broadcasts.json";
import enCallComposer from "./messages/en/call-composer.json";
import enCalls from "./messages/en/calls.json";
import enCases from "./messages/en/cases.json";
import enCommon from "./messages/en/common.json";
import enCompliance from "./messages/en/compliance.json";
import enComplianceDesk from "./messages/en/compliance-desk.json";
import enComplianceSettings from "./messages/en/compliance-settings.json";
import enContacts from "./messages/en/contacts.json";
import enCredits from "./messages/en/credits.json";
import enDoNotCall from "./messages/en/do-not-call.json";
import enErrors from "./messages/en/errors.json";
import enHome from "./messages/en/home.json";
import enInbox from "./messages/en/inbox.json";
import enIntegrations from "./messages/en/integrations.json";
import enLanding from "./messages/en/landing.json";
import enLeads from "./messages/en/leads.json";
import enLines from "./messages/en/lines.json";
import enMessageFailures from "./messages/en/message-failures.json";
import enOutcomes from "./messages/en/outcomes.json";
import enOutgoingWebhooks from "./messages/en/outgoing-webhooks.json";
import enSettings from "./messages/en/settings.json";
import enShell from "./messages/en/shell.json";
import enTemplates from "./messages/en/templates.json";
import enWebhookAlerts from "./messages/en/webhook-alerts.json";
import enWebhookEndpoints from "./messages/en/webhook-endpoints.json";
import enWebhookEvents from "./messages/en/webhook-events.json";
import esAdmin from "./messages/es/admin.json";
import esAudit from "./messages/es/audit.json";
import esAuth from "./messages/es/auth.json";
import esBroadcasts from "./messages/es/broadcasts.json";
import esCallComposer from "./messages/es/call-composer.json";
import esCalls from "./messages/es/calls.json";
import esCases from "./messages/es/cases.json";
import esCommon from "./messages/es/common.json";
import esCompliance from "./messages/es/compliance.json";
import esComplianceDesk from "./messages/es/compliance-desk.json";
import esComplianceSettings from "./messages/es/compliance-settings.json";
import esContacts from "./messages/es/contacts.json";
import esCredits from "./messages/es/credits.json";
import esDoNotCall from "./messages/es/do-not-call.json";
import esErrors from "./messages/es/errors.json";
import esHome from "./messages/es/home.json";
import esInbox from "./messages/es/inbox.json";
import esIntegrations from "./messages/es/integrations.json";
import esLanding from "./messages/es/landing.json";
import esLeads from "./messages/es/leads.json";
import esLines from "./messages/es/lines.json";
import esMessageFailures from "./messages/es/message-failures.json";
import esOutcomes from "./messages/es/outcomes.json";
import esOutgoingWebhooks from "./messages/es/outgoing-webhooks.json";
import esSettings from "./messages/es/settings.json";
import esShell from "./messages/es/shell.json";
import esTemplates from "./messages/es/templates.json";
import esWebhookAlerts from "./messages/es/webhook-alerts.json";
import esWebhookEndpoints from "./messages/es/webhook-endpoints.json";
import esWebhookEvents from "./messages/es/webhook-events.json";

const en = {
  admin: enAdmin,
  audit: enAudit,
  auth: enAuth,
  calls: enCalls,
  templates: enTemplates,
  broadcasts: enBroadcasts,
  "call-composer": enCallComposer,
  cases: enCases,
  common: enCommon,
  compliance: enCompliance,
  "compliance-desk": enComplianceDesk,
  "compliance-settings": enComplianceSettings,
  contacts: enContacts,
  credits: enCredits,
  "do-not-call": enDoNotCall,
  errors: enErrors,
  home: enHome,
  inbox: enInbox,
  integrations: enIntegrations,
  landing: enLanding,
  leads: enLeads,
  lines: enLines,
  outcomes: enOutcomes,
  "outgoing-webhooks": enOutgoingWebhooks,
  "message-failures": enMessageFailures,
  settings: enSettings,
  shell: enShell,
  "webhook-alerts": enWebhookAlerts,
  "webhook-endpoints": enWebhookEndpoints,
  "webhook-events": enWebhookEvents,
};

export type Messages = typeof en;

/**
 * Every text of the interface: one namespace for each screen, one file for each namespace and language.
 * A new namespace is two JSON files and its lines here; English sets the keys that the types accept.
 */
export const messages = {
  en,
  es: {
    admin: esAdmin,
    audit: esAudit,
    auth: esAuth,
    calls: esCalls,
    templates: esTemplates,
    broadcasts: esBroadcasts,
    "call-composer": esCallComposer,
    cases: esCases,
    common: esCommon,
    compliance: esCompliance,
    "compliance-desk": esComplianceDesk,
    "compliance-settings": esComplianceSettings,
    contacts: esContacts,
    credits: esCredits,
    "do-not-call": esDoNotCall,
    errors: esErrors,
    home: esHome,
    inbox: esInbox,
    integrations: esIntegrations,
    landing: esLanding,
    leads: esLeads,
    lines: esLines,
    outcomes: esOutcomes,
    "outgoing-webhooks": esOutgoingWebhooks,
    "message-failures": esMessageFailures,
    settings: esSettings,
    shell: esShell,
    "webhook-alerts": esWebhookAlerts,
    "webhook-endpoints": esWebhookEndpoints,
    "webhook-events": esWebhookEvents,
  },
} satisfies Record<Locale, Record<keyof Messages, unknown>>;
