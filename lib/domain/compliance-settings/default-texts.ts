import "server-only";

type Wordings = Record<"en" | "es", { withNumber: string; withoutNumber: string }>;

/**
 * What answers STOP and HELP where the firm wrote nothing of its own, with and without a number to call. A confirmation only
 * confirms (47 CFR 64.1200(a)(12)); a help text says what CTIA's handbook lists: who, where to turn, how often, what it
 * costs, how to stop.
 */
export const DEFAULT_KEYWORD_TEXTS: Record<"stop_confirmation" | "help", Wordings> = {
  stop_confirmation: {
    en: {
      withNumber: "{{firm_name}}: You will get no more messages from us. To reach us, call {{callback_number}}.",
      withoutNumber: "{{firm_name}}: You will get no more messages from us.",
    },
    es: {
      withNumber:
        "{{firm_name}}: No le enviaremos más mensajes. Para comunicarse con nosotros, llame al {{callback_number}}.",
      withoutNumber: "{{firm_name}}: No le enviaremos más mensajes.",
    },
  },
  help: {
    en: {
      withNumber:
        "{{firm_name}}: For help, call {{callback_number}}. Message frequency varies. Msg & data rates may apply. Reply STOP to stop messages.",
      withoutNumber:
        "{{firm_name}}: Message frequency varies. Msg & data rates may apply. Reply STOP to stop messages.",
    },
    es: {
      withNumber:
        "{{firm_name}}: Para ayuda, llame al {{callback_number}}. La frecuencia de mensajes varía. Pueden aplicarse tarifas de mensajes y datos. Responda ALTO para no recibir más.",
      withoutNumber:
        "{{firm_name}}: La frecuencia de mensajes varía. Pueden aplicarse tarifas de mensajes y datos. Responda ALTO para no recibir más.",
    },
  },
};

/** What is sent after a missed call where the firm wrote nothing of its own: who writes, why, and how to stop it. */
export const DEFAULT_TEXT_BACK = {
  en: "{{firm_name}}: sorry we missed your call. Reply to this message and we will get back to you. Reply STOP to opt out.",
  es: "{{firm_name}}: lamentamos no haber podido contestar su llamada. Responda a este mensaje y nos pondremos en contacto con usted. Responda STOP para no recibir más mensajes.",
} as const;
