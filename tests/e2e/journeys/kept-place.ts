import type { Page } from "playwright-core";
import { check, eventually, type Journey } from "../support/journey";
import { demoMember, signedIn } from "../support/person";
import { play } from "../support/senders";
import { visit } from "../support/visit";

const FIRM = "org_calder";
const STRANGER = { e164: "+16235550187", shown: "(623) 555-0187" };
const SCROLLED = 240;

/** Somebody reads further down in the list while others write. */
export const keptPlace: Journey = {
  name: "inbox: a new message does not move the list under somebody who has scrolled down",
  run: async (context) => {
    const reader = await signedIn(context, demoMember(FIRM, "org:attorney"));
    const { page } = reader;
    await page.setViewportSize({ width: 1360, height: 480 });
    await visit(page, "/desk/inbox?view=all");
    const list = page.getByRole("list", { name: "Conversations" });
    const top = (await list.boundingBox())?.y ?? 0;
    await list.hover();
    await page.mouse.wheel(0, SCROLLED);
    await eventually("the list to be scrolled", async () => (await list.boundingBox())?.y === top - SCROLLED);
    const before = await readRows(page, top);
    await play(context, {
      provider: "twilio",
      firmId: FIRM,
      scene: "sms",
      input: { from: STRANGER.e164, text: "I would like to speak with a lawyer." },
    });
    const after = await eventually(
      "the new conversation to be in the list",
      async () => {
        const rows = await readRows(page, top);
        return before.some(({ id, place }) => rows.some((row) => row.id === id && row.place === place + 1)) && rows;
      },
      45_000,
    );
    const moved = before.filter(({ id, y }) => after.some((row) => row.id === id && Math.abs(row.y - y) > 1));
    check(
      moved.length === 0,
      `${moved.length} of ${before.length} rows in view moved: ${JSON.stringify({ before, after })}`,
    );
    await reader.shoot("48-inbox-kept-place");
    await page.mouse.wheel(0, -10 * SCROLLED);
    await page.locator("[data-conversation]").first().filter({ hasText: STRANGER.shown }).waitFor();
    check(reader.complaints.length === 0, [...new Set(reader.complaints)].join("\n"));
    await reader.leave();
  },
};

type Row = { id: string; place: number; y: number };

/** The rows that stand wholly in view, with their place in the whole list. */
async function readRows(page: Page, top: number): Promise<Row[]> {
  const read = page.evaluate(`[...document.querySelectorAll("[data-conversation]")].map((each) => ({
    id: each.dataset.conversation,
    place: Number(each.closest("li").ariaPosInSet),
    y: each.getBoundingClientRect().top,
    end: each.getBoundingClientRect().bottom,
  })).filter(({ y, end }) => y >= ${top} && end <= window.innerHeight)`);
  return (await read) as Row[];
}
