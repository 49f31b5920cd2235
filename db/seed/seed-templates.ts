import "server-only";
import { messageTemplates } from "../schema/message-templates";
import type { TenantTx } from "../tenant";

const TEMPLATES = [
  {
    name: "Documents received",
    shortcut: "received",
    bodyEn: "Hi {{first_name}}, we received your documents, thank you. We will write if anything is missing.",
    bodyEs: "Hola {{first_name}}, recibimos sus documentos, gracias. Le escribiremos si falta algo.",
  },
  {
    name: "We will call you",
    shortcut: "call",
    bodyEn: "Hi {{first_name}}, we will call you today. If it is urgent, call us at {{callback_number}}.",
    bodyEs: "Hola {{first_name}}, le llamaremos hoy. Si es urgente, llámenos al {{callback_number}}.",
  },
  {
    name: "Do not talk to the insurer",
    shortcut: "insurer",
    bodyEn: "Please do not speak with the insurance adjuster. Tell them to contact {{firm_name}}: {{callback_number}}.",
    bodyEs: "Por favor no hable con el ajustador del seguro. Dígale que llame a {{firm_name}}: {{callback_number}}.",
  },
] as const;

/** Replies that a firm uses every day, so that a slash in the inbox finds something. */
export async function seedTemplates(tx: TenantTx, userId: string): Promise<void> {
  await tx.insert(messageTemplates).values(TEMPLATES.map((template) => ({ ...template, createdByUserId: userId })));
}
