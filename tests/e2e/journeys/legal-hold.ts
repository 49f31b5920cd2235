import { checkAccessible } from "../support/accessibility";
import { check, type Journey } from "../support/journey";
import { lookAround } from "../support/look-around";
import { demoMember, signedIn } from "../support/person";
import { visit } from "../support/visit";

const FIRM = "org_calder";
const LIFTED = "The order ended with the hearing of 4 December.";
const ORDER = "Superior Court, order of 20 November: no contact until the hearing.";

/** A court forbids contact, the desk holds to it, and the order ends. */
export const legalHold: Journey = {
  name: "a legal hold with its order stands on the contact and locks the composer, until it is released",
  run: async (context) => {
    const admin = await signedIn(context, demoMember(FIRM, "org:admin"));
    const { page } = admin;
    await visit(page, "/desk/contacts?q=villanueva");
    await page
      .getByRole("link", { name: /Villanueva/ })
      .first()
      .click();
    await page.getByRole("button", { name: "Place a hold" }).click();
    const form = page.getByRole("dialog", { name: "Place a legal hold?" });
    await form.getByRole("button", { name: "Place the hold" }).click();
    await form.locator("[data-invalid]").first().waitFor();
    await form.getByLabel("Order and reason").fill(ORDER);
    await checkAccessible(page, "the form of a legal hold");
    await form.getByRole("button", { name: "Place the hold" }).click();
    await page.getByText(ORDER).waitFor();
    await page.getByText("Placed by Maya Calder.").waitFor();
    await admin.shoot("65-legal-hold");
    const contact = page.url();

    await visit(page, "/desk/inbox?view=resolved&q=villanueva");
    await page.locator("[data-conversation]", { hasText: "Villanueva" }).first().click();
    await page.getByText("A legal hold restricts this contact.").first().waitFor();
    const field = page.getByRole("textbox", { name: "Reply" });
    check(!(await field.isEditable()), "a message may be written against the hold");
    await page.getByRole("button", { name: "Why" }).click();
    await page.getByText("Ask whoever placed the hold.").first().waitFor();
    await checkAccessible(page, "a composer under a legal hold");
    await admin.shoot("66-legal-hold-composer");

    await visit(page, contact);
    await page.getByRole("button", { name: "Release the hold" }).click();
    const release = page.getByRole("dialog", { name: "Release the hold?" });
    await release.getByRole("button", { name: "Release", exact: true }).click();
    await release.locator("[data-invalid]").first().waitFor();
    await release.getByLabel("Why the hold ends").fill(LIFTED);
    await checkAccessible(page, "the form that ends a legal hold");
    await admin.shoot("67-legal-hold-release-form");
    await release.getByRole("button", { name: "Release", exact: true }).click();
    await page.getByText("No hold is on this person’s records.").waitFor();
    await page.getByText(`Why it ended: ${LIFTED}`).waitFor();
    await page.getByText(`What it was for: ${ORDER}`).waitFor();
    await page.getByText(/^Released .* by Maya Calder\.$/).waitFor();
    await lookAround(admin, { what: "a hold that was released", shot: "67-legal-hold-released" });
    await visit(page, "/desk/inbox?view=resolved&q=villanueva");
    await page.locator("[data-conversation]", { hasText: "Villanueva" }).first().click();
    // She agreed to WhatsApp; what the firm wrote last may have gone by SMS.
    await page.getByRole("combobox", { name: "Sent by" }).click();
    await page
      .getByRole("option", { name: /^WhatsApp/ })
      .first()
      .click();
    await page.getByText("May be sent now").waitFor();
    check(await field.isEditable(), "the composer is still locked");
    check(admin.complaints.length === 0, [...new Set(admin.complaints)].join("\n"));
    await admin.leave();
  },
};
