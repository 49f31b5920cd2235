import type { Page } from "playwright-core";
import { checkAccessible } from "../support/accessibility";
import { phoneOf as phoneOfClient } from "../support/clients";
import { check, eventually, type Journey, type JourneyContext } from "../support/journey";
import { demoMember, type Look, type Person, signedIn } from "../support/person";
import { ask, sendersOf } from "../support/senders";
import { visit, visitAgain } from "../support/visit";

const FIRM = "org_calder";
/** At every simulated provider a landline: a text to it is refused (see simulated-fate.ts). */
const LANDLINE = "+14805550174";

type Scene = { provider: string; scene: string; input: { from: string; name?: string; text?: string } };

async function play(context: JourneyContext, scene: Scene): Promise<void> {
  await ask(`${sendersOf(context)}/play`, { firmId: FIRM, ...scene });
}

const phoneOf = (lastName: string) => phoneOfClient(FIRM, lastName);

async function openConversation(page: Page, name: RegExp): Promise<void> {
  const row = page.locator("[data-conversation]", { hasText: name }).first();
  await row.waitFor({ timeout: 45_000 });
  await row.click();
  await page.locator("[data-open-conversation]").getByRole("heading", { name }).waitFor();
}

/** Writes a reply by the channel and waits until the provider has it. */
async function answer(page: Page, channel: "SMS" | "WhatsApp", text: string): Promise<void> {
  await page.getByRole("combobox", { name: "Sent by" }).click();
  await page
    .getByRole("option", { name: new RegExp(`^${channel}`) })
    .first()
    .click();
  const field = page.getByRole("textbox", { name: "Reply" });
  await field.fill(text);
  await page.getByText("May be sent now").waitFor();
  await page
    .getByText(/\d+ credits?/)
    .first()
    .waitFor();
  await field.press("Control+Enter");
  const bubble = page.getByRole("article").filter({ hasText: text });
  await bubble.getByText(/^(Sent|Delivered|Read)$/).waitFor({ timeout: 45_000 });
  check((await bubble.count()) === 1, `“${text}” stands more than once in the thread`);
  check((await bubble.getByText(channel, { exact: true }).count()) === 1, `“${text}” did not go by ${channel}`);
  check((await field.inputValue()) === "", "what was sent still stands in the composer");
}

const oneThread: Journey = {
  name: "inbox: a WhatsApp and an SMS of the same person are answered in one thread",
  run: async (context) => {
    const from = phoneOf("Whitaker");
    const paralegal = await signedIn(context, demoMember(FIRM, "org:paralegal"));
    const { page } = paralegal;
    await visit(page, "/desk/inbox");
    // Nothing is loaded anew from here on: what comes in comes by the live stream.
    await play(context, {
      provider: "twilio",
      scene: "sms",
      input: { from, text: "I have the estimate for the car." },
    });
    await openConversation(page, /Whitaker/);
    await play(context, {
      provider: "evolution",
      scene: "text",
      input: { from, text: "And here on WhatsApp as well." },
    });
    await page.getByRole("article").filter({ hasText: "And here on WhatsApp as well." }).waitFor({ timeout: 45_000 });
    await page.getByRole("article").filter({ hasText: "I have the estimate" }).waitFor();
    await answer(page, "SMS", "Thank you, please keep it for us.");
    await answer(page, "WhatsApp", "We saw both, thank you.");
    await paralegal.shoot("40-inbox-one-thread");
    await checkAccessible(page, "the inbox with an open conversation");
    check(paralegal.complaints.length === 0, [...new Set(paralegal.complaints)].join("\n"));
    await paralegal.leave();
  },
};

