import { check, eventually, type Journey } from "../support/journey";
import { demoMember, forgetSessions, signedIn } from "../support/person";
import { visit, visitAgain } from "../support/visit";

const stop: Journey = {
  name: "a client says stop on a Spanish call: the number is blocked at once and the gate says why",
  run: async (context) => {
    const { desk } = context;
    const paralegal = await signedIn(context, demoMember("org_calder", "org:paralegal"));
    const { page } = paralegal;
    await visit(page, "/desk/cases?q=Delgado");
    await page
      .getByRole("link", { name: /Delgado/ })
      .first()
      .click();
    await page.getByRole("link", { name: "Call client" }).click();
    await page.getByText("This call may be placed").waitFor();
    desk.voice.planNextCall({ persona: "stop-calling" });
    await page.getByRole("button", { name: "Call now" }).click();
    await page.waitForURL(/\/desk\/calls\//);
    await page.getByText("Recorded a request to stop").waitFor({ timeout: 60_000 });
    await paralegal.shoot("8-stop");
    await visit(page, "/desk/cases?q=Delgado");
    await page
      .getByRole("link", { name: /Delgado/ })
      .first()
      .click();
    await page.getByRole("link", { name: "Call client" }).click();
    await page.getByText("This call may not be placed now").waitFor();
    await page
      .getByText(/Asked to stop on/)
      .first()
      .waitFor();
    check(await page.getByRole("button", { name: "Call now" }).isDisabled(), "CMP-01 a stopped number may be called");
    await paralegal.shoot("9-blocked");
    await paralegal.leave();
  },
};

const inbound: Journey = {
  name: "an unknown caller is answered by the firm's assistant and becomes a lead",
  run: async (context) => {
    const { desk } = context;
    const intake = await signedIn(context, demoMember("org_calder", "org:intake"));
    const answer = await desk.voice.fetch(
      new Request("http://simulator.test/simulator/inbound", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ number: "+16025550110", from: "+14805550177", persona: "all-details" }),
      }),
    );
    const { outcome, latencyMilliseconds } = (await answer.json()) as { outcome: string; latencyMilliseconds: number };
    check(latencyMilliseconds < 1_000, `assistant-request took ${latencyMilliseconds} ms`);
    const { page } = intake;
    await visit(page, "/desk/calls?direction=inbound");
    await page.locator('main a[href^="/desk/calls/"]').first().waitFor();
    await visit(page, "/desk/leads?source=inbound_call");
    await eventually(`the lead of an answered call (${outcome})`, async () => {
      await visitAgain(page);
      return /480.*555-0177|just now|second|minute/i.test(await page.getByRole("main").innerText());
    });
    await intake.shoot("10-inbound-lead");
    await intake.leave();
  },
};

const audit: Journey = {
  name: "an admin reads the audit log, sees who did what, and verifies the chain (AUD-02)",
  run: async (context) => {
    const admin = await signedIn(context, demoMember("org_calder", "org:admin"));
    const { page } = admin;
    await visit(page, "/desk/audit");
    await page.getByRole("button", { name: /verify/i }).click();
    await page
      .getByText(/The chain is whole/)
      .first()
      .waitFor();
    await admin.shoot("11-audit");
    await admin.leave();
  },
};

const palette: Journey = {
  name: "the keyboard alone: palette, search, go to, help",
  run: async (context) => {
    const person = await signedIn(context, demoMember("org_calder", "org:paralegal"));
    const { page } = person;
    await visit(page, "/desk/cases");
    await page.getByRole("heading", { level: 1 }).first().waitFor();
    await page.waitForLoadState("networkidle");
    await page.keyboard.press("Control+k");
    await page.getByRole("dialog").waitFor();
    await page.keyboard.type("whitaker");
    await page
      .getByRole("option", { name: /Whitaker/ })
      .first()
      .waitFor();
    await person.shoot("12-palette");
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await page.keyboard.press("g");
    await page.keyboard.press("k");
    await page.waitForURL(/\/desk\/calls/);
    await person.leave();
  },
};

const crash: Journey = {
  name: "the server is killed in mid-call and started again: nothing is dialled twice, nothing is lost",
  run: async (context) => {
    const { desk } = context;
    const paralegal = await signedIn(context, demoMember("org_calder", "org:paralegal"));
    const { page } = paralegal;
    await visit(page, "/desk/cases?q=Whitaker");
    await page
      .getByRole("link", { name: /Whitaker/ })
      .first()
      .click();
    await page.getByRole("link", { name: "Call client" }).click();
    await page.getByText("This call may be placed").waitFor();
    const before = desk.voice.receivedBodies().length;
    await page.getByRole("button", { name: "Call now" }).click();
    await page.waitForURL(/\/desk\/calls\//);
    const callPath = new URL(page.url()).pathname;
    await eventually("the call at the provider", async () => desk.voice.receivedBodies().length > before);
    await desk.kill();
    await paralegal.leave();
    await desk.start();
    forgetSessions();
    const again = await signedIn(context, demoMember("org_calder", "org:paralegal"));
    await eventually(
      "the call's end after the restart",
      async () => {
        await visit(again.page, callPath);
        const text = await again.page.getByRole("main").innerText();
        return !/In progress|Queued|Ringing/.test(text.split("Transcript")[0] ?? text);
      },
      120_000,
    );
    check(desk.voice.receivedBodies().length === before + 1, "AVL-02 the call was dialled twice");
    await again.shoot("13-after-crash");
    await again.leave();
  },
};

export const CALL_JOURNEYS: readonly Journey[] = [stop, inbound, audit, palette];
export const CRASH_JOURNEY: Journey = crash;
