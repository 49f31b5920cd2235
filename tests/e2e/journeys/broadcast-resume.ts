import type { Page } from "playwright-core";
import { AUDIENCE_MEMBERS, BROADCAST_AUDIENCE } from "@/db/seed/broadcast-audience";
import { fateOf } from "@/simulators/senders/simulated-fate";
import { checkAccessible } from "../support/accessibility";
import { check, eventually, type Journey, type JourneyContext } from "../support/journey";
import { chooseIn, pressOn, typeInto } from "../support/keyboard";
import { demoMember, signedIn } from "../support/person";
import { play, takenByTwilio } from "../support/senders";
import { visit } from "../support/visit";

const FIRM = BROADCAST_AUDIENCE.organizationId;
const TAG = "movers";
const TEXT = "Our office moves on Monday. Reply STOP to opt out.";

/** Two people, one message in half a minute: the stop comes between them, and the rest goes out after it. */
export const broadcastResume: Journey = {
  name: "a broadcast is written, started, stopped and resumed by keyboard alone: nobody gets it twice",
  run: async (context) => {
    const admin = await signedIn(context, demoMember(FIRM, "org:admin"));
    const { page } = admin;
    page.setDefaultTimeout(45_000);
    await visit(page, "/desk/inbox");
    await tagTwo(page, context);
    await visit(page, "/desk/broadcasts/new");
    await typeInto(page.getByLabel("Name", { exact: true }), "We move");
    await typeInto(page.getByLabel("Text in English"), TEXT);
    await chooseIn(page.getByRole("combobox", { name: "Line" }), "Twilio");
    await typeInto(page.getByLabel("Messages a minute"), "2");
    await typeInto(page.getByLabel("Conversation tags"), TAG);
    const side = page.getByRole("complementary", { name: "Who gets it" });
    await side
      .locator("dl > div")
      .filter({ hasText: /^Get it at once\s*2$/ })
      .waitFor();
    await pressOn(page.getByRole("button", { name: "Check and start" }));
    await pressOn(page.getByRole("dialog").getByRole("button", { name: "Start now" }));
    await eventually("the first text at the provider", async () => (await taken(context)).length === 1, 45_000);
    await pressOn(page.getByRole("button", { name: "Stop now" }));
    const resume = page.getByRole("button", { name: "Resume" });
    await resume.waitFor();
    check((await taken(context)).length === 1, "the stop came too late to be between the two");
    await page.getByText("1 of 2 taken").waitFor();
    await pressOn(resume);
    const question = page.getByRole("alertdialog");
    await question.getByText("1 person whose message was taken back gets it now.", { exact: false }).waitFor();
    await checkAccessible(page, "the question before a broadcast goes on");
    await admin.shoot("53-broadcast-resume");
    await pressOn(question.getByRole("button", { name: "Resume" }));
    await page.getByText("2 of 2 taken").waitFor();
    const people = await eventually("the rest at the provider", async () => {
      const all = await taken(context);
      return all.length >= 2 && all;
    });
    check(people.length === 2 && new Set(people).size === 2, `written to: ${people.join(", ")}`);
    check(admin.complaints.length === 0, [...new Set(admin.complaints)].join("\n"));
    await admin.leave();
  },
};

/** Two of the firm's clients who agreed to texts write, and get a tag that nobody else has. */
async function tagTwo(page: Page, context: JourneyContext): Promise<void> {
  const able = AUDIENCE_MEMBERS.filter(
    ({ e164, hasAgreed, hasStopped }) => e164 && hasAgreed && !hasStopped && fateOf(e164).kind === "delivered",
  );
  for (const { firstName, lastName, e164 } of able.slice(-2)) {
    const name = `${firstName} ${lastName}`;
    const input = { from: e164 ?? "", text: "When do you move?" };
    await play(context, { provider: "twilio", firmId: FIRM, scene: "sms", input });
    await page.locator("[data-conversation]", { hasText: name }).waitFor();
    await page.getByRole("checkbox", { name: `Select ${name}` }).click();
  }
  const selected = page.getByRole("region", { name: "Selected conversations" });
  await selected.getByText("2 selected").waitFor();
  await selected.getByRole("button", { name: "Tag" }).click();
  const form = page.getByRole("dialog", { name: "Tag 2 conversations" });
  await form.getByLabel("Tag").fill(TAG);
  await form.getByRole("button", { name: "Tag" }).click();
  await eventually("the tags", async () => (await page.locator("[data-conversation]", { hasText: TAG }).count()) === 2);
}

/** Whom the provider has taken the text for. */
async function taken(context: JourneyContext): Promise<string[]> {
  return (await takenByTwilio(context, FIRM))
    .filter(({ body }) => body.startsWith(TEXT.slice(0, 27)))
    .map(({ to }) => to);
}
