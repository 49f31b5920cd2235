import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { OptOutReach } from "@/app/desk/compliance/settings/opt-out-reach";
import { OPT_OUT_REACHES } from "@/db/schema/compliance-settings";
import { messages } from "@/lib/i18n/messages";

test.each(["en", "es"] as const)(
  "CMP-04 each reach of a stop is offered with what it means (%s), and to a reader as it stands",
  (locale) => {
    for (const isEditable of [true, false]) {
      const html = renderToStaticMarkup(
        <NextIntlClientProvider locale={locale} messages={messages[locale]} timeZone="America/Phoenix">
          <OptOutReach reach="everything" onChange={() => undefined} isEditable={isEditable} />
        </NextIntlClientProvider>,
      );
      expect(html.match(/type="radio"/g)).toHaveLength(OPT_OUT_REACHES.length);
      expect(html).toContain(locale === "en" ? "January 31, 2027" : "31 de enero de 2027");
      expect(html).not.toMatch(/compliance-settings\.|undefined/);
    }
  },
);
