import type { Page } from "playwright-core";
import { checkAccessible } from "../support/accessibility";
import { check, type Journey } from "../support/journey";
import { demoMember, platformAdmin, signedIn, signIn, visitor } from "../support/person";
import { visit } from "../support/visit";

/** From the platform's grant to the line in the firm's statement, and what an administrator does about spending. */
export const credits: Journey = {
  name: "the platform grants credits with a reason, and the firm's admin reads it, limits spending and exports",
  run: async (context) => {
    const platform = await visitor(context);
    await visit(platform.page, "/sign-in");
    await signIn(platform.page, platformAdmin);
    await visit(platform.page, "/admin");
    await platform.page.getByRole("button", { name: "Change the credits of Whitfield Family Law" }).click();
    const grant = platform.page.getByRole("dialog");
    await grant.getByLabel("Credits", { exact: true }).fill("1234");
    await grant.getByRole("button", { name: "Book it" }).click();
    await grant.locator("[data-invalid]").first().waitFor();
    await checkAccessible(platform.page, "a grant without a reason");
    await grant.getByLabel("Reason").fill("Invoice 2026-118");
    await grant.getByRole("button", { name: "Book it" }).click();
    await platform.page.getByText("The credits are booked").waitFor();
    await platform.shoot("30-credits-granted");
    await platform.leave();

    const admin = await signedIn(context, demoMember("org_whitfield", "org:admin"));
    const { page } = admin;
    await visit(page, "/settings/credits");
    await page.getByText("Invoice 2026-118").waitFor();
    check(await page.getByText("+1,234").first().isVisible(), "the statement does not show what was granted");
    await page.getByRole("button", { name: "Set a limit" }).click();
    const limit = page.getByRole("dialog");
    await limit.getByLabel("Credits").fill("9000");
    await limit.getByRole("button", { name: "Set the limit" }).click();
    await page.getByText(/ of 9,000$/).waitFor();
    await beWarned(page);
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Export CSV" }).click(),
    ]);
    check(/^credits-\d{4}-\d{2}-\d{2}\.csv$/.test(file.suggestedFilename()), `saved as ${file.suggestedFilename()}`);
    await page.getByRole("combobox", { name: /^Movement/ }).click();
    await page.getByRole("option", { name: "Granted" }).click();
    await page.waitForURL(/kind=grant/);
    await page.getByText("To start with").waitFor();
    check((await page.getByRole("row").count()) === 3, "the filter does not leave the two grants");
    await checkAccessible(page, "the statement");
    await admin.shoot("31-credits-statement");
    check(admin.complaints.length === 0, [...new Set(admin.complaints)].join("\n"));
    await admin.leave();

    const reader = await signedIn(context, demoMember("org_whitfield", "org:viewer"));
    await visit(reader.page, "/settings/credits");
    await reader.page.getByText("You can read this page.").waitFor();
    check((await reader.page.getByRole("button", { name: "Set a limit" }).count()) === 0, "a viewer may set limits");
    await reader.leave();
  },
};

/** A warning above the balance stands on the page, at home and in the rail, and goes with it. */
async function beWarned(page: Page): Promise<void> {
  const threshold = page.getByLabel("Warn below");
  const callout = page.getByText("Credits are running low");
  const usual = await threshold.inputValue();
  const warnBelow = async (credits: string) => {
    await threshold.fill(credits);
    await page.getByRole("button", { name: "Save", exact: true }).click();
  };
  await warnBelow("900000");
  await callout.waitFor();
  await visit(page, "/desk");
  await callout.waitFor();
  await page.getByRole("link", { name: /Credits.*Running low/ }).waitFor();
  await visit(page, "/settings/credits");
  await warnBelow(usual);
  await callout.waitFor({ state: "detached" });
}
