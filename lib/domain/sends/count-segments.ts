import "server-only";
import { SegmentedMessage } from "sms-segments-calculator";

export type SegmentCount = { encoding: "gsm7" | "ucs2"; segments: number };

/** The longest text that is taken: ten segments of GSM-7, as Twilio's limit of 1,600 characters. */
export const MAX_BODY_LENGTH = 1_600;

/**
 * How many SMS a text becomes: 160 characters in GSM 03.38 or 153 in each of several, 70 or 67 in UCS-2 (3GPP TS 23.038
 * and 23.040). An empty text is one.
 */
export function countSegments(body: string): SegmentCount {
  const message = new SegmentedMessage(body);
  return { encoding: message.encodingName === "GSM-7" ? "gsm7" : "ucs2", segments: Math.max(1, message.segmentsCount) };
}
