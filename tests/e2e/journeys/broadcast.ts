import type { Page } from "playwright-core";
import { AUDIENCE_MEMBERS, BROADCAST_AUDIENCE } from "@/db/seed/broadcast-audience";
import { formatPhone } from "@/lib/domain/phones/format-phone";
import { fateOf } from "@/simulators/senders/simulated-fate";
import { checkAccessible } from "../support/accessibility";
import { check, eventually, type Journey, type JourneyContext } from "../support/journey";
import { lookAround } from "../support/look-around";
import { demoMember, type Person, signedIn } from "../support/person";
import { ask, sendersOf, takenByTwilio } from "../support/senders";
import { visit } from "../support/visit";

const FIRM = BROADCAST_AUDIENCE.organizationId;
const TEXT_EN = "Hello {{first_name}}, our office is closed on Friday. Reply STOP to opt out.";
const TEXT_ES = "Hola {{first_name}}, el viernes no abrimos. Responda STOP para no recibir más mensajes.";
const PER_MINUTE = 120;
/** Enough people between the last who was written to and who says STOP, so that the STOP is there before their turn. */
const AHEAD = 45;
const PAUSE_MS = 8_000;
const OUTCOMES = ["Waiting", "Sent", "Delivered", "Failed", "Being looked up", "Left out", "Taken back"] as const;
const PLACE_OF = new Map(AUDIENCE_MEMBERS.map(({ e164, place }) => [e164, place]));

/** A broadcast to 500, a STOP of one of them while it runs, and the stop of the whole in its middle. */
export const broadcast: Journey = {
  name: "a broadcast to 500 is stopped in its middle, and who texts STOP meanwhile is not written to (CMP-01)",
  run: async (context) => {
    const admin = await signedIn(context, demoMember(FIRM, "org:admin"));
    const { page } = admin;
    // The embedded database has one connection: while a broadcast runs, pages wait for it behind the sends.
    page.setDefaultTimeout(60_000);
    await write(page);
    await chooseAudience(page);
    await admin.shoot("50-broadcast-editor");
    await start(admin);
    await eventually("the first texts at the provider", async () => (await placesTaken(context)).length >= 20, 60_000);
    await page.getByText(/^\d+ of 500 taken$/).waitFor();
    const stopped = await someoneTextsStop(context);
    await lookAround(admin, { what: "a broadcast, running", shot: "52-broadcast-running" });
    await eventually("the turn of who said STOP to pass", () => hasPassed(context, stopped.place), 90_000);
    await page.getByRole("button", { name: "Stop now" }).click();
    await page.getByText("Nothing was handed to a provider after that.", { exact: false }).waitFor();
    await eventually("nobody to wait any more", async () => (await readFigures(page)).Waiting === 0, 60_000);
    const atStop = (await placesTaken(context)).length;
    await page.waitForTimeout(PAUSE_MS);
    const places = await placesTaken(context);
    check(places.length === atStop, `${places.length - atStop} texts reached the provider after the stop`);
    check(new Set(places).size === places.length, "somebody was written to twice");
    check(!places.includes(stopped.place), "who said STOP was written to");
    check(places.length < 400, `the stop came too late to be in the middle: ${places.length} were written to`);
    await checkReport(page, places.length);
    await checkLeftOut(page, stopped.e164);
    await checkFailed(page);
    await lookAround(admin, { what: "a broadcast, report", shot: "52-broadcast-report" });
    check(admin.complaints.length === 0, [...new Set(admin.complaints)].join("\n"));
    await admin.leave();
  },
};

