/** How a scripted client behaves. `suffix` are the last digits of fictional numbers (`+1 … 555-0180`) that choose it. */
export const PERSONAS = {
  "address-and-birth": { label: "Gives address and date of birth", suffix: "5550180" },
  "all-details": { label: "Gives address, e-mail, date of birth, employer, insurance", suffix: "5550181" },
  "stop-calling": { label: "“Please stop calling me”", suffix: "5550182" },
  voicemail: { label: "Voicemail answers", suffix: "5550183" },
  "no-answer": { label: "Does not answer", suffix: "5550184" },
  busy: { label: "Line is busy", suffix: "5550185" },
  spanish: { label: "Speaks Spanish", suffix: "5550186" },
  "wrong-person": { label: "Wrong person", suffix: "5550187" },
  callback: { label: "Asks for a callback", suffix: "5550188" },
  transfer: { label: "Wants to speak to staff", suffix: "5550189" },
  hostile: { label: "Hostile: names other cases, firms and fields", suffix: "5550190" },
  rambling: { label: "Rambles, corrects itself, two facts in one breath", suffix: "5550191" },
} as const;

export type PersonaName = keyof typeof PERSONAS;

export function isPersonaName(text: string): text is PersonaName {
  return Object.hasOwn(PERSONAS, text);
}

/** The persona that a number stands for, the default one for every other number. */
export function personaOfNumber(number: string | undefined): PersonaName {
  const names = Object.keys(PERSONAS).filter(isPersonaName);
  return names.find((name) => number?.endsWith(PERSONAS[name].suffix)) ?? "address-and-birth";
}
