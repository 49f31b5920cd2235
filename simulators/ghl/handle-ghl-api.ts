import { answerFile } from "@/simulators/senders/answer-file";
import type { ApiRequest, Target } from "@/simulators/senders/sender";
import { changeContact, findDuplicate, searchContacts, writeContact } from "./answer-contacts";
import { ghlAnswer, ghlRefusal } from "./ghl-answers";
import { ghlIdOf } from "./ghl-id";
import type { GhlLimits } from "./ghl-limits";
import type { GhlKnownContact, GhlMemory } from "./ghl-memory";
import { listMessages, writeListedMessage } from "./list-messages";
import { searchConversations } from "./search-conversations";
import { sendGhlMessage } from "./send-ghl-message";

const VERSIONS = new Set(["v3", "2023-02-21", "2021-07-28", "2021-04-15"]);

/** What a route needs to answer; `locationId` is whose data it is about. */
type Asked = { locationId: string; answer: (target: Target) => Response };
type Api = { memory: GhlMemory; limits: GhlLimits };

/**
 * What of HighLevel's REST interface a desk needs (providers-crm A.1, A.3, A.4, A.6): conversations, their messages and
 * files, `POST /conversations/messages`, contacts by id, number and search, and their marks. Any bearer token will do for the
 * locations of the targets, but `expired` and `no-scope`. Which status stands for a missing `Version` is not confirmed: 400.
 */
export async function handleGhlApi({ memory, limits }: Api, api: ApiRequest): Promise<Response> {
  const file = answerFile(api);
  if (file !== undefined) return file;
  const { request, targets } = api;
  const body = request.method === "GET" ? undefined : await readJson(request);
  const find = routeOf(memory, api, body);
  if (find === undefined) return ghlRefusal(404, "Not Found");
  const token = /^Bearer (\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  if (token === undefined || token === "expired") {
    return ghlRefusal(401, "Invalid token: access token is invalid", "Unauthorized");
  }
  if (token === "no-scope") return ghlRefusal(401, "The token is not authorized for this scope.", "Unauthorized");
  if (!VERSIONS.has(request.headers.get("version") ?? "")) return ghlRefusal(400, "version header is invalid");
  const asked = find();
  if (asked instanceof Response) return asked;
  const target = targets.find(({ account }) => account === asked.locationId);
  if (target === undefined) return ghlRefusal(403, "The token does not have access to this location.", "Forbidden");
  const answer = limits.take(asked.locationId) ?? asked.answer(target);
  for (const [name, value] of Object.entries(limits.headers(asked.locationId))) answer.headers.set(name, value);
  return answer;
}

/** What the address means; undefined for every route that is not simulated. */
function routeOf(memory: GhlMemory, api: ApiRequest, body: unknown): (() => Asked | Response) | undefined {
  const [root, id = "", part, ...rest] = api.path;
  if (rest.length > 0) return undefined;
  const query = new URL(api.request.url).searchParams;
  if (root === "conversations" && id === "messages" && part !== undefined) {
    return api.request.method === "GET" ? () => askedMessage(memory, api.targets, part) : undefined;
  }
  switch (`${api.request.method} ${root} ${part ?? ""}`.trim()) {
    case "GET conversations":
      return id === "search" ? () => askedConversations(memory, query) : undefined;
    case "GET conversations messages":
      return () => askedMessages(memory, id, query);
    case "POST conversations":
      return id === "messages" ? () => askedSend(memory, api, body) : undefined;
    case "GET contacts duplicate":
      if (id !== "search") return undefined;
      return () => withLocation(query.get("locationId"), (of) => findDuplicate(memory, of, query.get("number")));
    case "POST contacts":
      if (id !== "search") return undefined;
      return () => withLocation(textOf(body, "locationId"), () => searchContacts(memory, body));
    case "GET contacts":
      if (id === "") return undefined;
      return () => withContact(memory.findContact(id), (contact) => ghlAnswer(200, { contact: writeContact(contact) }));
    case "PUT contacts":
      return () =>
        withContact(memory.findContact(id), (contact, target) =>
          changeContact(body, { memory, contact, target, tell: api.tell }),
        );
    default:
      return undefined;
  }
}

function askedConversations(memory: GhlMemory, query: URLSearchParams): Asked | Response {
  return withLocation(query.get("locationId"), (of) =>
    ghlAnswer(200, searchConversations(memory.listConversations(of), query)),
  );
}

function askedMessages(memory: GhlMemory, id: string, query: URLSearchParams): Asked | Response {
  const conversation = memory.findConversation(id);
  if (conversation === undefined) return ghlRefusal(404, "Conversation not found", "Not Found");
  return { locationId: conversation.locationId, answer: () => ghlAnswer(200, listMessages(conversation, query)) };
}

function askedMessage(memory: GhlMemory, targets: readonly Target[], messageId: string): Asked | Response {
  const conversations = targets.flatMap(({ account }) => memory.listConversations(account ?? ""));
  for (const conversation of conversations) {
    const message = conversation.messages.find(({ id }) => id === messageId);
    if (message === undefined) continue;
    const { locationId } = conversation;
    return { locationId, answer: () => ghlAnswer(200, writeListedMessage(conversation, message)) };
  }
  return ghlRefusal(404, "Message not found", "Not Found");
}

function askedSend(memory: GhlMemory, { targets, tell }: ApiRequest, body: unknown): Asked | Response {
  const contactId = textOf(body, "contactId") ?? "";
  const contact = memory.findContact(contactId) ?? contactOf(targets, contactId, textOf(body, "toNumber"));
  return withContact(contact, (known, target) => sendGhlMessage(body, { memory, target, contact: known, tell }));
}

/** A contact's id follows from its number, so that contacts outlive a restart of the simulator. */
function contactOf(targets: readonly Target[], id: string, phone: string | null): GhlKnownContact | undefined {
  const target = targets.find(({ account }) => phone !== null && ghlIdOf("contact", account ?? "", phone) === id);
  if (target === undefined || phone === null) return undefined;
  return { id, locationId: target.account ?? "", name: "", phone, dnd: false, dndSettings: {} };
}

function withLocation(locationId: string | null, answer: (locationId: string) => Response): Asked | Response {
  if (!locationId) return ghlRefusal(422, ["locationId must be a string"], "Unprocessable Entity");
  return { locationId, answer: () => answer(locationId) };
}

function withContact(
  contact: GhlKnownContact | undefined,
  answer: (contact: GhlKnownContact, target: Target) => Response,
): Asked | Response {
  if (contact === undefined) return ghlRefusal(400, "Contact not found");
  return { locationId: contact.locationId, answer: (target) => answer(contact, target) };
}

async function readJson(request: Request): Promise<unknown> {
  try {
    return await request.json();
  } catch {
    return undefined;
  }
}

function textOf(body: unknown, name: string): string | null {
  if (typeof body !== "object" || body === null) return null;
  const value: unknown = Object.entries(body).find(([key]) => key === name)?.[1];
  return typeof value === "string" ? value : null;
}
