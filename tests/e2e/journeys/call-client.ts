import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { Page } from "playwright-core";
import { check, eventually, type Journey } from "../support/journey";
import { demoMember, signedIn } from "../support/person";
import { visit, visitAgain } from "../support/visit";

const CASE = "Márquez – I-10 rear-end collision";

/** The main job: a paralegal calls a client and the case fills in; another firm sees nothing of it. */
export const callClient: Journey = {
  name: "a paralegal calls a client, follows the call live and accepts two proposals",
  run: async (context) => {
    const { desk } = context;
    const paralegal = await signedIn(context, demoMember("org_calder", "org:paralegal"));
    const { page } = paralegal;
    await visit(page, "/desk/cases");
    await paralegal.shoot("1-cases");
    await page.getByRole("link", { name: CASE }).click();
    await page.getByRole("heading", { level: 1, name: CASE }).waitFor();
    const caseUrl = page.url();
    await paralegal.shoot("2-case");

    await page.getByRole("link", { name: "Call client" }).click();
    await page.getByText("This call may be placed").waitFor();
    await paralegal.shoot("3-composer");
    const preview = await page.getByRole("figure", { name: "Exact request" }).locator("pre").innerText();
    desk.voice.planNextCall({ persona: "address-and-birth" });
    const before = desk.voice.receivedBodies().length;
    await page.getByRole("button", { name: "Call now" }).click();
    await page.waitForURL(/\/desk\/calls\//);
    const callUrl = page.url();
    await paralegal.shoot("4-call-live");

    const sent = await eventually("the request at the provider", async () => desk.voice.receivedBodies()[before]);
    check(
      Buffer.from(sent).toString("utf8") === preview,
      "R11 the provider received other bytes than the preview showed",
    );
    checkMinimised(preview);

    await page.getByText("In progress").first().waitFor({ timeout: 30_000 });
    await page.getByText("date of birth").first().waitFor({ timeout: 30_000 });
    await paralegal.shoot("5-call-talking");
    await page.getByText("Answered", { exact: true }).first().waitFor({ timeout: 60_000 });
    await page.getByText(CASE).first().waitFor();
    await paralegal.shoot("6-call-ended");
    check(desk.voice.receivedBodies().length === before + 1, "the call was placed more than once");

    await visit(page, caseUrl);
    for (const field of ["Address", "Date of birth"]) {
      const proposal = page
        .getByRole("listitem")
        .filter({ hasText: field })
        .filter({ has: page.getByRole("button", { name: "Accept" }) });
      await proposal.first().getByRole("button", { name: "Accept" }).click();
      await page.getByText(`${field} accepted`).waitFor();
    }
    await visitAgain(page);
    await page
      .getByText(/^Call at/)
      .nth(1)
      .waitFor();
    const details = await page.getByRole("main").innerText();
    check(/Edit Address:\s+\d+ \S/.test(details), `the address is not in the case: ${details}`);
    check(/Edit Date of birth:\s+19\d\d-\d\d-\d\d/.test(details), "the date of birth is not in the case");
    check(details.match(/Call at \d+:\d\d · Sofia Reyes/g)?.length === 2, "the origin of the details is not shown");
    await paralegal.shoot("7-case-filled");
    check(paralegal.complaints.length === 0, paralegal.complaints.join("\n"));

    const stranger = await signedIn(context, demoMember("org_whitfield", "org:admin"));
    for (const url of [caseUrl, callUrl, `${caseUrl}/call`]) {
      const foreign = await answerTo(stranger.page, url);
      const unknown = await answerTo(stranger.page, url.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, randomUUID()));
      check(!foreign.text.includes("Márquez"), "TEN-09 another firm reads a name");
      const told = `${JSON.stringify(foreign)} and ${JSON.stringify(unknown)}`;
      check(isDeepStrictEqual(foreign, unknown), `TEN-09 ${url} answers otherwise than an unknown id: ${told}`);
    }
    const events = await stranger.page.request.get(`/api/desk/calls/${callUrl.split("/").at(-1)}/events`);
    check(events.status() === 404, `TEN-10 the live events answer another firm with ${events.status()}`);
    await visit(stranger.page, "/desk/calls");
    check(
      !(await stranger.page.getByRole("main").innerText()).includes("Márquez"),
      "another firm's list shows the call",
    );
    await paralegal.leave();
    await stranger.leave();
  },
};

/** AI-06: nothing of the case leaves but flags. */
function checkMinimised(payload: string): void {
  for (const forbidden of [
    "example.test",
    "Márquez",
    "Police report",
    "PIP form",
    "Desert Mutual",
    "org_calder",
    "sk_",
    "whsec_",
  ]) {
    check(!payload.includes(forbidden), `AI-06 the payload holds "${forbidden}"`);
  }
  const { customer, assistantOverrides } = JSON.parse(payload);
  check(/^ct_[0-9a-z]{26}$/.test(customer.externalId), "the token has not its form");
  check(assistantOverrides.variableValues.hasAddress === false, "hasAddress is not told as a flag");
}

async function answerTo(page: Page, url: string): Promise<{ status: number | undefined; text: string }> {
  const answer = await visit(page, url);
  await page.getByText("There is nothing at this address").waitFor();
  return { status: answer?.status(), text: await page.getByRole("main").innerText() };
}
