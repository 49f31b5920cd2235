type Method = "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS";

/** A route handler with the function that decides who may ask, or `public` for whom anybody may. */
type Route = { file: string; methods: readonly Method[]; check: string; why: string };

/** A provider's door answers every method by itself: all but POST with 405. */
const DOOR_METHODS: readonly Method[] = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

export const ROUTES: readonly Route[] = [
  {
    file: "app/api/desk/calls/[callId]/events/route.ts",
    methods: ["GET"],
    check: "requireApiPrincipal",
    why: "Live changes of one call for its firm's staff.",
  },
  {
    file: "app/api/desk/inbox/events/route.ts",
    methods: ["GET"],
    check: "requireApiPrincipal",
    why: "Live changes of the inbox for its firm's staff.",
  },
  {
    file: "app/api/desk/inbox/conversations/[conversationId]/route.ts",
    methods: ["GET"],
    check: "answerAsTenant",
    why: "One conversation for its firm's staff, read ahead by the inbox.",
  },
  {
    file: "app/api/desk/inbox/conversations/[conversationId]/thread/route.ts",
    methods: ["GET"],
    check: "answerAsTenant",
    why: "What was said in one conversation, for its firm's staff.",
  },
  {
    file: "app/api/desk/inbox/conversations/route.ts",
    methods: ["GET"],
    check: "answerAsTenant",
    why: "Pages of the inbox's list for its firm's staff.",
  },
  {
    file: "app/api/desk/inbox/counts/route.ts",
    methods: ["GET"],
    check: "answerAsTenant",
    why: "How many conversations stand in each view of the inbox.",
  },
  {
    file: "app/api/desk/inbox/waiting/route.ts",
    methods: ["GET"],
    check: "answerAsTenant",
    why: "How many people wait for an answer, for the navigation.",
  },
  {
    file: "app/api/desk/media/[mediaId]/route.ts",
    methods: ["GET"],
    check: "requireApiPrincipal",
    why: "A file of a message for its firm's staff.",
  },
  {
    file: "app/api/health/route.ts",
    methods: ["GET"],
    check: "public",
    why: "Says that the process lives, nothing else.",
  },
  {
    file: "app/api/jobs/drain/route.ts",
    methods: ["GET", "POST"],
    check: "answerDrain",
    why: "The scheduler's secret, compared in constant time; without one in the settings nobody may ask.",
  },
  {
    file: "app/api/ready/route.ts",
    methods: ["GET"],
    check: "public",
    why: "Says whether the database answers, without detail.",
  },
  {
    file: "app/api/webhooks/[provider]/[endpoint]/route.ts",
    methods: DOOR_METHODS,
    check: "answerWebhook",
    why: "The endpoint's token names the firm, and the provider's proof is checked over the raw bytes.",
  },
  {
    file: "app/api/webhooks/clerk/route.ts",
    methods: ["POST"],
    check: "receiveClerkWebhook",
    why: "Svix signature over the raw bytes.",
  },
  {
    file: "app/api/webhooks/ghl/route.ts",
    methods: DOOR_METHODS,
    check: "answerWebhook",
    why: "HighLevel's signature proves the bytes, and the location that a firm was given names the firm.",
  },
  {
    file: "app/api/webhooks/vapi/route.ts",
    methods: DOOR_METHODS,
    check: "answerWebhook",
    why: "The platform's own secret proves the bytes, and the call token alone names the firm.",
  },
];
