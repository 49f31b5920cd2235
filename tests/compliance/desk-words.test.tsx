import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { ImportPreview } from "@/app/desk/compliance/do-not-call/import-preview";
import { ListFigures } from "@/app/desk/compliance/do-not-call/list-figures";
import { ContactHours } from "@/app/desk/compliance/settings/contact-hours";
import { sentText } from "@/app/desk/compliance/settings/sent-text";
import { TEXT_PAIRS } from "@/app/desk/compliance/settings/setting-draft";
import { TextPair } from "@/app/desk/compliance/settings/text-pair";
import { useSettingProblems } from "@/app/desk/compliance/settings/use-setting-problems";
import { DEFAULT_CONTACT_HOURS } from "@/lib/domain/compliance/federal-policy";
import type { RefusedSetting } from "@/lib/domain/compliance-settings/update-compliance-settings";
import { messages } from "@/lib/i18n/messages";

const VALUES = { firm_name: "Calder & Reyes", callback_number: "" };
const PRODUCT = "{{firm_name}}: no more messages.";
const REFUSALS: RefusedSetting[] = [
  { field: "contactHours", problem: "neverOpen" },
  { field: "contactHours", problem: "wider", weekday: 7, lawful: { opens: "12:00", closes: "20:00" } },
  { field: "contactHours", problem: "wider", weekday: 1, lawful: null },
  { field: "frequencyLimit", problem: "higher", lawful: 3 },
  { field: "textBackEn", problem: "placeholder" },
  { field: "textBackEs", problem: "tooLong" },
  { field: "stopConfirmationEn", problem: "namesNoFirm" },
  { field: "helpEn", problem: "noStopInstruction" },
];

/** What the interface says, as HTML; throws for a text that is not there or cannot be formed. */
function told(locale: "en" | "es", content: ReactNode): string {
  return renderToStaticMarkup(
    <NextIntlClientProvider
      locale={locale}
      messages={messages[locale]}
      timeZone="America/Phoenix"
      onError={(error) => {
        throw error;
      }}
    >
      {content}
    </NextIntlClientProvider>,
  );
}

function RefusedSettings() {
  const problems = useSettingProblems({ data: { kind: "refused", refusals: REFUSALS } }, 3);
  const texts = Object.fromEntries(TEXT_PAIRS.flat().map((name) => [name, ""])) as Record<
    (typeof TEXT_PAIRS)[number][number],
    string
  >;
  return (
    <>
      <ContactHours
        hours={{ 7: { opens: "09:00", closes: "20:00" } }}
        lawful={DEFAULT_CONTACT_HOURS}
        onChange={() => undefined}
        isEditable
        problems={problems}
      />
      <p>{problems.ofLimit()}</p>
      {TEXT_PAIRS.map((names) => (
        <TextPair
          key={names[0]}
          names={names}
          texts={texts}
          defaults={texts}
          sentOf={() => ({ ...sentText("", PRODUCT, VALUES), count: { encoding: "ucs2", segments: 2 } })}
          errorOf={problems.ofText}
          onChange={() => undefined}
          isEditable
        />
      ))}
      {TEXT_PAIRS.flat().map((name) => (
        <p key={name}>{problems.ofText(name)}</p>
      ))}
    </>
  );
}

describe.each(["en", "es"] as const)("in %s", (locale) => {
  test("CMP-05 each refusal of a setting is told where it belongs, with the window that is lawful", () => {
    const html = told(locale, <RefusedSettings />);
    expect(html).toMatch(
      locale === "en" ? /On Sunday only 12:00–20:00/ : /El domingo solo se permite de 12:00 a 20:00/,
    );
    expect(html).toContain("{{firm_name}}");
    expect(html).toContain("Calder &amp; Reyes: no more messages.");
    expect(html).not.toMatch(/compliance-settings\.|undefined|'\{/);
  });

  test("a do-not-call list tells its day as the same day on every clock, its age, and what a file would do", () => {
    const day = (date: string) => new Date(`${date}T00:00:00Z`);
    const html = told(
      locale,
      <>
        <ListFigures
          lists={[
            {
              list: "national",
              numbers: 12_345,
              listedOn: day("2026-10-01"),
              staleFrom: day("2026-11-01"),
              isStale: true,
            },
            { list: "internal", numbers: 0, listedOn: null, staleFrom: null, isStale: false },
            { list: "state", numbers: 1, listedOn: day("2026-11-05"), staleFrom: day("2026-12-06"), isStale: false },
          ]}
        />
        <ImportPreview
          plan={{
            total: 1_200,
            counts: { create: 1, merge: 2, skip: 3, error: 1_194 },
            headers: ["phone"],
            column: 0,
            rows: (["create", "merge", "skip", "error"] as const).map((outcome, index) => ({
              line: index + 2,
              typed: "x",
              e164: outcome === "error" ? null : "+16025550142",
              outcome,
            })),
          }}
        />
      </>,
    );
    expect(html).toMatch(locale === "en" ? /Out of date since Nov 1, 2026/ : /Vencida desde el 1 nov 2026/);
    expect(html).toMatch(locale === "en" ? /List of Nov 5, 2026/ : /Lista del 5 nov 2026/);
    expect(html).not.toMatch(/undefined|\{[a-z]/);
  });
});

test.each([
  ["", { body: "Calder & Reyes: no more messages.", whose: "product" }],
  ["  ", { body: "Calder & Reyes: no more messages.", whose: "product" }],
  ["{{firm_name}} is done.", { body: "Calder & Reyes is done.", whose: "own" }],
  ["Call {{callback_number}}", { body: "Calder & Reyes: no more messages.", whose: "fallback" }],
  ["Call {{nobody}}", { body: "Calder & Reyes: no more messages.", whose: "fallback" }],
])("of the text %j a person gets what the firm can say", (own, sent) => {
  expect(sentText(own, PRODUCT, VALUES)).toEqual(sent);
});
