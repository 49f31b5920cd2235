import "server-only";
import { fileTypeFromBuffer } from "file-type";
import { ALLOWED_MEDIA_TYPES, MAX_MEDIA_BYTES } from "./media-rules";

export type MediaJudgement =
  | { kind: "allowed"; contentType: (typeof ALLOWED_MEDIA_TYPES)[number] }
  | { kind: "refused"; reason: "too_large" | "type_not_allowed" };

/** Looks at a file itself: its first bytes say what it is, whatever its name and its sender say (INP-07). */
export async function judgeMedia(bytes: Buffer): Promise<MediaJudgement> {
  if (bytes.byteLength === 0 || bytes.byteLength > MAX_MEDIA_BYTES) return { kind: "refused", reason: "too_large" };
  const type = await fileTypeFromBuffer(bytes);
  const mime = type?.mime.split(";")[0];
  const allowed = ALLOWED_MEDIA_TYPES.find((each) => each === mime);
  return allowed === undefined
    ? { kind: "refused", reason: "type_not_allowed" }
    : { kind: "allowed", contentType: allowed };
}
