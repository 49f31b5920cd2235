import "server-only";
import type { messages } from "@/db/schema/messages";
import { readWish } from "./read-wish";

type Said = Pick<typeof messages.$inferSelect, "direction" | "body" | "channel" | "deletedAt">;

/**
 * Whether somebody who wrote this waits for a person's answer: a bare STOP, START or HELP is answered by what it does, and
 * what was taken back asks nothing. An unclear stop asks: a person has to look at it.
 */
export function asksForAnswer({ direction, body, channel, deletedAt }: Said): boolean {
  if (direction !== "inbound" || deletedAt !== null) return false;
  const wish = readWish({ body, channel });
  return wish.kind === "none" || (wish.kind === "stop" && !wish.isClear);
}
