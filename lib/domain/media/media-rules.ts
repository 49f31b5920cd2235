import "server-only";

/** The largest file that is kept. Twilio takes 5 MB a message, WhatsApp 16 MB for audio and video. */
export const MAX_MEDIA_BYTES = 10 * 1_024 * 1_024;

/** Files of one message that are fetched; Twilio's own limit. */
export const MAX_MEDIA_COUNT = 10;

/** What may be kept, by the first bytes of the file. Nothing of it runs in a browser, and everything else is refused. */
export const ALLOWED_MEDIA_TYPES = [
  "image/jpeg",
  "image/png",
  "image/gif",
  "image/webp",
  "audio/ogg",
  "audio/mpeg",
  "audio/mp4",
  "audio/x-m4a",
  "audio/amr",
  "audio/wav",
  "video/mp4",
  "video/3gpp",
  "application/pdf",
] as const;

/** Shown in the page itself; the others are downloaded. */
export const INLINE_MEDIA_TYPES: ReadonlySet<string> = new Set(
  ALLOWED_MEDIA_TYPES.filter((type) => type !== "application/pdf"),
);
