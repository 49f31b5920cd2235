import { check, eventually, type Journey } from "../support/journey";
import { demoMember, platformAdmin, signedIn, signIn, visitor } from "../support/person";
import { visit } from "../support/visit";

const roles: Journey = {
  name: "a viewer reads and cannot call; a paralegal finds no audit log and no admin pages (AUTH-04)",
  run: async (context) => {
    const viewer = await signedIn(context, demoMember("org_whitfield", "org:viewer"));
    await visit(viewer.page, "/desk/cases");
    await viewer.page.locator('main a[href^="/desk/cases/"]').first().click();
    await viewer.page.waitForURL(/\/desk\/cases\/[0-9a-f-]{36}$/);
    await viewer.page.getByRole("heading", { level: 1 }).first().waitFor();
    check((await viewer.page.getByRole("link", { name: "Call client" }).count()) === 0, "a viewer is offered a call");
    await visit(viewer.page, `${viewer.page.url()}/call`);
    await viewer.page.getByText("You cannot open this").waitFor();
    check((await viewer.page.getByRole("button", { name: "Call now" }).count()) === 0, "a viewer may call by address");
    await viewer.leave();

    const paralegal = await signedIn(context, demoMember("org_calder", "org:paralegal"));
    const admin = await visit(paralegal.page, "/admin");
    check(admin?.status() === 404, `AUTH-01 /admin answers a paralegal with ${admin?.status()}`);
    await paralegal.leave();
  },
};

const restricted: Journey = {
  name: "a restricted case is there for its members and nowhere for others of the firm",
  run: async (context) => {
    const attorney = await signedIn(context, demoMember("org_calder", "org:attorney"));
    await visit(attorney.page, "/desk/cases?q=Ibarra");
    const link = attorney.page.getByRole("link", { name: /Ibarra/ }).first();
    const href = await link.getAttribute("href");
    check(href, "the attorney does not see the restricted case");
    await attorney.leave();
    const paralegal = await signedIn(context, demoMember("org_calder", "org:paralegal"));
    await visit(paralegal.page, "/desk/cases?q=Ibarra");
    await paralegal.page.getByText("No case matches").waitFor();
    await visit(paralegal.page, href);
    await paralegal.page.waitForLoadState("networkidle");
    check(!(await paralegal.page.getByRole("main").innerText()).includes("Ibarra"), "the wall has a hole");
    await paralegal.leave();
  },
};

const platform: Journey = {
  name: "the platform admin sees firms and counts",
  run: async (context) => {
    const admin = await visitor(context);
    await visit(admin.page, "/sign-in");
    await signIn(admin.page, platformAdmin);
    await visit(admin.page, "/admin");
    await admin.page.getByText("Calder & Reyes Injury Law").first().waitFor();
    await admin.page.getByText("Whitfield Family Law").first().waitFor();
    check(!(await admin.page.getByRole("main").innerText()).includes("Márquez"), "AUTH-07 /admin shows a client");
    await admin.shoot("admin");
    await admin.leave();
  },
};

const sessionEnds: Journey = {
  name: "after signing out the desk asks for a sign-in, and Back shows nothing (WEB-03)",
  run: async (context) => {
    const person = await visitor(context);
    await visit(person.page, "/sign-in");
    await signIn(person.page, demoMember("org_whitfield", "org:intake"));
    await visit(person.page, "/desk/contacts");
    await person.page.getByRole("heading", { level: 1 }).first().waitFor();
    await eventually("Clerk's script", () =>
      person.page.evaluate("Boolean(window.Clerk?.loaded && window.Clerk.session)"),
    );
    await person.page.evaluate("window.Clerk.signOut()");
    await eventually("the end of the session's cookie", async () => {
      const cookies = await person.context.cookies();
      return !cookies.some(({ name }) => name === "__session");
    });
    await person.page.waitForURL((url) => !url.pathname.startsWith("/desk"));
    await visit(person.page, "/desk/contacts");
    await person.page.waitForURL(/sign-in/);
    await person.page.goBack();
    await person.page.waitForTimeout(800);
    check(!/Sullivan|Fuentes/.test(await person.page.locator("body").innerText()), "Back shows a client's name");
    await person.leave();
  },
};

