import { secretsEqual } from "@/lib/core/sha256";
import { isLoopbackUrl } from "../senders/deliveries/is-loopback-url";
import type { ApiRequest, Target } from "../senders/sender";
import { answerMedia } from "./answer-media";
import { listTwilioMessages } from "./list-twilio-messages";
import { planMessageCourse } from "./plan-message-course";
import { refuseMessage } from "./refuse-message";
import { twilioError, writeMessage } from "./twilio-answers";
import type { TwilioMemory, TwilioMessage } from "./twilio-memory";
import { newTwilioSid } from "./twilio-sid";

const SERVICE_NUMBER = "+15005550006";

/**
 * What of Twilio's REST interface a desk needs to send (providers-voice B.3): the account, `POST` and `GET Messages.json`,
 * one message. An account is one that a firm has told of, and its token the one that its webhooks are signed with.
 */
export async function handleTwilioApi(memory: TwilioMemory, api: ApiRequest): Promise<Response> {
  const [version, accounts, account = "", resource, id] = api.path;
  if (version !== "2010-04-01" || accounts !== "Accounts") return notFound(api);
  const accountSid = account.replace(/\.json$/, "");
  const target = api.targets.find((one) => one.account === accountSid);
  if (!isAuthorized(api.request, accountSid, target) || target === undefined) {
    return twilioError(401, 20003, "Authenticate");
  }
  const { method } = api.request;
  if (resource === undefined && method === "GET") {
    return Response.json({ sid: accountSid, friendly_name: target.firmName, status: "active", type: "Full" });
  }
  if (resource === "Messages.json" && method === "POST") return createMessage(memory, api, target);
  if (resource === "Messages.json" && method === "GET") {
    return Response.json(listTwilioMessages(memory.list(accountSid), new URL(api.request.url)));
  }
  const file = method === "GET" ? answerMedia(api.path.slice(3)) : null;
  if (file) return file;
  const message = resource === "Messages" ? memory.find(accountSid, id?.replace(/\.json$/, "") ?? "") : undefined;
  return message && method === "GET" ? Response.json(writeMessage(message)) : notFound(api);
}

function isAuthorized(request: Request, accountSid: string, target: Target | undefined): boolean {
  const basic = /^Basic (\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1] ?? "";
  const given = Buffer.from(basic, "base64").toString("utf8");
  return target !== undefined && secretsEqual(given, `${accountSid}:${target.secret}`);
}

async function createMessage(memory: TwilioMemory, { request, tell }: ApiRequest, target: Target): Promise<Response> {
  const form = new URLSearchParams(await request.text());
  const ordered = {
    to: form.get("To") ?? "",
    from: form.get("From"),
    messagingServiceSid: form.get("MessagingServiceSid"),
    body: form.get("Body") ?? "",
  };
  const refusal = refuseMessage(ordered);
  if (refusal) return refusal;
  const callback = form.get("StatusCallback");
  if (callback !== null && !isLoopbackUrl(callback)) {
    return twilioError(400, 21609, "The 'StatusCallback' URL is not a valid URL of this machine");
  }
  const message: TwilioMessage = {
    ...ordered,
    sid: newTwilioSid("SM"),
    accountSid: target.account ?? "",
    from: ordered.from ?? SERVICE_NUMBER,
    status: ordered.messagingServiceSid === null ? "queued" : "accepted",
    error: null,
    createdAt: new Date(),
    sentAt: null,
  };
  memory.keep(message);
  const told = callback === null ? target : { ...target, url: callback };
  tell(told, "The desk sends a text", planMessageCourse(memory, message));
  return Response.json(writeMessage(message), { status: 201 });
}

function notFound({ request }: ApiRequest): Response {
  const { pathname } = new URL(request.url);
  return twilioError(404, 20404, `The requested resource ${pathname.replace(/^\/twilio/, "")} was not found`);
}
