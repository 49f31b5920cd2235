import "server-only";
import type { LineRow } from "./line-row";

/** What a message that came by the line may call it: its address, or the number that its WhatsApp instance is joined as. */
export function namesOfLine({ address, settings }: Pick<LineRow, "address" | "settings">): string[] {
  return settings.phone === undefined ? [address] : [address, settings.phone];
}