async function write(page: Page): Promise<void> {
  await visit(page, "/desk/broadcasts");
  await page.getByRole("link", { name: "New broadcast" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Closed on Friday");
  await page.getByLabel("Text in English").fill(TEXT_EN);
  await page.getByLabel("Text in Spanish").fill(TEXT_ES);
  await page.getByRole("combobox", { name: "Line" }).click();
  await page.getByRole("option", { name: /^Twilio/ }).click();
  await page.getByLabel("Messages a minute").fill(String(PER_MINUTE));
}

/** Everybody is counted before anything starts, and who is left out with the reason. */
async function chooseAudience(page: Page): Promise<void> {
  await page.locator("summary", { hasText: "Practice areas" }).click();
  await page.getByRole("checkbox", { name: "Other" }).click();
  const side = page.getByRole("complementary", { name: "Who gets it" });
  for (const [label, count] of [
    ["In the audience", 500],
    ["Get it at once", 465],
    ["Left out", 35],
    ["No consent on record", 20],
    ["Asked to stop", 10],
    ["No number", 5],
  ] as const) {
    await side
      .locator("dl > div")
      .filter({ hasText: new RegExp(`^${label}\\s*${count}$`) })
      .waitFor();
  }
  await side.getByText(/^Hello \S+, our office is closed on Friday/).waitFor();
  await side.getByText(/^Hola \S+, el viernes no abrimos/).waitFor();
  await side.getByText(/^\d+ credits$/).waitFor();
  await checkAccessible(page, "the editor of a broadcast");
}

async function start({ page, shoot }: Person): Promise<void> {
  await page.getByRole("button", { name: "Check and start" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("465 people get it").waitFor();
  await dialog.getByText("35 people are left out").waitFor();
  await dialog.getByText(/\d credits set aside as it goes/).waitFor();
  await checkAccessible(page, "the last look before a broadcast");
  await shoot("51-broadcast-confirm");
  await dialog.getByRole("button", { name: "Start now" }).click();
  await page.waitForURL(/\/desk\/broadcasts\/[0-9a-f-]{36}/);
  const path = page.getByRole("navigation", { name: "Breadcrumbs" });
  await path.locator("[aria-current=page]", { hasText: "Closed on Friday" }).waitFor();
}

/** The places in the audience that the provider has taken the broadcast's text for: a stop's confirmation is another text. */
async function placesTaken(context: JourneyContext): Promise<number[]> {
  const taken = await takenByTwilio(context, FIRM);
  return taken.flatMap(({ to, body }) =>
    /closed on Friday|viernes no abrimos/.test(body) ? (PLACE_OF.get(to) ?? []) : [],
  );
}

/** One who is still waiting, and whom nothing but the STOP keeps from being written to. */
async function someoneTextsStop(context: JourneyContext): Promise<{ e164: string; place: number }> {
  const from = Math.max(...(await placesTaken(context))) + AHEAD;
  const found = AUDIENCE_MEMBERS.find(
    ({ place, e164, hasAgreed, hasStopped }) =>
      place >= from && e164 !== null && hasAgreed && !hasStopped && fateOf(e164).kind === "delivered",
  );
  check(found?.e164, "nobody is left to text STOP");
  const { e164, place } = found;
  await ask(`${sendersOf(context)}/play`, { provider: "twilio", firmId: FIRM, scene: "stop", input: { from: e164 } });
  return { e164, place };
}

async function hasPassed(context: JourneyContext, place: number): Promise<boolean> {
  return (await placesTaken(context)).filter((each) => each > place).length >= 20;
}

type Figures = Record<(typeof OUTCOMES)[number] | "Audience", number>;

function figure(page: Page, label: string) {
  return page.getByRole("main").getByRole("link", { name: new RegExp(`^${label}\\s*[\\d,]+$`) });
}

async function readFigures(page: Page): Promise<Figures> {
  const read = async (label: string): Promise<[string, number]> => {
    const text = (await figure(page, label).textContent()) ?? "";
    return [label, Number(text.slice(label.length).replaceAll(",", ""))];
  };
  return Object.fromEntries(await Promise.all(["Audience", ...OUTCOMES].map(read))) as Figures;
}

/** The figures add up to the audience, and the provider was asked no oftener than they say. */
async function checkReport(page: Page, atProvider: number): Promise<void> {
  const figures = await readFigures(page);
  const told = JSON.stringify(figures);
  const sum = OUTCOMES.reduce((total, outcome) => total + figures[outcome], 0);
  check(figures.Audience === 500 && sum === 500, `the report does not add up to 500: ${told}`);
  const handed = figures.Sent + figures.Delivered;
  check(handed <= atProvider, `the report says more were sent than the ${atProvider} at the provider: ${told}`);
  check(
    atProvider <= handed + figures.Failed + figures["Being looked up"],
    `the provider has ${atProvider}, more than the report says: ${told}`,
  );
  check(figures.Delivered > 0 && figures.Failed > 0 && figures["Taken back"] > 50, `not in the middle: ${told}`);
}

/** A figure opens the people that it counts; who said STOP is one of them, with the reason. */
async function checkLeftOut(page: Page, e164: string): Promise<void> {
  const { "Left out": count } = await readFigures(page);
  await figure(page, "Left out").click();
  await page.waitForURL(/outcome=excluded/);
  const rows = page.getByRole("table", { name: "People of this broadcast in their order" }).getByRole("row");
  await eventually("the rows of the figure", async () => (await rows.count()) === count + 1);
  await rows
    .filter({ hasText: formatPhone(e164) })
    .getByText("Asked to stop", { exact: true })
    .waitFor();
}

/** Failures stand by their cause, with what may be done; a cause opens its people, and the provider's code is said as an addition. */
async function checkFailed(page: Page): Promise<void> {
  const reasons = page.getByRole("list", { name: "Why people were left out or not reached" });
  const told = await reasons.innerText();
  check(!/\b\d{5}\b/.test(told), `a provider's bare code stands for a reason: ${told}`);
  const cause = reasons.getByRole("listitem").filter({ hasText: "Failed: This number does not exist." });
  await cause.getByText("Check the number with the person in another way.").waitFor();
  await cause.getByRole("link", { name: /people$/ }).click();
  await page.waitForURL(/outcome=failed&reason=invalid_number/);
  const rows = page.getByRole("table", { name: "People of this broadcast in their order" }).getByRole("row");
  await eventually("the people of the cause alone", async () => {
    const texts = await rows.allInnerTexts();
    return texts.length > 1 && texts.slice(1).every((text) => text.includes("This number does not exist."));
  });
  await rows
    .nth(1)
    .getByText(/^The provider says: .*\(\d{5}\)$/)
    .waitFor();
}
