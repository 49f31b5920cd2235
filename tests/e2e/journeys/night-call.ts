import { check, type Journey } from "../support/journey";
import { demoMember, signedIn } from "../support/person";
import { visit } from "../support/visit";

/** Beyond the demo's own clock, which is a week ahead of the real one at most. */
const AHEAD_MS = 10 * 86_400_000;

/** A time at which nobody may be called: what would be legal stands beside the button that does not work. */
export const nightCall: Journey = {
  name: "a call planned for the night is offered for its earliest legal time",
  run: async (context) => {
    const paralegal = await signedIn(context, demoMember("org_calder", "org:paralegal"));
    const { page } = paralegal;
    await visit(page, "/desk/cases?q=Whitaker");
    await page
      .getByRole("link", { name: /Whitaker/ })
      .first()
      .click();
    await page.getByRole("link", { name: "Call client" }).click();
    await page.getByText("This call may be placed").waitFor();
    await page.getByText("At the client’s local time").click();
    const night = `${new Date(Date.now() + AHEAD_MS).toISOString().slice(0, 10)}T03:00`;
    await page.getByLabel("Client’s local date and time").fill(night);
    await page.getByText("This call may not be placed now").waitFor();
    const confirm = page.getByRole("button", { name: "Schedule call" });
    check(await confirm.isDisabled(), "CMP-05 a call at three in the night may be confirmed");
    await paralegal.shoot("9-night");
    await page.getByRole("button", { name: /^Schedule for / }).click();
    await page.getByText("This call may be placed").waitFor();
    const planned = await page.getByLabel("Client’s local date and time").inputValue();
    check(planned > night, `CMP-05 the earliest legal time ${planned} is not after ${night}`);
    await confirm.click();
    await page.waitForURL(/\/desk\/calls\//);
    await page.getByRole("button", { name: "Cancel call" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Cancel call" }).click();
    await page.getByText("Cancelled").first().waitFor();
    await paralegal.leave();
  },
};