const stopWhileTyping: Journey = {
  name: "inbox: a STOP arrives while a reply is typed: the composer locks with the reason and the draft stays (CMP-01)",
  run: async (context) => {
    const from = phoneOf("Raman");
    const paralegal = await signedIn(context, demoMember(FIRM, "org:paralegal"));
    const { page } = paralegal;
    await visit(page, "/desk/inbox");
    await play(context, { provider: "twilio", scene: "sms", input: { from, text: "Who is this?" } });
    await openConversation(page, /Raman/);
    const field = page.getByRole("textbox", { name: "Reply" });
    await field.pressSequentially("This is Calder & Reyes, we");
    await page.getByText("May be sent now").waitFor();
    await play(context, { provider: "twilio", scene: "stop", input: { from } });
    await page.getByText("They asked not to be contacted this way.").first().waitFor({ timeout: 45_000 });
    await eventually("the lock of the composer", () =>
      field.evaluate((each) => (each as HTMLTextAreaElement).readOnly),
    );
    check((await field.inputValue()) === "This is Calder & Reyes, we", "the draft is gone");
    check(
      await page.getByRole("button", { name: "Send", exact: true }).isDisabled(),
      "a stopped person may be written to",
    );
    await checkAccessible(page, "a locked composer");
    await paralegal.shoot("41-inbox-stop-while-typing");
    await visitAgain(page);
    await page.getByRole("textbox", { name: "Reply" }).waitFor();
    check(
      (await page.getByRole("textbox", { name: "Reply" }).inputValue()) === "This is Calder & Reyes, we",
      "the draft does not come back",
    );
    await paralegal.leave();
  },
};

const refused: Journey = {
  name: "inbox: a message that the provider refuses shows the cause and the next step",
  run: async (context) => {
    const paralegal = await signedIn(context, demoMember(FIRM, "org:paralegal"));
    const { page } = paralegal;
    await visit(page, "/desk/inbox");
    await play(context, {
      provider: "twilio",
      scene: "sms",
      input: { from: LANDLINE, text: "Please tell me what happens next." },
    });
    await openConversation(page, /480.*555-0174|Morgan/);
    const field = page.getByRole("textbox", { name: "Reply" });
    await field.fill("We call you this afternoon.");
    await page.getByText("May be sent now").waitFor();
    await field.press("Control+Enter");
    const bubble = page.getByRole("article").filter({ hasText: "We call you this afternoon." });
    await bubble.getByText("Not delivered").waitFor({ timeout: 45_000 });
    await bubble.getByText("This number cannot receive texts: it is a landline.").waitFor();
    await bubble.getByText("Call them, or ask for a mobile number.").waitFor();
    await bubble.getByText(/The provider says:/).waitFor();
    check(
      (await bubble.getByRole("button", { name: "Send again" }).count()) === 0,
      "a refusal for good may be repeated",
    );
    await checkAccessible(page, "a refused message");
    await paralegal.shoot("42-inbox-refused");
    await paralegal.leave();
  },
};

const keyboard: Journey = {
  name: "inbox: triage by keyboard alone: open, answer, note, assign, snooze, undo, resolve, select",
  run: async (context) => {
    await play(context, {
      provider: "twilio",
      scene: "sms",
      input: { from: phoneOf("Hollis"), text: "Good morning." },
    });
    const intake = await signedIn(context, demoMember(FIRM, "org:intake"));
    const { page } = intake;
    await visit(page, "/desk/calls");
    await page.getByRole("heading", { level: 1 }).first().waitFor();
    await page.waitForLoadState("networkidle");
    await page.keyboard.press("g");
    await page.keyboard.press("i");
    await page.waitForURL(/\/desk\/inbox/);
    const row = page.locator("[data-conversation]", { hasText: /Hollis/ });
    await row.waitFor({ timeout: 45_000 });
    await page.keyboard.press("/");
    await page.keyboard.type("hollis");
    await eventually("the search", async () => (await page.locator("[data-conversation]").count()) === 1);
    await page.keyboard.press("Escape");
    await page.keyboard.press("j");
    await eventually("the focus on the row", () => row.evaluate((each) => each === document.activeElement));
    await page.keyboard.press("Enter");
    await page.getByRole("textbox", { name: "Reply" }).waitFor();
    await page.keyboard.press("r");
    await eventually("the focus in the reply", () => hasFocus(page, "Reply"));
    await page.keyboard.type("Good morning, your file is before me.");
    await page.getByText("May be sent now").waitFor();
    await page.keyboard.press("Control+Enter");
    const answered = page.getByRole("article").filter({ hasText: "your file is before me" });
    await answered.getByText(/^(Sent|Delivered|Read)$/).waitFor({ timeout: 45_000 });
    await page.keyboard.press("Escape");
    await page.keyboard.press("n");
    await eventually("the focus in the note", () => hasFocus(page, "Note"));
    await page.keyboard.type("Asked for the insurer’s name.");
    await page.keyboard.press("Control+Enter");
    await page.getByRole("article").filter({ hasText: "Asked for the insurer" }).first().waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("a");
    await page.getByRole("menu").waitFor();
    await page.keyboard.press("Enter");
    await page.getByText("Assigned", { exact: true }).first().waitFor();
    await page.keyboard.press("s");
    await page.getByRole("menuitem", { name: /Tomorrow morning/ }).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page
      .getByText(/Snoozed until/)
      .first()
      .waitFor();
    await eventually("an empty list", async () => (await row.count()) === 0);
    // F6 leads to the toasts; which of them Tab reaches first depends on how many still stand there.
    await page.keyboard.press("F6");
    await page.locator("[data-toast]", { hasText: "Snoozed" }).getByRole("button", { name: "Undo" }).focus();
    await page.keyboard.press("Enter");
    await row.waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("j");
    await page.keyboard.press("x");
    await page.getByText("1 selected").waitFor();
    await checkAccessible(page, "selected conversations");
    await page.keyboard.press("e");
    await eventually("the resolved conversation to leave", async () => (await row.count()) === 0);
    await intake.shoot("43-inbox-keyboard");
    check(intake.complaints.length === 0, [...new Set(intake.complaints)].join("\n"));
    await intake.leave();
  },
};

