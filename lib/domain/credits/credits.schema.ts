import { z } from "zod";

/** More than any firm uses in years, and far from what the ledger's columns can hold. */
const MAX_CREDITS = 1_000_000;

/** NUL cannot stand in a Postgres text, nor the year 0 in a date. */
const hasNoNul = (text: string) => !text.includes("\0");
const day = z.iso.date().refine((text) => !text.startsWith("0000"));

const credits = z.int().min(0).max(MAX_CREDITS);

/** A grant adds; a correction has a sign. The firm reads the reason in its statement. */
export const moveCreditsInput = z
  .strictObject({
    tenantId: z.uuid(),
    kind: z.enum(["grant", "adjust"]),
    amount: z.int().min(-MAX_CREDITS).max(MAX_CREDITS),
    reason: z.string().trim().min(3).max(300),
  })
  .refine(({ kind, amount }) => (kind === "grant" ? amount > 0 : amount !== 0), { path: ["amount"] });

const LIMIT_SCOPES = ["firm", "channel", "user"] as const;
const LIMIT_PERIODS = ["day", "month"] as const;
const CREDIT_CHANNELS = ["voice", "sms", "whatsapp", "ai"] as const;

export const setCreditLimitInput = z
  .strictObject({
    scope: z.enum(LIMIT_SCOPES),
    /** The channel or the person's user id; empty for the whole firm. */
    subject: z.string().trim().max(100).refine(hasNoNul),
    period: z.enum(LIMIT_PERIODS),
    amount: credits,
  })
  .refine(
    ({ scope, subject }) =>
      scope === "firm"
        ? subject === ""
        : scope === "channel"
          ? (CREDIT_CHANNELS as readonly string[]).includes(subject)
          : subject !== "",
    { path: ["subject"] },
  );

export const removeCreditLimitInput = z.strictObject({ limitId: z.uuid() });

export const setLowBalanceInput = z.strictObject({ threshold: credits });

/** What the statement shows; days are of the firm's zone. */
export const exportStatementInput = z.strictObject({
  kind: z.enum(["hold", "capture", "release", "grant", "expire", "adjust"]).nullable(),
  channel: z.enum(CREDIT_CHANNELS).nullable(),
  userId: z.string().min(1).max(100).refine(hasNoNul).nullable(),
  from: day.nullable(),
  to: day.nullable(),
});

export type StatementFilter = z.output<typeof exportStatementInput>;

const { kind, channel, userId, from, to } = exportStatementInput.shape;

/** The same as an address says it: parts that mean nothing are left out. */
export const statementFilter = z.object({
  kind: kind.catch(null),
  channel: channel.catch(null),
  userId: userId.catch(null),
  from: from.catch(null),
  to: to.catch(null),
});
