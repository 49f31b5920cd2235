import type { Page } from "playwright-core";
import { visit } from "./visit";

const LIST = "/settings/webhooks/outgoing";

/** Adds a receiver of outgoing webhooks, sends it one test event, and gives the address of its page. */
export async function addReceiver(page: Page, receiver: { url: string; label: string }): Promise<string> {
  await visit(page, LIST);
  await page.getByRole("button", { name: "Add a receiver" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Address").fill(receiver.url);
  await dialog.getByLabel("Name", { exact: true }).fill(receiver.label);
  await dialog.getByRole("checkbox", { name: "Credits low" }).click();
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await dialog.getByRole("button", { name: "Open the receiver" }).click();
  await page.getByRole("button", { name: "Send a test event" }).click();
  await page.getByText("The receiver did not take it", { exact: false }).waitFor();
  await page.locator('a[href*="delivery="]').first().waitFor();
  return new URL(page.url()).pathname;
}

/** Takes the receiver away again. */
export async function deleteReceiver(page: Page, path: string): Promise<void> {
  await visit(page, path);
  await page.getByRole("button", { name: "Delete the receiver" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
  await page.waitForURL((url) => url.pathname === LIST);
}
