import type { Page } from "playwright-core";
import { checkAccessible } from "../support/accessibility";
import { check, type Journey, type JourneyContext } from "../support/journey";
import { lookAround } from "../support/look-around";
import { demoMember, signedIn } from "../support/person";
import { ask, play, requestsTo, sendersOf } from "../support/senders";
import { visit } from "../support/visit";

const FIRM = "org_calder";
/** The simulated platforms take what is sent to such numbers and never tell of it (see simulated-fate.ts). */
const ARRIVED = { e164: "+14805550179", shown: "(480) 555-0179", text: "We have your papers." };
const LOST = { e164: "+16235550179", shown: "(623) 555-0179", text: "Please call us back." };
/** A person may say what became of a message from two minutes on. */
const PATIENCE_MS = 180_000;

const atProvider = new WeakMap<JourneyContext["desk"], number>();

function rowOf(page: Page, shown: string) {
  return page.locator("[data-conversation]", { hasText: shown });
}

async function open(page: Page, shown: string): Promise<void> {
  // Looked for: among many newer ones it is not drawn.
  await visit(page, `/desk/inbox?${new URLSearchParams({ q: shown })}`);
  const row = rowOf(page, shown);
  await row.waitFor({ timeout: 45_000 });
  await row.click();
  await page.getByRole("textbox", { name: "Reply" }).waitFor();
}

/** First half, early: what was asked of the provider was done, and no answer came. */
export const loseAnswers: Journey = {
  name: "a lost answer: the message says that it is being looked up, and is not sent again",
  run: async (context) => {
    const paralegal = await signedIn(context, demoMember(FIRM, "org:paralegal"));
    const { page } = paralegal;
    for (const { e164: from } of [ARRIVED, LOST]) {
      await play(context, { provider: "texting", firmId: FIRM, scene: "text", input: { from, text: "Any news?" } });
    }
    const before = await requestsTo(context, "texting");
    for (const { shown, text } of [ARRIVED, LOST]) {
      await ask(`${sendersOf(context)}/api-faults`, { provider: "texting", fault: "lost-answer" });
      await open(page, shown);
      await page.getByRole("combobox", { name: "Sent by" }).click();
      await page
        .getByRole("option")
        .filter({ hasText: /^Texting/ })
        .click();
      await page.getByRole("textbox", { name: "Reply" }).fill(text);
      await page.getByText("May be sent now").waitFor();
      await page.getByRole("textbox", { name: "Reply" }).press("Control+Enter");
      const bubble = page.getByRole("article").filter({ hasText: text });
      await bubble.getByText("Being looked up").waitFor({ timeout: 45_000 });
      await bubble.getByText("until then it is not sent again", { exact: false }).waitFor();
    }
    await visit(page, "/desk/inbox?view=unknown");
    for (const { shown } of [ARRIVED, LOST]) await rowOf(page, shown).getByText("Delivery unknown").waitFor();
    await lookAround(paralegal, { what: "conversations with a lost answer", shot: "44-inbox-lost-answers" });
    const after = await requestsTo(context, "texting");
    check(after === before + 2, `${after - before} requests for two messages`);
    atProvider.set(context.desk, after);
    await paralegal.leave();
  },
};

/** Second half, late: nobody told, so a person says what became of each. */
export const decideLost: Journey = {
  name: "a lost answer: staff note that one message arrived and one did not, and nothing is asked of the provider again",
  run: async (context) => {
    const paralegal = await signedIn(context, demoMember(FIRM, "org:paralegal"));
    const { page } = paralegal;
    await open(page, ARRIVED.shown);
    const arrived = page.getByRole("article").filter({ hasText: ARRIVED.text });
    await arrived.getByRole("button", { name: "It arrived" }).click({ timeout: PATIENCE_MS });
    await arrived.getByText("Delivered", { exact: true }).waitFor();
    await open(page, LOST.shown);
    const lost = page.getByRole("article").filter({ hasText: LOST.text });
    await lost.getByRole("button", { name: "It did not arrive" }).waitFor({ timeout: PATIENCE_MS });
    await checkAccessible(page, "a message of which nobody told");
    await paralegal.shoot("45-inbox-unknown");
    await lost.getByRole("button", { name: "It did not arrive" }).click();
    await lost.getByText("Not delivered", { exact: true }).waitFor();
    await lost.getByText("Somebody of the firm noted that it did not arrive.").waitFor();
    await lost.getByRole("button", { name: "Write again" }).click();
    const written = await page.getByRole("textbox", { name: "Reply" }).inputValue();
    check(written === LOST.text, `“${written}” stands in the composer`);
    await visit(page, "/desk/inbox?view=unknown");
    await page.getByRole("list", { name: "Conversations" }).or(page.getByText("Nothing is in doubt")).first().waitFor();
    for (const { shown } of [ARRIVED, LOST]) await rowOf(page, shown).waitFor({ state: "detached" });
    const asked = await requestsTo(context, "texting");
    check(asked === atProvider.get(context.desk), `${asked} requests in all: the provider was asked again`);
    check(paralegal.complaints.length === 0, [...new Set(paralegal.complaints)].join("\n"));
    await paralegal.leave();
  },
};
