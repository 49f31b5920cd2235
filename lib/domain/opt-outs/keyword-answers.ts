import "server-only";
import { desc, eq } from "drizzle-orm";
import { complianceSettings } from "@/db/schema/compliance-settings";
import { contacts } from "@/db/schema/contacts";
import { firms } from "@/db/schema/firms";
import type { TenantTx } from "@/db/tenant";
import { isSpanishKeyword } from "@/lib/domain/compliance/keyword-language";
import { DEFAULT_KEYWORD_TEXTS } from "@/lib/domain/compliance-settings/default-texts";
import { formatPhone } from "@/lib/domain/phones/format-phone";
import { fillTemplate, findTemplateFault } from "@/lib/domain/templates/template-variables";

type Answer = "stop_confirmation" | "help";
type Language = "en" | "es";

/**
 * The text that answers a keyword, in the person's language: the keyword's own when it is Spanish, else the contact's, else
 * the firm's. The firm's wording when it has one, else the product's; a wording that names what is not there falls back.
 */
export async function keywordAnswer(
  tx: TenantTx,
  answer: Answer,
  said: { words: string | null; contactId: string | null },
): Promise<string> {
  const [firm] = await tx
    .select({ name: firms.name, callbackNumber: firms.callbackNumber, locale: firms.locale })
    .from(firms)
    .limit(1);
  const language = await languageOf(tx, said, firm?.locale ?? "en");
  const callbackNumber = firm?.callbackNumber ? formatPhone(firm.callbackNumber) : "";
  const values = { firm_name: firm?.name ?? "", callback_number: callbackNumber };
  const own = await ownWording(tx, answer, language);
  if (own !== null && findTemplateFault(own) === null) {
    const filled = fillTemplate(own, values);
    if (filled.kind === "filled") return filled.body;
  }
  const wording = DEFAULT_KEYWORD_TEXTS[answer][language][callbackNumber === "" ? "withoutNumber" : "withNumber"];
  const filled = fillTemplate(wording, values);
  if (filled.kind === "missing") throw new Error("the firm has no name");
  return filled.body;
}

async function languageOf(
  tx: TenantTx,
  said: { words: string | null; contactId: string | null },
  locale: Language,
): Promise<Language> {
  if (said.words !== null && isSpanishKeyword(said.words)) return "es";
  if (said.contactId === null) return locale;
  const [contact] = await tx
    .select({ language: contacts.preferredLanguage })
    .from(contacts)
    .where(eq(contacts.id, said.contactId));
  return contact?.language ?? locale;
}

async function ownWording(tx: TenantTx, answer: Answer, language: Language): Promise<string | null> {
  const [row] = await tx.select().from(complianceSettings).orderBy(desc(complianceSettings.updatedAt)).limit(1);
  if (!row) return null;
  const wording =
    answer === "help"
      ? { en: row.helpEn, es: row.helpEs }[language]
      : { en: row.stopConfirmationEn, es: row.stopConfirmationEs }[language];
  return wording?.trim() || null;
}
