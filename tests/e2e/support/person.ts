import { mkdirSync } from "node:fs";
import path from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { DEMO_FIRMS, DEMO_PLATFORM_ADMIN, type DemoRole } from "@/db/seed/demo-firms";
import type { JourneyContext } from "./journey";
import { check } from "./journey";
import { visit } from "./visit";

const SHOTS = path.resolve(import.meta.dirname, "../../../test-results");

export type Look = { colorScheme?: "light" | "dark"; width?: number; locale?: "en" | "es" };

/** A person at a browser of their own; everything wrong that the page reports is collected. */
export type Person = {
  page: Page;
  context: BrowserContext;
  /** Console errors, page errors and CSP violations so far. */
  complaints: string[];
  shoot: (name: string) => Promise<void>;
  leave: () => Promise<void>;
};

type Identity = { email: string; password: string };

type State = Awaited<ReturnType<BrowserContext["storageState"]>>;
const sessions = new Map<string, State>();

/** E-mail and password of a demo firm's member. */
export function demoMember(organizationId: string, role: DemoRole): Identity {
  const user = DEMO_FIRMS.find((firm) => firm.orgId === organizationId)?.users.find((member) => member.role === role);
  check(user, `no ${role} in ${organizationId}`);
  return user;
}

export const platformAdmin: Identity = DEMO_PLATFORM_ADMIN;

/** A browser without a session. */
export async function visitor({ browser, desk }: JourneyContext, look: Look = {}): Promise<Person> {
  return open(browser, desk.baseUrl, look, undefined);
}

/** A browser in which `identity` has signed in through the sign-in page. */
export async function signedIn(
  { browser, desk }: JourneyContext,
  identity: Identity,
  look: Look = {},
): Promise<Person> {
  const person = await open(browser, desk.baseUrl, look, sessions.get(identity.email));
  await visit(person.page, "/desk");
  if (new URL(person.page.url()).pathname.startsWith("/sign-in")) await signIn(person.page, identity);
  sessions.set(identity.email, withoutLanguage(await person.context.storageState()));
  return person;
}

/** The next look of the same person has a language of its own. */
function withoutLanguage(state: State): State {
  return { ...state, cookies: state.cookies.filter(({ name }) => name !== "NEXT_LOCALE") };
}

/** Types e-mail and password into the sign-in page and waits until it lets go. */
export async function signIn(page: Page, identity: Identity): Promise<void> {
  await page.locator("input[name=identifier]").fill(identity.email);
  await page.getByRole("button", { name: /^(continue|continuar)$/i }).click();
  await page.locator("input[name=password]").fill(identity.password);
  await page.getByRole("button", { name: /^(continue|continuar)$/i }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"), { timeout: 30_000 });
}

/** Forgets kept sessions: after the server and its stand-ins were started anew. */
export function forgetSessions(): void {
  sessions.clear();
}

async function open(
  browser: JourneyContext["browser"],
  baseURL: string,
  look: Look,
  storageState: State | undefined,
): Promise<Person> {
  const context = await browser.newContext({
    baseURL,
    viewport: { width: look.width ?? 1360, height: look.width && look.width < 500 ? 760 : 900 },
    colorScheme: look.colorScheme ?? "light",
    locale: look.locale === "es" ? "es-US" : "en-US",
    timezoneId: "America/Phoenix",
    reducedMotion: "reduce",
    ...(storageState ? { storageState } : {}),
  });
  if (look.locale) await context.addCookies([{ name: "NEXT_LOCALE", value: look.locale, url: baseURL }]);
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(`page error at ${new URL(page.url()).pathname}: ${error.message}`));
  page.on("console", (message) => {
    const text = message.text();
    if (message.type() === "error" && !isExpected(text)) complaints.push(`console: ${text}`);
  });
  page.on("request", (request) => {
    const { hostname } = new URL(request.url());
    if (!["localhost", "127.0.0.1", ""].includes(hostname)) complaints.push(`request to ${hostname}`);
  });
  return {
    page,
    context,
    complaints,
    shoot: async (name) => {
      mkdirSync(SHOTS, { recursive: true });
      await page.screenshot({ path: path.join(SHOTS, `${name}.png`), fullPage: true });
    },
    leave: () => context.close(),
  };
}

// A page that answers 404 or 401 on purpose is reported by the browser as a failed resource.
function isExpected(text: string): boolean {
  return /Failed to load resource: the server responded with a status of (401|403|404|422)/.test(text);
}
