import { metaTokenOf } from "@/simulators/evolution/instance";
import { checkAccessible } from "../support/accessibility";
import { phoneOf } from "../support/clients";
import { check, eventually, type Journey, type JourneyContext } from "../support/journey";
import { demoMember, signedIn } from "../support/person";
import { play, sendersOf } from "../support/senders";
import { visit } from "../support/visit";

const FIRM = "org_calder";
const CLIENT = "Villanueva";
const PHONE_NUMBER_ID = "106540352242913";

/** From Meta's token to a reply within the 24 hours, and what stands there before the person wrote. */
export const whatsappBusiness: Journey = {
  name: "an admin adds a WhatsApp Business number by Meta's token; its 24-hour window stands in the composer, closed and open",
  run: async (context) => {
    const admin = await signedIn(context, demoMember(FIRM, "org:admin"));
    const { page } = admin;
    await visit(page, "/settings/lines");
    await page.getByRole("button", { name: "Add WhatsApp Business" }).click();
    const form = page.getByRole("dialog", { name: "Add a number of WhatsApp Business" });
    await form.getByLabel("Name").fill("Main number");
    await form.getByLabel("Phone number ID").fill(PHONE_NUMBER_ID);
    await form.getByLabel("Access token").fill(metaTokenOf("106540352242999"));
    await form.getByRole("button", { name: "Test and connect" }).click();
    await form.getByText("Meta does not open this number to this token.", { exact: false }).waitFor();
    await checkAccessible(page, "a refused token of Meta's");
    await form.getByLabel("Access token").fill(metaTokenOf(PHONE_NUMBER_ID));
    await form.getByRole("button", { name: "Test and connect" }).click();
    await form.waitFor({ state: "detached", timeout: 45_000 });
    const line = page.getByRole("listitem").filter({ hasText: "WhatsApp Business" });
    await line.getByText("Connected as (602) 555-0113").waitFor();

    await visit(page, "/desk/inbox?view=resolved&q=villanueva");
    await page.locator("[data-conversation]", { hasText: CLIENT }).first().click();
    await page.getByRole("combobox", { name: "Sent by" }).click();
    await page
      .getByRole("option")
      .filter({ hasText: /^Main number/ })
      .click();
    await page.getByText("WhatsApp’s 24-hour window is closed", { exact: true }).waitFor();
    await page
      .getByText("WhatsApp’s 24-hour window is closed. Wait until they write, or choose SMS.")
      .first()
      .waitFor();
    const field = page.getByRole("textbox", { name: "Reply" });
    await field.fill("Your appointment is tomorrow at nine.");
    check(await page.getByRole("button", { name: "Send", exact: true }).isDisabled(), "free text may be sent unasked");
    await checkAccessible(page, "a closed window");
    await admin.shoot("35-whatsapp-window-closed");

    const from = phoneOf(FIRM, CLIENT);
    await play(context, { provider: "evolution", firmId: await instanceOf(context), scene: "text", input: { from } });
    await page.getByText(/^WhatsApp window open until/).waitFor({ timeout: 45_000 });
    await page.getByText("May be sent now").waitFor();
    await admin.shoot("36-whatsapp-window-open");
    await field.press("Control+Enter");
    const bubble = page.getByRole("article").filter({ hasText: "Your appointment is tomorrow at nine." });
    await bubble.getByText(/^(Sent|Delivered|Read)$/).waitFor({ timeout: 45_000 });
    check(admin.complaints.length === 0, [...new Set(admin.complaints)].join("\n"));
    await admin.leave();
  },
};

/** The gateway's name of the number that was connected last. */
async function instanceOf(context: JourneyContext): Promise<string> {
  return eventually("the number at the gateway", async () => {
    const known = await (await fetch(`${sendersOf(context)}/scenes`)).text();
    return [...known.matchAll(/"account":"(dl-[^"]+)"/g)].at(-1)?.[1];
  });
}
