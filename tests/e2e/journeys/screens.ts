import { checkAccessible } from "../support/accessibility";
import { check, type Journey, type JourneyContext } from "../support/journey";
import { demoMember, type Look, type Person, signedIn, visitor } from "../support/person";

const SCREENS = [
  "/desk",
  "/desk/leads",
  "/desk/contacts",
  "/desk/cases",
  "/desk/calls",
  "/desk/audit",
  "/settings/firm",
  "/settings/team",
  "/settings/integrations",
  "/settings/webhooks",
] as const;

const LOOKS: Record<string, Look> = {
  light: {},
  dark: { colorScheme: "dark" },
  phone: { width: 375 },
  spanish: { locale: "es" },
};

/** Every screen in one look: reachable, accessible, without a CSP violation, not wider than the window. */
function walk(look: string): Journey {
  return {
    name: `every screen in ${look}: axe clean, no console error, no CSP violation (WEB-01), nothing cut off`,
    run: async (context) => {
      const person = await signedIn(context, demoMember("org_calder", "org:admin"), LOOKS[look]);
      for (const screen of [...SCREENS, ...(await recordScreens(person))]) await visit(person, screen, look);
      check(person.complaints.length === 0, [...new Set(person.complaints)].join("\n"));
      await person.leave();
    },
  };
}

async function visit(person: Person, screen: string, look: string): Promise<void> {
  const { page } = person;
  await page.goto(screen);
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  await page.waitForLoadState("networkidle");
  await checkAccessible(page, `${screen} in ${look}`);
  const overflow = await page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
  check(Number(overflow) <= 1, `${screen} in ${look} is ${overflow} px too wide`);
  if (look === "spanish") {
    const lang = await page.evaluate("document.documentElement.lang");
    check(lang === "es", `${screen} is not in Spanish`);
  }
  await person.shoot(`${look}${screen.replaceAll(/\/[0-9a-f-]{36}/g, "/record").replaceAll("/", "-")}`);
}

/** One record of each kind, found through its list. */
async function recordScreens({ page }: Person): Promise<string[]> {
  const found: string[] = [];
  for (const list of ["/desk/leads", "/desk/contacts", "/desk/cases", "/desk/calls"]) {
    await page.goto(list);
    const href = await page.locator(`main a[href^="${list}/"]`).first().getAttribute("href");
    check(href, `${list} leads to no record`);
    found.push(href);
    if (list === "/desk/cases") found.push(`${href}/call`);
  }
  return found;
}

const publicPages: Journey = {
  name: "the public and sign-in pages are accessible and load nothing from elsewhere",
  run: async (context: JourneyContext) => {
    const person = await visitor(context);
    for (const screen of ["/", "/sign-in", "/sign-up"]) {
      await person.page.goto(screen);
      await person.page.waitForLoadState("networkidle");
      await checkAccessible(person.page, screen);
      await person.shoot(`public${screen.replaceAll("/", "-")}`);
    }
    check(person.complaints.length === 0, person.complaints.join("\n"));
    await person.leave();
  },
};

export const SCREEN_JOURNEYS: readonly Journey[] = [publicPages, ...Object.keys(LOOKS).map(walk)];
