import "server-only";
import { z } from "zod";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { caseDetailField } from "@/lib/domain/details/case-detail-fields.schema";
import { seal } from "@/lib/vault/seal";
import { unseal } from "@/lib/vault/unseal";
import { OUTBOUND_PURPOSES } from "./calls.schema";

/** How long a person may look at a preview before it has to be made anew. */
export const DRAFT_LIFETIME_MS = 15 * 60_000;

/** What a draft carries between the preview and the confirmation. Instants are ISO 8601 in UTC. */
const callDraftContent = z.strictObject({
  payloadText: z.string(),
  tokenHash: z.string().regex(/^[0-9a-f]{64}$/),
  caseId: z.uuid(),
  contactPhoneId: z.uuid(),
  clientNumber: z.string(),
  purpose: z.enum(OUTBOUND_PURPOSES),
  language: z.enum(["en", "es"]),
  missingFields: z.array(caseDetailField),
  isRecorded: z.boolean(),
  /** Null: as soon as it is confirmed. */
  scheduledFor: z.iso.datetime().nullable(),
  expiresAt: z.iso.datetime(),
  /** The stopped call that this one takes up again. */
  repeatOf: z.uuid().nullable(),
});
export type CallDraftContent = z.output<typeof callDraftContent>;

/** Seals a draft for the person who made it: base64url text that the browser keeps and cannot read or change. */
export async function sealCallDraft(tx: TenantTx, userId: string, content: CallDraftContent): Promise<string> {
  const envelope = await seal(tx, { service: "call-draft", recordId: userId }, JSON.stringify(content));
  return envelope.toString("base64url");
}

/**
 * Opens a draft of the same person and firm.
 * @throws AppError `invalid_input` for anything else
 */
export async function openCallDraft(tx: TenantTx, userId: string, sealedDraft: string): Promise<CallDraftContent> {
  try {
    const envelope = Buffer.from(sealedDraft, "base64url");
    return callDraftContent.parse(JSON.parse(await unseal(tx, { service: "call-draft", recordId: userId }, envelope)));
  } catch (error) {
    throw new AppError("invalid_input", "This preview cannot be used; make it again", { cause: error });
  }
}
