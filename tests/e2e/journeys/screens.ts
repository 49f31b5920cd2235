import { checkAccessible, type Part } from "../support/accessibility";
import { check, type Journey, type JourneyContext } from "../support/journey";
import { listScreens } from "../support/list-screens";
import { demoMember, type Person, platformAdmin, signedIn, visitor } from "../support/person";
import { visit } from "../support/visit";

/** Every screen in light, dark and at a phone's width, loaded once: reachable, accessible, without a CSP violation, not wider than the window. */
export const walk: Journey = {
  name: "every screen in light, dark and on a phone: axe clean, no console error, no CSP violation (WEB-01), nothing cut off",
  run: async (context) => {
    const person = await signedIn(context, demoMember("org_calder", "org:admin"));
    await look(person, [...listScreens(), ...(await recordScreens(person))]);
    await look(await signedIn(context, platformAdmin), ["/admin"]);
  },
};

async function look(person: Person, screens: readonly string[]): Promise<void> {
  for (const screen of screens) {
    await openScreen(person, screen);
    await inspect(person, screen, "light");
    await person.page.emulateMedia({ colorScheme: "dark" });
    await inspect(person, screen, "dark", "colours");
    await person.page.setViewportSize({ width: 375, height: 760 });
    await inspect(person, screen, "phone", "structure");
    await person.page.emulateMedia({ colorScheme: "light" });
    await person.page.setViewportSize({ width: 1360, height: 900 });
  }
  check(person.complaints.length === 0, [...new Set(person.complaints)].join("\n"));
  await person.leave();
}

/** Loaded as a phone loads it: what the server and the first script make of a narrow window counts too. */
export const walkInSpanish: Journey = {
  name: "every screen in Spanish on a phone: axe clean, no console error, no CSP violation (WEB-01), nothing cut off",
  run: async (context) => {
    const look = { locale: "es", width: 375 } as const;
    const person = await signedIn(context, demoMember("org_calder", "org:admin"), look);
    for (const screen of [...listScreens(), ...(await recordScreens(person))]) {
      await openScreen(person, screen);
      const lang = await person.page.evaluate("document.documentElement.lang");
      check(lang === "es", `${screen} is not in Spanish`);
      await inspect(person, screen, "spanish", "structure");
    }
    check(person.complaints.length === 0, [...new Set(person.complaints)].join("\n"));
    await person.leave();
  },
};

async function openScreen({ page }: Person, screen: string): Promise<void> {
  await visit(page, screen);
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  await page.waitForLoadState("networkidle");
}

async function inspect({ page, shoot }: Person, screen: string, look: string, part?: Part): Promise<void> {
  await checkAccessible(page, `${screen} in ${look}`, part);
  const overflow = await page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
  check(Number(overflow) <= 1, `${screen} in ${look} is ${overflow} px too wide`);
  await shoot(`${look}${screen.replaceAll(/\/[0-9a-f-]{36}/g, "/record").replaceAll("/", "-")}`);
}

/** One record of each kind, found through its list. */
async function recordScreens({ page }: Person): Promise<string[]> {
  const found: string[] = [];
  for (const list of ["/desk/leads", "/desk/contacts", "/desk/cases", "/desk/calls"]) {
    await visit(page, list);
    const href = await page.locator(`main a[href^="${list}/"]`).first().getAttribute("href");
    check(href, `${list} leads to no record`);
    found.push(href);
    if (list === "/desk/cases") found.push(`${href}/call`);
  }
  return found;
}

export const publicPages: Journey = {
  name: "the public and sign-in pages are accessible and load nothing from elsewhere",
  run: async (context: JourneyContext) => {
    const person = await visitor(context);
    for (const screen of ["/", "/sign-in", "/sign-up"]) {
      await visit(person.page, screen);
      await person.page.waitForLoadState("networkidle");
      await checkAccessible(person.page, screen);
      await person.shoot(`public${screen.replaceAll("/", "-")}`);
    }
    check(person.complaints.length === 0, person.complaints.join("\n"));
    await person.leave();
  },
};
