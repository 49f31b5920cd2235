import { z } from "zod";
import type { ClerkSimulator } from "@/simulators/clerk/create-clerk-simulator";
import { APP_ORIGIN, SECRET_KEY } from "@/simulators/clerk/testing/test-instance";

const sessionShape = z.object({
  id: z.string(),
  status: z.string(),
  last_active_organization_id: z.string().nullable(),
  tasks: z.array(z.object({ key: z.string() })).nullable(),
  last_active_token: z.object({ jwt: z.string() }).nullable(),
});
const clientShape = z.object({ sessions: z.array(sessionShape), last_active_session_id: z.string().nullable() });
const resourceShape = z.record(z.string(), z.unknown());
const listShape = z.array(z.unknown()).transform((list): Record<string, unknown> => ({ list }));
const answerShape = z.looseObject({
  response: z.union([resourceShape, listShape]).nullable().optional(),
  client: clientShape.nullable().optional(),
  jwt: z.string().optional(),
  errors: z.array(z.looseObject({ code: z.string(), message: z.string() })).optional(),
});

export type FapiAnswer = { status: number; headers: Headers; body: z.output<typeof answerShape> };

/** What clerk-js does in one browser: form bodies, `_method`, cookies, and the product's proxy in between. */
export class TestBrowser {
  readonly cookies = new Map<string, string>();
  readonly #simulator: ClerkSimulator;

  constructor(simulator: ClerkSimulator) {
    this.#simulator = simulator;
  }

  async send(method: string, path: string, form: Record<string, string> = {}): Promise<FapiAnswer> {
    const response = await this.request(method, path, form);
    return { status: response.status, headers: response.headers, body: answerShape.parse(await response.json()) };
  }

  async request(method: string, path: string, form: Record<string, string> = {}): Promise<Response> {
    const url = new URL(`http://127.0.0.1/fapi/v1${path}`);
    if (method !== "GET" && method !== "POST") url.searchParams.set("_method", method);
    const response = await this.#simulator.fetch(
      new Request(url, {
        method: method === "GET" ? "GET" : "POST",
        headers: {
          cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; "),
          "clerk-proxy-url": `${APP_ORIGIN}/__clerk`,
          "clerk-secret-key": SECRET_KEY,
          ...(method === "GET" ? {} : { origin: APP_ORIGIN, "content-type": "application/x-www-form-urlencoded" }),
        },
        ...(method === "GET" ? {} : { body: new URLSearchParams(form).toString() }),
      }),
    );
    for (const directive of response.headers.getSetCookie()) this.#keep(directive);
    return response;
  }

  /** Signs in and answers the session's id and first token. */
  async signIn(email: string, password: string): Promise<{ sessionId: string; token: string }> {
    const answer = await this.send("POST", "/client/sign_ins", { identifier: email, password, strategy: "password" });
    return this.#started(answer);
  }

  /** Redeems a ticket and answers the session's id and first token. */
  async signInByTicket(ticket: string): Promise<{ sessionId: string; token: string }> {
    return this.#started(await this.send("POST", "/client/sign_ins", { strategy: "ticket", ticket }));
  }

  /** A fresh session token, as clerk-js fetches one every minute. */
  async token(sessionId: string, organizationId = ""): Promise<string> {
    const answer = await this.send("POST", `/client/sessions/${sessionId}/tokens`, { organization_id: organizationId });
    return z.string().parse(answer.body.jwt);
  }

  #started(answer: FapiAnswer): { sessionId: string; token: string } {
    const session = answer.body.client?.sessions[0];
    if (session?.last_active_token) return { sessionId: session.id, token: session.last_active_token.jwt };
    throw new Error(`not signed in: ${JSON.stringify(answer.body)}`);
  }

  #keep(directive: string): void {
    const [pair = ""] = directive.split(";");
    const name = pair.slice(0, pair.indexOf("="));
    if (/max-age=0/i.test(directive)) this.cookies.delete(name);
    else this.cookies.set(name, pair.slice(pair.indexOf("=") + 1));
  }
}
