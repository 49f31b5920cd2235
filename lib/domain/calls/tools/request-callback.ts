import "server-only";
import { z } from "zod";
import { caseNotes } from "@/db/schema/case-notes";
import { firms } from "@/db/schema/firms";
import type { TenantTx } from "@/db/tenant";
import { recordAutomation } from "@/lib/domain/automation/record-automation";
import { plainText } from "@/lib/domain/details/plain-text.schema";
import { noteOnCall } from "../note-on-call";
import { done, readArguments, refused, spokenText, type ToolContext, type ToolOutcome } from "./call-tool";

const input = z.object({ when: spokenText, language: spokenText.optional() });

const NOTES: Record<"en" | "es", (when: string, inSpanish: boolean) => string> = {
  en: (when, inSpanish) => `The client asks to be called back: “${when}”${inSpanish ? ", in Spanish" : ""}.`,
  es: (when, inSpanish) => `El cliente pide que le devuelvan la llamada: «${when}»${inSpanish ? ", en español" : ""}.`,
};

/**
 * Keeps the wish for a callback for the firm's people, on the call and in the case's notes. No call is planned by it: a
 * person decides, and the gate is asked then.
 */
export async function requestCallback(
  tx: TenantTx,
  context: ToolContext,
  args: Readonly<Record<string, unknown>>,
): Promise<ToolOutcome> {
  const read = readArguments(input, args);
  if (!read.ok) return read.outcome;
  const when = plainText(200).safeParse(read.data.when);
  if (!when.success) return refused("invalid_arguments", "The argument when is not valid.");
  const language = languageOf(read.data.language, context.call.language);
  await noteOnCall(tx, context.call.id, { requestedCallback: { when: when.data, language } });
  if (context.call.caseId !== null) {
    const [firm] = await tx.select({ locale: firms.locale }).from(firms).limit(1);
    const body = NOTES[firm?.locale ?? "en"](when.data, language === "es");
    await tx.insert(caseNotes).values({ caseId: context.call.caseId, body });
  }
  await recordAutomation(tx, {
    trigger: "call.tool",
    action: "callback.requested",
    subjectType: "call",
    subjectId: context.call.id,
    detail: { language },
  });
  return done({ noted: true });
}

function languageOf(said: string | undefined, ofCall: "en" | "es"): "en" | "es" {
  if (said === undefined) return ofCall;
  if (/^(es|spa|esp)/i.test(said)) return "es";
  return /^(en|ing)/i.test(said) ? "en" : ofCall;
}
