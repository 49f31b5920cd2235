import "server-only";
import { isNull } from "drizzle-orm";
import { type LineSettings, lines } from "@/db/schema/lines";
import { lockName, type TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import type { MessageChannel } from "@/lib/domain/messages/message-input";
import { MOST_LINES } from "./line-limit";
import type { LineReason } from "./line-reason";
import { type LineProvider, type LineRow, type LineState, lineColumns } from "./line-row";

export type NewLine = {
  provider: LineProvider;
  channel: MessageChannel;
  /** E.164, or the name of the WhatsApp instance. */
  address: string;
  label: string;
  account: string | null;
  settings: LineSettings;
  state: LineState;
  reason: LineReason | null;
};

/**
 * Adds a line. The first of its channel becomes the channel's default.
 * @throws AppError `conflict` when the firm has that address at that provider already, or another account there: it has one
 * key for each provider; `precondition_failed` when it has as many lines as it may
 */
export async function addLine(tx: TenantTx, line: NewLine): Promise<LineRow> {
  // One at a time, so that two first lines cannot both be the default.
  await lockName(tx, "lines");
  const { reason, ...values } = line;
  const present = await tx.select(lineColumns).from(lines).where(isNull(lines.removedAt));
  if (present.length >= MOST_LINES) throw new AppError("precondition_failed", `A firm can have ${MOST_LINES} lines`);
  const sameProvider = present.filter(({ provider }) => provider === line.provider);
  if (sameProvider.some(({ address, channel }) => address === line.address && channel === line.channel)) {
    throw new AppError("conflict", "This line is there already");
  }
  if (sameProvider.some(({ account }) => account !== line.account)) {
    throw new AppError("conflict", "The firm's other lines of this provider belong to another account");
  }
  const isDefault = !present.some(({ channel }) => channel === line.channel);
  const [added] = await tx
    .insert(lines)
    .values({ ...values, stateReason: reason, isDefault })
    .returning(lineColumns);
  if (!added) throw new Error("the line was not kept");
  return added;
}