const newFirm: Journey = {
  name: "a newcomer signs up, founds a firm and finds an empty desk that teaches",
  run: async (context) => {
    const person = await visitor(context);
    const { page } = person;
    await visit(page, "/sign-up");
    await page.locator("input[name=emailAddress]").fill(`founder-${Date.now()}@new-firm.test`);
    const firstName = page.locator("input[name=firstName]");
    if (await firstName.isVisible()) {
      await firstName.fill("Dana");
      await page.locator("input[name=lastName]").fill("Founder");
    }
    await page.locator("input[name=password]").fill("a-long-new-password-7");
    await page.getByRole("button", { name: /^continue$/i }).click();
    await page.locator("input[autocomplete=one-time-code]").first().fill("424242");
    await page.locator("input[name=name]").fill("Founder & Daughters");
    await page
      .getByRole("button", { name: /create|continue/i })
      .last()
      .click();
    await page.getByRole("button", { name: "Skip" }).click();
    await page.waitForURL(/\/desk/, { timeout: 30_000 });
    await visit(page, "/desk/cases");
    await page.getByText("No cases yet").waitFor();
    await person.shoot("new-firm-cases");
    await visit(page, "/desk");
    await page.getByRole("heading", { level: 1 }).first().waitFor();
    await person.shoot("new-firm-home");
    check(!(await page.locator("body").innerText()).includes("Márquez"), "a new firm sees another's client");
    await person.leave();
  },
};

const twoFirms: Journey = {
  name: "an attorney of two firms switches between them and sees one at a time",
  run: async (context) => {
    const nora = await visitor(context);
    const { page } = nora;
    await visit(page, "/sign-in");
    await signIn(page, demoMember("org_whitfield", "org:attorney"));
    await visit(page, "/desk/cases?q=Sullivan");
    await page.getByText("Sullivan v. Sullivan").waitFor();
    await visit(page, "/desk/cases");
    await page.getByRole("table").waitFor();
    check(!(await page.getByRole("main").innerText()).includes("Márquez"), "the other firm's case is in the list");
    await page
      .getByRole("button", { name: /switch|conmutador/i })
      .first()
      .click();
    await page
      .getByRole("menuitem", { name: /Calder & Reyes/ })
      .or(page.getByRole("button", { name: /Calder & Reyes/ }))
      .first()
      .click();
    // Clerk leads to Home when it has switched; leaving before that would take the switch back.
    await page.waitForURL((url) => url.pathname === "/desk", { timeout: 30_000 });
    await page.getByRole("heading", { level: 1 }).first().waitFor();
    await eventually("the other firm's cases", async () => {
      await visit(page, "/desk/cases");
      await page.getByRole("heading", { level: 1 }).first().waitFor();
      return (await page.getByRole("main").innerText()).includes("Márquez");
    });
    const text = await page.getByRole("main").innerText();
    check(!text.includes("Sullivan"), "the first firm's case is still there");
    check(
      (await page.getByRole("button", { name: "New case" }).count()) === 0,
      "AUTH-04 a viewer there has an attorney's rights from here",
    );
    await nora.leave();
  },
};

const invitation: Journey = {
  name: "an admin invites a colleague",
  run: async (context) => {
    const admin = await signedIn(context, demoMember("org_whitfield", "org:admin"));
    const { page } = admin;
    await visit(page, "/settings/team");
    await page.getByRole("button", { name: "Invite", exact: true }).click();
    await page.getByRole("heading", { name: "Invite new members" }).waitFor();
    await page.keyboard.type("new.paralegal@whitfield-family.test,");
    await page.getByRole("button", { name: /send invitations/i }).click();
    await page
      .getByText(/invitations successfully sent|new.paralegal@whitfield-family.test/i)
      .first()
      .waitFor();
    await admin.shoot("14-invited");
    await admin.leave();
  },
};

export const ACCESS_JOURNEYS: readonly Journey[] = [
  roles,
  restricted,
  platform,
  sessionEnds,
  newFirm,
  twoFirms,
  invitation,
];
