import { z } from "zod";
import type { KeptMessage } from "./gateway-memory";
import { refuse } from "./refuse";

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
 * `POST /chat/findMessages/{name}`, by which a desk finds what it was not told. Shapes of 2.3.7
 * (src/api/services/channel.service.ts).
 */
export function answerFindMessages(messages: KeptMessage[], body: unknown): Response {
  const query = findQuery.safeParse(body);
  if (!query.success) return refuse(400, "Bad Request", [query.error.issues[0]?.message ?? "The query cannot be read"]);
  return Response.json(findMessages(messages, query.data));
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