function hasFocus(page: Page, label: string): Promise<boolean> {
  return page.evaluate((wanted) => document.activeElement?.getAttribute("aria-label") === wanted, label);
}

const LOOKS: readonly { name: string; look: Look }[] = [
  { name: "dark", look: { colorScheme: "dark" } },
  { name: "phone", look: { width: 375 } },
  { name: "phone-es-dark", look: { width: 375, locale: "es", colorScheme: "dark" } },
];

const looks: Journey = {
  name: "inbox: list, thread and context in dark, on a phone and in Spanish are accessible and not too wide; a viewer reads",
  run: async (context) => {
    for (const { name, look } of LOOKS) {
      const viewer = await signedIn(context, demoMember(FIRM, "org:paralegal"), look);
      const { page } = viewer;
      await visit(page, "/desk/inbox?view=unread");
      await inspect(viewer, `${name}-list`);
      await visit(page, "/desk/inbox?q=whitaker");
      await page.locator("[data-conversation]").first().click();
      await page.locator("[data-open-conversation]").waitFor();
      await page.getByRole("textbox").last().waitFor();
      await inspect(viewer, `${name}-thread`);
      await visit(page, `${page.url()}&pane=context`);
      await page
        .getByRole("region", { name: /About this person|Sobre esta persona/ })
        .first()
        .waitFor();
      await inspect(viewer, `${name}-context`);
      check(viewer.complaints.length === 0, [...new Set(viewer.complaints)].join("\n"));
      await viewer.leave();
    }
    const reader = await signedIn(context, demoMember(FIRM, "org:viewer"));
    await visit(reader.page, "/desk/inbox?q=whitaker");
    await reader.page.locator("[data-conversation]").first().click();
    await reader.page.getByText("Your role may read conversations, not answer them.", { exact: false }).waitFor();
    check((await reader.page.getByRole("button", { name: "Resolve" }).count()) === 0, "a viewer is offered to resolve");
    await inspect(reader, "viewer");
    await reader.leave();
  },
};

async function inspect(person: Person, name: string): Promise<void> {
  // A control is named by its label when the page's script has run.
  await person.page.waitForTimeout(1_500);
  await checkAccessible(person.page, `the inbox, ${name}`);
  const overflow = await person.page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
  check(Number(overflow) <= 1, `the inbox, ${name}, is ${overflow} px too wide`);
  await person.shoot(`44-inbox-${name}`);
}

export const INBOX_JOURNEYS: readonly Journey[] = [oneThread, stopWhileTyping, refused, keyboard, looks];
