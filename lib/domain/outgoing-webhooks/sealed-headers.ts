import "server-only";
import { z } from "zod";
import type { TenantTx } from "@/db/tenant";
import { AppError } from "@/lib/core/errors";
import { seal } from "@/lib/vault/seal";
import { unseal } from "@/lib/vault/unseal";
import { headersBinding } from "./webhook-binding";

const stored = z.record(z.string(), z.string());

type Header = { name: string; value: string };
type SealedHeaders = { headersCiphertext: Buffer | null; headerNames: string[] };

/** Further headers as the row keeps them: sealed, with the names open for showing. */
export async function sealHeaders(
  tx: TenantTx,
  subscriptionId: string,
  headers: readonly Header[],
): Promise<SealedHeaders> {
  const headerNames = headers.map(({ name }) => name);
  if (headers.length === 0) return { headersCiphertext: null, headerNames };
  const json = JSON.stringify(Object.fromEntries(headers.map(({ name, value }) => [name, value])));
  return { headersCiphertext: await seal(tx, headersBinding(subscriptionId), json), headerNames };
}

/** The further headers of a subscription by name, for sending. */
export async function unsealHeaders(
  tx: TenantTx,
  row: { id: string; headersCiphertext: Buffer | null },
): Promise<Record<string, string>> {
  if (row.headersCiphertext === null) return {};
  const json: unknown = JSON.parse(await unseal(tx, headersBinding(row.id), row.headersCiphertext));
  const headers = stored.safeParse(json);
  if (!headers.success) throw new AppError("internal", "A subscription's headers could not be read");
  return headers.data;
}
