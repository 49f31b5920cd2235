import { z } from "zod";
import { checkAccessible } from "../support/accessibility";
import { check, eventually, type Journey } from "../support/journey";
import { demoMember, signedIn } from "../support/person";
import { ask, sendersOf } from "../support/senders";
import { visit } from "../support/visit";

const FIRM = "org_calder";

const deliveries = z.array(
  z.object({
    provider: z.string(),
    scene: z.string(),
    label: z.string(),
    state: z.string(),
    status: z.number().nullable(),
    answer: z.string().nullable(),
  }),
);
const catalogue = z.object({
  senders: z.array(z.object({ provider: z.string(), scenes: z.array(z.object({ id: z.string() })) })),
});

type Deliveries = z.output<typeof deliveries>;

/** Scenes that are wrong on purpose: a proof, an account or an app that is not the firm's. */
const FORGED = /foreign|forged|unsigned|unknown-location|other-app|not-applicable|rsa|tampered|wrong|n-a|old-signature/;

/** Waits until the senders have nothing under way, and gives what became of everything so far. */
function settled(senders: string): Promise<Deliveries> {
  return eventually(
    "the end of every delivery",
    async () => {
      const response = await fetch(`${senders}/deliveries`);
      const all = deliveries.parse(await response.json());
      return all.some(({ state }) => ["planned", "sending", "waiting"].includes(state)) ? null : all;
    },
    90_000,
  );
}

async function playEverySender(senders: string): Promise<void> {
  const { senders: all } = catalogue.parse(await (await fetch(`${senders}/scenes`)).json());
  check(all.length === 7, `${all.length} senders instead of seven`);
  for (const { provider, scenes: some } of all) {
    const genuine = some.filter(({ id }) => !FORGED.test(id)).slice(0, 3);
    for (const { id } of genuine) await ask(`${senders}/play`, { provider, firmId: FIRM, scene: id });
  }
  const told = await settled(senders);
  const wrong = told.filter(({ status }) => status !== 200);
  check(wrong.length === 0, `not taken: ${JSON.stringify(wrong.slice(0, 5))}`);
  const heard = new Set(told.map(({ provider }) => provider));
  check(heard.size === 7, `only ${[...heard].join(", ")} were heard`);
}

/** What arrives twice is one event, a forged delivery is refused, and a client's STOP is on record. */
async function playHeadlines(senders: string): Promise<void> {
  await ask(`${senders}/headlines`, { headline: "stop", firmId: FIRM });
  await ask(`${senders}/headlines`, { headline: "twice", firmId: FIRM });
  const all = await settled(senders);
  check(
    all.some(({ answer }) => answer === "duplicate"),
    "WH-05 nothing was taken for a duplicate",
  );
  for (const fault of ["bad-signature", "stale-past"]) {
    await ask(`${senders}/play`, { provider: "texting", firmId: FIRM, scene: "text", faults: [fault] });
  }
  const refused = (await settled(senders)).filter(({ status }) => status === 401);
  check(refused.length === 2, `WH-01 ${refused.length} forged deliveries were refused instead of two`);
}

/** From what the providers do to what an administrator sees of it, explains and would change. */
export const webhookGateway: Journey = {
  name: "seven simulated senders play into the desk, and the event log says what came, why not, and what a replay would do",
  run: async (context) => {
    const senders = sendersOf(context);
    await playEverySender(senders);
    await playHeadlines(senders);
    const admin = await signedIn(context, demoMember(FIRM, "org:admin"));
    const { page } = admin;
    await visit(page, "/settings/webhooks");
    await page
      .getByRole("link", { name: /Twilio/ })
      .first()
      .waitFor();
    await checkAccessible(page, "the webhook addresses");
    await admin.shoot("30-webhook-addresses");
    await visit(page, "/settings/webhooks/events");
    await page.getByText("The signature was wrong").first().waitFor();
    // A box is named by its label when the page's script has run.
    await page.waitForLoadState("networkidle");
    await checkAccessible(page, "the event log");
    await admin.shoot("31-event-log");
    await page.getByText("The signature was wrong").first().click();
    await page.getByText("Nothing of a refused delivery is kept but these facts", { exact: false }).waitFor();
    await admin.shoot("32-refused-delivery-explained");
    await visit(page, "/settings/webhooks/events?state=processed&provider=texting");
    await page.getByRole("link", { name: "message.received" }).first().click();
    await page.getByRole("button", { name: "Replay" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText(/The work was just tried and taken back|Nothing would change/).waitFor();
    await checkAccessible(page, "a dry run");
    await admin.shoot("33-dry-run");
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await dialog.waitFor({ state: "hidden" });
    check(admin.complaints.length === 0, [...new Set(admin.complaints)].join("\n"));
    await admin.leave();
    const phone = await signedIn(context, demoMember(FIRM, "org:admin"), {
      colorScheme: "dark",
      width: 375,
      locale: "es",
    });
    await visit(phone.page, "/settings/webhooks/events");
    await phone.page.getByText("La firma era incorrecta").first().waitFor();
    const isWide = await phone.page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    check(!isWide, "the event log is wider than a phone");
    await phone.shoot("34-event-log-phone-es-dark");
    await phone.leave();
  },
};
