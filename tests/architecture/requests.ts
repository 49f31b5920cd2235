type RequestUse =
  /** Carries the requests of the others. */
  | "way_out"
  /** Makes a provider call or write to somebody. */
  | "to_a_person"
  /** Asks a provider what it has, or sets up an account, an instance or a mark there. */
  | "to_a_provider"
  /** Fetches a file, or tells a receiver that the firm named of an event. */
  | "to_a_host_of_the_firm"
  /** This deployment's own addresses. */
  | "to_ourselves";

/** Every file that makes a request leave the process or the page, and what for. */
export const REQUESTS: Record<string, RequestUse> = {
  "app/desk/calls/[callId]/live-call.tsx": "to_ourselves",
  "app/desk/inbox/read-inbox.ts": "to_ourselves",
  "app/desk/inbox/use-inbox-events.ts": "to_ourselves",
  "components/desk/use-waiting-count.ts": "to_ourselves",
  "lib/webhooks/send-test-event.ts": "to_ourselves",

  "lib/http/exchange.ts": "way_out",
  "lib/http/request-json.ts": "way_out",
  "lib/integrations/evolution/gateway-request.ts": "way_out",
  "lib/integrations/vapi/client.ts": "way_out",
  "lib/outgoing/fetch-file.ts": "way_out",
  "lib/outgoing/post-to-receiver.ts": "way_out",

  "lib/integrations/aloware/send-message.ts": "to_a_person",
  "lib/integrations/broadcast/send-message.ts": "to_a_person",
  "lib/integrations/evolution/send-message.ts": "to_a_person",
  "lib/integrations/ghl/send-message.ts": "to_a_person",
  "lib/integrations/texting/send-message.ts": "to_a_person",
  "lib/integrations/twilio/send-message.ts": "to_a_person",
  "lib/integrations/vapi/place-call.ts": "to_a_person",
  "lib/outgoing/post-order.ts": "to_a_person",

  "lib/integrations/aloware/set-do-not-call.ts": "to_a_provider",
  "lib/integrations/aloware/test-connection.ts": "to_a_provider",
  "lib/integrations/clerk/rename-organization.ts": "to_a_provider",
  "lib/integrations/evolution/connect-instance.ts": "to_a_provider",
  "lib/integrations/evolution/connection-state.ts": "to_a_provider",
  "lib/integrations/evolution/create-instance.ts": "to_a_provider",
  "lib/integrations/evolution/delete-instance.ts": "to_a_provider",
  "lib/integrations/evolution/fetch-media.ts": "to_a_provider",
  "lib/integrations/evolution/find-instance-of-number.ts": "to_a_provider",
  "lib/integrations/evolution/find-instance-owner.ts": "to_a_provider",
  "lib/integrations/evolution/find-missed-events.ts": "to_a_provider",
  "lib/integrations/evolution/find-sent-message.ts": "to_a_provider",
  "lib/integrations/evolution/logout-instance.ts": "to_a_provider",
  "lib/integrations/evolution/set-webhook.ts": "to_a_provider",
  "lib/integrations/ghl/fetch-media.ts": "to_a_provider",
  "lib/integrations/ghl/find-missed-events.ts": "to_a_provider",
  "lib/integrations/ghl/find-sent-message.ts": "to_a_provider",
  "lib/integrations/ghl/set-do-not-disturb.ts": "to_a_provider",
  "lib/integrations/ghl/test-connection.ts": "to_a_provider",
  "lib/integrations/meta/find-phone-number.ts": "to_a_provider",
  "lib/integrations/twilio/fetch-media.ts": "to_a_provider",
  "lib/integrations/twilio/find-sent-message.ts": "to_a_provider",
  "lib/integrations/twilio/test-connection.ts": "to_a_provider",
  "lib/integrations/vapi/connect-phone-number.ts": "to_a_provider",
  "lib/integrations/vapi/fetch-call.ts": "to_a_provider",
  "lib/integrations/vapi/find-missed-events.ts": "to_a_provider",
  "lib/integrations/vapi/find-placed-call.ts": "to_a_provider",
  "lib/integrations/vapi/set-up-assistant.ts": "to_a_provider",
  "lib/integrations/vapi/test-connection.ts": "to_a_provider",

  "lib/jobs/handlers/fetch-media.ts": "to_a_host_of_the_firm",
  "lib/outgoing/attempt-delivery.ts": "to_a_host_of_the_firm",
};
