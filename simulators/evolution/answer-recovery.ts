import { z } from "zod";
import type { ApiRequest } from "../senders/sender";
import type { GatewayMemory, KeptMessage } from "./gateway-memory";
import { instanceOf, tokenOf } from "./instance";

const DEFAULT_PAGE_SIZE = 50;
const MAX_PAGE_SIZE = 1000;

const findQuery = z.looseObject({
  where: z
    .looseObject({
      id: z.string().optional(),
      source: z.string().optional(),
      messageType: z.string().optional(),
      key: z
        .looseObject({ id: z.string().optional(), fromMe: z.boolean().optional(), remoteJid: z.string().optional() })
        .optional(),
      messageTimestamp: z.looseObject({ gte: z.string().optional(), lte: z.string().optional() }).optional(),
    })
    .optional(),
  page: z.number().int().min(1).default(1),
  /** The gateway's name for the size of a page. */
  offset: z.number().int().min(1).max(MAX_PAGE_SIZE).default(DEFAULT_PAGE_SIZE),
});

type FindQuery = z.output<typeof findQuery>;

/**
 * The part of the gateway's REST interface by which a desk finds what it was not told: `POST /chat/findMessages/{name}`
 * and `GET /instance/connectionState/{name}`, behind the instance's own token in `apikey`. Shapes of 2.3.7
 * (src/api/services/channel.service.ts): the instance is looked for before the token is checked.
 */
export async function answerRecovery(memory: GatewayMemory, { request, path, targets }: ApiRequest): Promise<Response> {
  const [area, verb, instance = ""] = path;
  const route = `${request.method} /${area}/${verb}`;
  if (route !== "POST /chat/findMessages" && route !== "GET /instance/connectionState") {
    return refuse(404, "Not Found", [`Cannot ${request.method} /${path.join("/")}`]);
  }
  if (!targets.some((target) => instanceOf(target) === instance)) {
    return refuse(404, "Not Found", [`The "${instance}" instance does not exist`]);
  }
  if (request.headers.get("apikey") !== tokenOf(instance)) return refuse(401, "Unauthorized", "Unauthorized");
  if (area === "instance")
    return Response.json({ instance: { instanceName: instance, state: memory.connection(instance) } });
  const query = findQuery.safeParse(await request.json().catch(() => undefined));
  if (!query.success) return refuse(400, "Bad Request", [query.error.issues[0]?.message ?? "The query cannot be read"]);
  return Response.json(findMessages(memory.messages(instance), query.data));
}

function findMessages(all: KeptMessage[], { where, page, offset }: FindQuery) {
  const found = all.filter((message) => isFound(message, where));
  return {
    messages: {
      total: found.length,
      pages: Math.ceil(found.length / offset),
      currentPage: page,
      records: found.slice(offset * (page - 1), offset * page),
    },
  };
}

/** The time window counts only with both ends; `fromMe: false` filters nothing, as in the gateway. */
function isFound(message: KeptMessage, where: FindQuery["where"]): boolean {
  const { key, messageTimestamp: span } = where ?? {};
  const isWanted = (wanted: unknown, actual: unknown) => wanted === undefined || wanted === actual;
  const seconds = (iso: string) => Math.floor(new Date(iso).getTime() / 1000);
  return (
    isWanted(where?.id, message.id) &&
    isWanted(where?.source, message.source) &&
    isWanted(where?.messageType, message.messageType) &&
    isWanted(key?.id || undefined, message.key.id) &&
    isWanted(key?.remoteJid || undefined, message.key.remoteJid) &&
    isWanted(key?.fromMe || undefined, message.key.fromMe) &&
    (!span?.gte ||
      !span.lte ||
      (message.messageTimestamp >= seconds(span.gte) && message.messageTimestamp <= seconds(span.lte)))
  );
}

function refuse(status: number, error: string, message: string | string[]): Response {
  return Response.json({ status, error, response: { message } }, { status });
}
