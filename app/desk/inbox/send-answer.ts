import type { ReserveSendResult } from "@/lib/domain/sends/reserve-send";

/** What the browser learns of an intent to send: of a refusal only the rules' names and the earliest legal time. */
export function sendAnswerOf(result: ReserveSendResult) {
  if (result.kind !== "blocked") return result;
  const { rules, earliestLegalAt } = result.decision;
  const blockedBy = rules.filter(({ status }) => status === "blocked").map(({ code }) => code);
  return { kind: "blocked" as const, blockedBy, earliestLegalAt };
}
