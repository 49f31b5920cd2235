import { expect, test } from "vitest";
import { DEFAULT_KEYWORD_TEXTS, DEFAULT_TEXT_BACK } from "./default-texts";

const LANGUAGES = ["en", "es"] as const;

test("CMP-02 a confirmation confirms, in the firm's name, and holds not a word more", () => {
  expect(DEFAULT_KEYWORD_TEXTS.stop_confirmation).toEqual({
    en: {
      withNumber: "{{firm_name}}: You will get no more messages from us. To reach us, call {{callback_number}}.",
      withoutNumber: "{{firm_name}}: You will get no more messages from us.",
    },
    es: {
      withNumber:
        "{{firm_name}}: No le enviaremos más mensajes. Para comunicarse con nosotros, llame al {{callback_number}}.",
      withoutNumber: "{{firm_name}}: No le enviaremos más mensajes.",
    },
  });
});

/** What an answer to HELP has to say (CTIA): who, how often, what it costs, how to stop. */
const SAYS = {
  en: [/^\{\{firm_name\}\}: /, /Message frequency varies\./, /Msg & data rates may apply\./, /Reply STOP /],
  es: [
    /^\{\{firm_name\}\}: /,
    /La frecuencia de mensajes varía\./,
    /Pueden aplicarse tarifas de mensajes y datos\./,
    /Responda ALTO /,
  ],
} as const;

test.each(LANGUAGES)(
  "CMP-02 the answer to HELP says who, where, how often, at what cost and how to stop (%s)",
  (language) => {
    const { withNumber, withoutNumber } = DEFAULT_KEYWORD_TEXTS.help[language];
    for (const says of SAYS[language]) {
      expect(withNumber).toMatch(says);
      expect(withoutNumber).toMatch(says);
    }
    expect(withNumber).toContain("{{callback_number}}");
    expect(withoutNumber).not.toContain("{{callback_number}}");
  },
);

test.each(LANGUAGES)("the text after a missed call says who writes and how to stop it (%s)", (language) => {
  expect(DEFAULT_TEXT_BACK[language]).toMatch(/^\{\{firm_name\}\}: .*STOP/);
});
