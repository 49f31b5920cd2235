import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { chooseLocale, type Locale, languageOf, localeCookie, type RegionalLocale, regionalLocale } from "./locale";
import { type Messages, messages } from "./messages";
import { chooseTimeZone, timeZoneCookie } from "./time-zone";

declare module "next-intl" {
  interface AppConfig {
    Locale: Locale | RegionalLocale;
    Messages: Messages;
  }
}

/** Language, texts and clock of one request. No locale stands in the URL: a copied link opens in the reader's language. */
export default getRequestConfig(async ({ locale: explicit }) => {
  const jar = await cookies();
  const locale = explicit
    ? languageOf(explicit)
    : chooseLocale(jar.get(localeCookie)?.value, (await headers()).get("accept-language"));
  const timeZone = chooseTimeZone(jar.get(timeZoneCookie)?.value);
  return { locale: regionalLocale(locale), messages: messages[locale], timeZone, now: new Date() };
});
