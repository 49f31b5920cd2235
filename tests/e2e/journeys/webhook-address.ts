import { checkAccessible } from "../support/accessibility";
import { check, type Journey } from "../support/journey";
import { demoMember, signedIn } from "../support/person";
import { visit } from "../support/visit";

/** What an administrator does to let another system in, and what everybody else may see of it. */
export const webhookAddress: Journey = {
  name: "an admin opens a webhook address, and a signed test event comes through it",
  run: async (context) => {
    const admin = await signedIn(context, demoMember("org_whitfield", "org:admin"));
    const { page } = admin;
    await visit(page, "/settings/webhooks");
    await page.getByRole("button", { name: "New address" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("combobox").click();
    await page.getByRole("option", { name: /^Make/ }).click();
    await checkAccessible(page, "the form of a new address");
    await dialog.getByRole("button", { name: "Open address" }).click();
    await dialog.getByRole("button", { name: "Set it up" }).waitFor();
    check((await dialog.innerText()).includes("whsec_"), "the secret is not shown when the address is opened");
    await admin.shoot("20-webhook-address-opened");
    await dialog.getByRole("button", { name: "Set it up" }).click();
    await page.getByRole("button", { name: "Send test event" }).click();
    await page.getByText("The address works").waitFor();
    check(!(await page.getByRole("main").innerText()).includes("whsec_"), "the secret is on the page unasked");
    await checkAccessible(page, "a webhook address");
    await admin.shoot("21-webhook-address-tested");
    check(admin.complaints.length === 0, [...new Set(admin.complaints)].join("\n"));
    const address = page.url();
    await admin.leave();
    const reader = await signedIn(context, demoMember("org_whitfield", "org:paralegal"));
    await visit(reader.page, address);
    await reader.page.getByText("Shown to administrators of the firm.").waitFor();
    check(!(await reader.page.content()).includes("/api/webhooks/"), "SEC-06 a reader's page holds the address");
    await reader.leave();
    const stranger = await signedIn(context, demoMember("org_calder", "org:admin"));
    await visit(stranger.page, address);
    await stranger.page.getByText("There is nothing at this address").waitFor();
    await stranger.leave();
  },
};
