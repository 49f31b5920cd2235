import type { Page } from "playwright-core";
import { findDemoCredentials } from "@/scripts/demo/demo-credentials-file";
import { checkAccessible } from "../support/accessibility";
import { phoneOf } from "../support/clients";
import { check, eventually, type Journey } from "../support/journey";
import { demoMember, signedIn } from "../support/person";
import { play } from "../support/senders";
import { visit } from "../support/visit";

const FIRM = "org_calder";

/** Sets where files of a line's messages may come from, and waits until it stands on the line's card. */
async function allowFiles(page: Page, hosts: string, shown: string): Promise<void> {
  const line = page.getByRole("listitem").filter({ hasText: "Broadcast platform" });
  await line.getByRole("button", { name: "Files" }).click();
  const form = page.getByRole("dialog", { name: "Where files may be fetched from" });
  await form.getByLabel("Hosts").fill(hosts);
  await form.getByRole("button", { name: "Save" }).click();
  await form.waitFor({ state: "detached" });
  await line.getByText(shown, { exact: true }).waitFor();
}

const files: Journey = {
  name: "lines: a file of a text is not fetched, then fetched once its host is allowed; what is no host is refused",
  run: async (context) => {
    const admin = await signedIn(context, demoMember(FIRM, "org:admin"));
    const { page } = admin;
    const text = "Here is the picture of the car.";
    const from = phoneOf(FIRM, "Ibarra");
    await play(context, { provider: "broadcast", firmId: FIRM, scene: "picture", input: { from, text } });
    await visit(page, "/desk/inbox");
    const row = page.locator("[data-conversation]", { hasText: text });
    await row.waitFor({ timeout: 45_000 });
    await row.click();
    const bubble = page.getByRole("article").filter({ hasText: text });
    await bubble.getByText("nobody has allowed the address where it lies", { exact: false }).waitFor();
    const thread = page.url();
    await bubble.getByRole("link", { name: "Open lines" }).click();
    await page.getByRole("heading", { name: "Lines", level: 1 }).waitFor();

    const line = page.getByRole("listitem").filter({ hasText: "Broadcast platform" });
    await line.getByRole("button", { name: "Files" }).click();
    const form = page.getByRole("dialog", { name: "Where files may be fetched from" });
    await form.getByLabel("Hosts").fill("https://media.example.com/files");
    await form.getByRole("button", { name: "Save" }).click();
    await form.getByText("Write up to ten host names, without https:// and without a path.").waitFor();
    await checkAccessible(page, "a refused host");
    await admin.shoot("37-file-hosts-refused");
    await form.getByRole("button", { name: "Cancel" }).click();
    await allowFiles(page, "media.example.com, 127.0.0.1", "media.example.com, 127.0.0.1");
    await page.getByText("Saved. 1 file is being fetched").first().waitFor();

    await visit(page, thread);
    const picture = bubble.getByRole("img");
    await picture.waitFor({ timeout: 45_000 });
    await eventually("the picture itself", () =>
      picture.evaluate((each) => each instanceof HTMLImageElement && each.naturalWidth > 0),
    );
    await visit(page, "/settings/lines");
    await allowFiles(page, "", "Not fetched: no address is allowed");
    check(admin.complaints.length === 0, [...new Set(admin.complaints)].join("\n"));
    await admin.leave();
  },
};

const newKey: Journey = {
  name: "lines: a new key that the provider does not know is refused and the old one stays; one that it knows is taken",
  run: async (context) => {
    const admin = await signedIn(context, demoMember(FIRM, "org:admin"));
    const { page } = admin;
    const { secret = "" } =
      findDemoCredentials(context.desk.dataDir)?.firms.find(({ id }) => id === FIRM)?.endpoints["twilio"] ?? {};
    await visit(page, "/settings/lines");
    const line = page.getByRole("listitem").filter({ hasText: "Twilio · SMS" });
    await line.getByRole("button", { name: "New key" }).click();
    const form = page.getByRole("dialog", { name: "Replace the key" });
    await form.getByRole("button", { name: "Test and save" }).click();
    await form.locator("[data-invalid]").first().waitFor();
    await form.getByLabel("New key").fill("0123456789abcdef");
    await form.getByRole("button", { name: "Test and save" }).click();
    await form.getByText("The provider does not accept this key.").waitFor();
    await checkAccessible(page, "a refused key");
    await form.getByRole("button", { name: "Cancel" }).click();
    await line.getByText(`•••• ${secret.slice(-4)}`, { exact: false }).waitFor();
    await line.getByRole("button", { name: "New key" }).click();
    await form.getByLabel("New key").fill(secret);
    await form.getByRole("button", { name: "Test and save" }).click();
    await page.getByText("The new key is saved").first().waitFor();
    await form.waitFor({ state: "detached" });
    await line.getByRole("button", { name: "Test", exact: true }).click();
    await page.getByText("The line works").first().waitFor();
    check(!(await page.content()).includes(secret), "the key stands in the page");
    check(admin.complaints.length === 0, [...new Set(admin.complaints)].join("\n"));
    await admin.leave();
  },
};

export const LINE_JOURNEYS: readonly Journey[] = [files, newKey];
