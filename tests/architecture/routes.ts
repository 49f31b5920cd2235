type Method = "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS";

/** A route handler with the function that decides who may ask, or `public` for whom anybody may. */
type Route = { file: string; methods: readonly Method[]; check: string; why: string };

export const ROUTES: readonly Route[] = [
  {
    file: "app/api/health/route.ts",
    methods: ["GET"],
    check: "public",
    why: "Says that the process lives, nothing else.",
  },
  {
    file: "app/api/ready/route.ts",
    methods: ["GET"],
    check: "public",
    why: "Says whether the database answers, without detail.",
  },
  {
    file: "app/api/webhooks/clerk/route.ts",
    methods: ["POST"],
    check: "receiveClerkWebhook",
    why: "Svix signature over the raw bytes.",
  },
];
