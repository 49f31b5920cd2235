import type { Page } from "playwright-core";
import { checkAccessible } from "../support/accessibility";
import { check, type Journey } from "../support/journey";
import { demoMember, signedIn } from "../support/person";
import { visit } from "../support/visit";

const CONTACT = "/desk/contacts?q=stanton";
const TEXT = "Good morning, your papers from the clinic are here.";

/** A client who never wrote: a text has to wait for their consent, and the desk leads to where it is recorded. */
export const writeFirst: Journey = {
  name: "staff write to a client first: blocked for want of consent, allowed once it is on record (CMP-03)",
  run: async (context) => {
    const paralegal = await signedIn(context, demoMember("org_calder", "org:paralegal"));
    const { page } = paralegal;
    await openContact(page);
    await page.getByRole("button", { name: "Message", exact: true }).click();
    await page.waitForURL(/\/desk\/inbox\?c=/);
    await page.getByText("Record their consent").waitFor();
    check(await page.getByRole("button", { name: "Send", exact: true }).isDisabled(), "a text goes without consent");
    await checkAccessible(page, "a composer without consent");
    await paralegal.shoot("46-write-first-blocked");
    await page.getByRole("link", { name: "Record their consent" }).click();
    await page.waitForURL(/\/desk\/contacts\//);
    await recordConsent(page);
    await paralegal.shoot("47-write-first-consent");
    await page.getByRole("button", { name: "Message", exact: true }).click();
    await page.getByText("May be sent now").waitFor();
    const field = page.getByRole("textbox", { name: "Reply" });
    await field.fill(TEXT);
    await page.getByRole("button", { name: "Send", exact: true }).click();
    const bubble = page.getByRole("article").filter({ hasText: TEXT });
    await bubble.getByText(/^(Sent|Delivered|Read)$/).waitFor({ timeout: 45_000 });
    await paralegal.shoot("48-write-first-sent");
    check(paralegal.complaints.length === 0, [...new Set(paralegal.complaints)].join("\n"));
    await paralegal.leave();
  },
};

async function openContact(page: Page): Promise<void> {
  await visit(page, CONTACT);
  await page
    .getByRole("link", { name: /Stanton/ })
    .first()
    .click();
  await page.waitForURL(/\/desk\/contacts\/[0-9a-f-]{36}/);
}

async function recordConsent(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Record consent" }).click();
  const form = page.getByRole("dialog", { name: "Record a consent" });
  await form.getByRole("combobox", { name: "For" }).click();
  await page.getByRole("option", { name: "SMS" }).click();
  await form.getByLabel("Wording shown or spoken").fill("You may text me about my case.");
  await form.getByLabel("Version of the wording").fill("Engagement letter, 2026");
  await form.getByLabel("When it was given").fill("2026-11-02T10:00");
  await form.getByRole("button", { name: "Record consent" }).click();
  await form.locator("[data-invalid]").first().waitFor();
  await form.getByLabel("Where the proof is").fill("Page 3 of the engagement letter");
  await checkAccessible(page, "the form of a consent");
  await form.getByRole("button", { name: "Record consent" }).click();
  await page.getByText("Consent recorded").first().waitFor();
}
