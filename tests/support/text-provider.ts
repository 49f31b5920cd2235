import { randomBytes } from "node:crypto";
import { ConnectionDropped } from "@/simulators/http/connection-dropped";
import { listenOnLoopback } from "@/simulators/http/listen-on-loopback";

/** One message that the provider took. */
export type TakenMessage = {
  sid: string;
  to: string;
  from: string;
  body: string;
  statusCallback: string | null;
  at: number;
};

/** What the provider does with the next request to `to`. */
export type Behaviour =
  | { kind: "accept" }
  /** Takes the message; the answer never arrives. */
  | { kind: "lose_answer" }
  /** The connection breaks before anything was taken. */
  | { kind: "break" }
  | { kind: "refuse"; status: number; code: number }
  /** Takes the message and waits for the promise before it answers. */
  | { kind: "wait"; until: Promise<void>; reached: () => void };

export type TextProvider = {
  baseUrl: string;
  taken: TakenMessage[];
  /** Every request to send, also those that were refused. */
  attempts: { to: string; at: number }[];
  behave: (to: string, behaviour: Behaviour) => void;
  close: () => Promise<void>;
};

/** Twilio's Messages resource as the wire sees it: takes, lists and refuses (providers-voice B.3). */
export async function startTextProvider(): Promise<TextProvider> {
  const taken: TakenMessage[] = [];
  const attempts: TextProvider["attempts"] = [];
  const behaviours = new Map<string, Behaviour>();
  const take = (form: URLSearchParams): TakenMessage => {
    const message = {
      sid: `SM${randomBytes(16).toString("hex")}`,
      to: form.get("To") ?? "",
      from: form.get("From") ?? "",
      body: form.get("Body") ?? "",
      statusCallback: form.get("StatusCallback"),
      at: Date.now(),
    };
    taken.push(message);
    return message;
  };
  const post = async (request: Request): Promise<Response> => {
    const form = new URLSearchParams(await request.text());
    const to = form.get("To") ?? "";
    attempts.push({ to, at: Date.now() });
    const behaviour = behaviours.get(to) ?? { kind: "accept" };
    behaviours.delete(to);
    switch (behaviour.kind) {
      case "break":
        throw new ConnectionDropped();
      case "lose_answer":
        take(form);
        throw new ConnectionDropped();
      case "refuse":
        return Response.json(
          { code: behaviour.code, message: "Refused", status: behaviour.status },
          { status: behaviour.status },
        );
      case "wait": {
        const message = take(form);
        behaviour.reached();
        await behaviour.until;
        return created(message);
      }
      case "accept":
        return created(take(form));
    }
  };
  const server = await listenOnLoopback(async (request) => {
    const url = new URL(request.url);
    if (!url.pathname.endsWith("/Messages.json")) return new Response("", { status: 404 });
    if (request.method === "POST") return post(request);
    const to = url.searchParams.get("To");
    return Response.json({ messages: taken.filter((message) => message.to === to).map(listed), next_page_uri: null });
  }, 0);
  return {
    baseUrl: `http://127.0.0.1:${server.port}`,
    taken,
    attempts,
    behave: (to, behaviour) => void behaviours.set(to, behaviour),
    close: () => server.close(),
  };
}

function created(message: TakenMessage): Response {
  return Response.json({ ...listed(message), num_segments: "1", error_code: null }, { status: 201 });
}

function listed({ sid, to, from, body, at }: TakenMessage) {
  const stamp = new Date(at).toUTCString().replace("GMT", "+0000");
  return { sid, to, from, body, status: "queued", direction: "outbound-api", date_created: stamp, date_sent: stamp };
}
