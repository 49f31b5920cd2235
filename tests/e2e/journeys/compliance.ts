import type { Page } from "playwright-core";
import { checkAccessible } from "../support/accessibility";
import { check, type Journey } from "../support/journey";
import { demoMember, signedIn } from "../support/person";
import { visit, visitAgain } from "../support/visit";

const FIRM = "org_whitfield";

/** A CSV file with one column of numbers. */
function fileOf(name: string, numbers: readonly string[]) {
  return { name, mimeType: "text/csv", buffer: Buffer.from(["phone", ...numbers, ""].join("\n")) };
}

async function openTab(page: Page, name: string): Promise<void> {
  await page.getByRole("navigation", { name: "Parts of compliance" }).getByRole("link", { name, exact: true }).click();
}

const register: Journey = {
  name: "compliance: an opt-out that came by letter stands in the register with its history; a file is judged before it runs",
  run: async (context) => {
    const admin = await signedIn(context, demoMember(FIRM, "org:admin"));
    const { page } = admin;
    await visit(page, "/desk/compliance");
    await openTab(page, "Opt-outs");
    await page.getByRole("button", { name: "Add an opt-out" }).click();
    const form = page.getByRole("dialog");
    await form.getByLabel("Number").fill("602.555.0199");
    await form.getByLabel("Their words").fill("By letter: please leave me alone.");
    await checkAccessible(page, "the form of an opt-out");
    await form.getByRole("button", { name: "Add an opt-out" }).click();
    await page.getByText("Opt-out recorded").first().waitFor();
    await page.getByRole("link", { name: /\(602\) 555-0199/ }).click();
    await page.getByRole("heading", { level: 1, name: "(602) 555-0199" }).waitFor();
    await page.getByText("Asked to stop").first().waitFor();
    await page.getByText("By letter: please leave me alone.").waitFor();
    await checkAccessible(page, "the history of an opt-out");
    await admin.shoot("60-opt-out-history");

    await visit(page, "/desk/compliance/opt-outs");
    await page.getByRole("button", { name: "Import", exact: true }).click();
    const steps = page.getByRole("dialog");
    await steps.getByLabel("CSV file").setInputFiles(fileOf("stops.csv", ["4805550161", "480-555-0162", "nobody"]));
    await steps.getByText("3 rows. What would happen:").waitFor();
    await steps.getByText("Not a number").waitFor();
    await checkAccessible(page, "the dry run of opt-outs");
    await admin.shoot("61-opt-out-import");
    await steps.getByRole("button", { name: "Import 2 rows" }).click();
    await steps.getByText("3 rows were worked on.").waitFor();
    await steps.getByRole("button", { name: "Close" }).last().click();
    for (const number of [/\(480\) 555-0161/, /\(480\) 555-0162/]) {
      await page.getByRole("link", { name: number }).waitFor();
    }
    check(admin.complaints.length === 0, [...new Set(admin.complaints)].join("\n"));
    await admin.leave();
  },
};

const lists: Journey = {
  name: "compliance: a do-not-call list is judged, brought in and told to be old, and a number is taken off it",
  run: async (context) => {
    const admin = await signedIn(context, demoMember(FIRM, "org:admin"));
    const { page } = admin;
    await visit(page, "/desk/compliance");
    await openTab(page, "Do-not-call");
    await page.getByRole("button", { name: "Import a list" }).click();
    const form = page.getByRole("dialog");
    await form.getByRole("button", { name: "Check the file" }).click();
    await form.locator("[data-invalid]").first().waitFor();
    await form.getByLabel("Where it is from").fill("FTC download, area code 480");
    await form.getByLabel("Date of the list").fill("2026-01-05");
    await form.getByLabel("File").setInputFiles(fileOf("registry.csv", ["4805550171", "(480) 555-0172", "x"]));
    await form.getByRole("button", { name: "Check the file" }).click();
    await form.getByText(/3 rows were read. Nothing has changed yet/).waitFor();
    await form.getByText("Is no number and is left out").waitFor();
    await checkAccessible(page, "the dry run of a do-not-call list");
    await admin.shoot("62-do-not-call-import");
    await form.getByRole("button", { name: "Bring in 2 numbers" }).click();
    await page.getByText("2 numbers are on the list").first().waitFor();
    await page.getByText("A list is out of date").waitFor();
    await page.getByRole("button", { name: "Remove (480) 555-0171 from “National registry”" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Take it off" }).click();
    await page.getByText("The number is off the list").first().waitFor();
    await page.getByRole("cell", { name: "(480) 555-0171", exact: true }).waitFor({ state: "detached" });
    await page.getByRole("cell", { name: "(480) 555-0172", exact: true }).waitFor();
    await checkAccessible(page, "the do-not-call lists");
    await admin.shoot("63-do-not-call");
    check(admin.complaints.length === 0, [...new Set(admin.complaints)].join("\n"));
    await admin.leave();
  },
};

const settings: Journey = {
  name: "compliance: hours wider than the law are refused with what is lawful, narrower ones are kept (CMP-05)",
  run: async (context) => {
    const admin = await signedIn(context, demoMember(FIRM, "org:admin"));
    const { page } = admin;
    await visit(page, "/desk/compliance");
    await openTab(page, "Settings");
    await page
      .getByText(/\d SMS segment/)
      .first()
      .waitFor();
    await page.getByRole("radio", { name: "Narrower hours of our own" }).click();
    const sunday = page.getByLabel("Sunday: earliest");
    await sunday.fill("09:00");
    await page.getByRole("button", { name: "Save settings" }).click();
    await page.getByText("On Sunday only 12:00–20:00 is allowed.").waitFor();
    await checkAccessible(page, "compliance settings that were refused");
    await admin.shoot("64-compliance-settings-refused");
    await sunday.fill("13:00");
    await page.getByRole("button", { name: "Save settings" }).click();
    await page.getByText("The compliance settings were saved").first().waitFor();
    await visitAgain(page);
    check((await sunday.inputValue()) === "13:00", "the narrower hours were not kept");
    await page.getByRole("radio", { name: "The hours that the law and the product allow" }).click();
    await page.getByRole("button", { name: "Save settings" }).click();
    await page.getByText("The compliance settings were saved").first().waitFor();
    check(admin.complaints.length === 0, [...new Set(admin.complaints)].join("\n"));
    await admin.leave();

    const viewer = await signedIn(context, demoMember(FIRM, "org:viewer"));
    await visit(viewer.page, "/desk/compliance/settings");
    await viewer.page.getByText("Only an administrator of the firm can change this.").waitFor();
    check((await viewer.page.getByRole("button", { name: "Save settings" }).count()) === 0, "a viewer may save");
    await checkAccessible(viewer.page, "compliance settings for a viewer");
    await viewer.leave();
  },
};

export const COMPLIANCE_JOURNEYS: readonly Journey[] = [register, lists, settings];
