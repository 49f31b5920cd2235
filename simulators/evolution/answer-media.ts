import { z } from "zod";
import type { GatewayCall } from "./answer-gateway";
import { refuse } from "./refuse";

const mediaBody = z.looseObject({ message: z.looseObject({ key: z.looseObject({ id: z.string() }) }) });
const file = z.looseObject({ mimetype: z.string(), fileName: z.string().optional(), caption: z.string().optional() });

/** One pixel each, or a page without words: files of their kind, of which nothing is anybody's. */
const CONTENTS: Record<string, string> = {
  image:
    "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=",
  application: Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n").toString(
    "base64",
  ),
  audio: Buffer.from(`OggS${"\0".repeat(60)}`).toString("base64"),
};

/** `POST /chat/getBase64FromMediaMessage/{name}`: the file of a message that the gateway keeps. */
export function answerMedia({ memory, instance, body }: GatewayCall): Response {
  const parsed = mediaBody.safeParse(body);
  const id = parsed.data?.message.key.id;
  const message = memory.messages(instance.name).find(({ key }) => key.id === id);
  if (!message) return refuse(400, "Bad Request", ["Message not found"]);
  const media = file.safeParse(message.message[message.messageType]);
  if (!media.success) return refuse(400, "Bad Request", ["The message is not of the media type"]);
  const { mimetype, fileName, caption } = media.data;
  const base64 = CONTENTS[mimetype.split("/")[0] ?? ""] ?? "";
  return Response.json(
    {
      mediaType: message.messageType,
      fileName: fileName ?? `${id}.bin`,
      caption: caption ?? "",
      mimetype,
      base64,
      buffer: null,
    },
    { status: 201 },
  );
}
