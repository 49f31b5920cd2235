import { describe, expect, test } from "vitest";
import { classifyOptOutText } from "./classify-opt-out-text";
import { isAmbiguousStop } from "./is-ambiguous-stop";
import { isSpanishKeyword } from "./keyword-language";

const kindOf = (text: string) => classifyOptOutText(text).kind;

/** Every word of compliance-us E.2 and CMP-02, by class. */
const CORPUS = {
  stop: [
    ...[
      "stop",
      "stopall",
      "stop all",
      "unsubscribe",
      "cancel",
      "end",
      "quit",
      "revoke",
      "optout",
      "opt out",
      "opt-out",
    ],
    ...["remove", "alto", "parar", "pare", "para", "detener", "cancelar", "baja", "dar de baja", "terminar", "fin"],
    ...["salir", "no mas", "no más", "no mas mensajes", "no más mensajes", "basta"],
  ],
  help: ["help", "info", "ayuda", "informacion", "información"],
  start: ["start", "unstop", "iniciar", "comenzar"],
} as const;

/** Ways in which the same word reaches a phone. */
const WRITTEN: readonly [name: string, write: (word: string) => string][] = [
  ["in capitals", (word) => word.toUpperCase()],
  ["with a capital", (word) => word.charAt(0).toUpperCase() + word.slice(1)],
  ["between spaces and lines", (word) => `\n  ${word.replaceAll(" ", "   ")}\t\r\n`],
  ["with punctuation", (word) => `"${word}"!!?…`],
  ["in Spanish punctuation", (word) => `¡${word}!`],
  ["with points between", (word) => [...word.replaceAll(" ", "")].join(".")],
  ["with spaces between", (word) => [...word.replaceAll(" ", "")].join(" ")],
  ["with an emoji", (word) => `🙏🏽${word}👍`],
  ["with joined emoji", (word) => `${word} 👨‍👩‍👧`],
  ["with zero-width space inside", (word) => [...word].join("\u200b")],
  ["with soft hyphens and joiners", (word) => [...word].join("\u00ad\u200d")],
  ["with a byte order mark", (word) => `\ufeff${word}`],
  ["with marks of direction", (word) => `\u202e${word}\u202c`],
  [
    "in full-width letters",
    (word) => word.replaceAll(/[a-z]/g, (letter) => String.fromCodePoint(letter.charCodeAt(0) + 0xfee0)),
  ],
  [
    "in mathematical letters",
    (word) => word.replaceAll(/[a-z]/g, (letter) => String.fromCodePoint(letter.charCodeAt(0) - 97 + 0x1d41a)),
  ],
  ["decomposed", (word) => word.normalize("NFD")],
];

describe.each(Object.entries(CORPUS))("CMP-02 %s", (kind, words) => {
  test.each(WRITTEN)("is read %s", (_, write) => {
    for (const word of words) expect([write(word), kindOf(write(word))]).toEqual([write(word), kind]);
  });
});

test.each([
  "stop texting me",
  "remove me",
  "do not contact",
  "leave me alone",
  "wrong number",
  "no me escriba",
  "no me escriban",
  "quíteme",
  "ya no quiero mensajes",
])("CMP-02 %s means a stop and is looked at", (words) => {
  for (const [, write] of WRITTEN.slice(0, 4)) expect(kindOf(write(words))).toBe("stop_intent");
});

test.each([
  "stopped by yesterday, nobody was there",
  "the bus stop on Main",
  "non-stop pain since the crash",
  "cancel my appointment on Monday please",
  "quiero cancelar la cita del lunes",
  "the end of the week is better",
  "para el lunes",
  "¿para qué es este documento?",
  "en fin, gracias",
  "al fin me llamó el seguro",
  "estoy de baja médica",
  "me dieron la baja del trabajo",
  "the presión es baja",
  "voy a salir tarde",
  "quit my job after the accident",
  "I need more info about my case",
  "can you help me with the form",
  "when do we start",
  "la altura del carro",
  "altos pagos",
  "removed the stitches",
  "basta con una copia",
  "mi esposo maneja un taxi, no más",
  "yes",
  "sí",
])("CMP-02 %s is an ordinary message", (words) => {
  expect(kindOf(words)).toBe("none");
});

test.each([
  ...[
    "stop msg",
    "Stop msgs!",
    "cancel please",
    "Please cancel!",
    "Cancelar, por favor",
    "cancel messages",
    "end texts",
    "unsub",
    "st0p",
  ],
  ...["get me off your list", "who is this? stop", "Not interested. STOP", "Stop. I have a lawyer", "wrong person"],
  ...["STOP\n\nSent from my phone", "fuck off", "go away", "cease and desist", "I don't want to receive these"],
  ...["I never signed up for this", "I'm blocking you", "enough with the messages", "no calls please", "⛔"],
  ...["paren", "ya párele", "párenle", "déjenme tranquilo", "número incorrecto", "no soy esa persona", "no molesten"],
  ...["no molestar", "no contactar", "por favor no llamar", "favor no escribir", "no escribir más", "no llamar más"],
  ...["no llame más", "no escriba más", "ya no escriban", "ya no llamen", "ya no manden mensajes", "borrar mi número"],
  ...[
    "eliminar mi número",
    "me quiero dar de baja",
    "quiero darme de baja",
    "cancelar suscripción",
    "cancelar mensajes",
  ],
  ...["detener mensajes", "parar mensajes", "stop a los mensajes", "alto a los mensajes", "stop mensajes"],
  ...["suspendan los mensajes por favor", "desuscribirme", "Ya les dije. Basta. Tengo abogado."],
])("CMP-02 %s means a stop and is looked at", (words) => {
  expect(kindOf(words)).toBe("stop_intent");
});

test.each([
  ...["please don't stop", "don't stop texting me", "Please do not stop contacting me", "never stop fighting for me"],
  ...["don't opt me out", "I don't want to opt out", "I do not want to unsubscribe", "don't remove me from your list"],
  ...[
    "Yes, cancel it please",
    "No, cancel",
    "Sí, cancelar",
    "ok cancel that, thanks",
    "please don't cancel",
    "He would not stop calling me",
    "my ex won't stop texting me",
    "remove my old number",
  ],
  ...[
    "we had to stop contact with the chiropractor",
    "should I opt out of the class action?",
    "he was fucked off at me",
  ],
  ...[
    "this is harassment by my landlord",
    "no pare",
    "no paren",
    "No cancelar",
    "no cancele la cita",
    "por favor no paren",
  ],
  ...["no deje de llamarme", "no dejen de escribirme", "se equivocó de número de póliza", "no me llegó el mensaje"],
  ...["ya no mande los papeles, ya los tengo", "el doctor me dijo que no llamara", "nada más", "Nada más. Gracias."],
  ...[
    "The light was red. He did not stop.",
    "I yelled stop! and he drove on",
    "Can we stop the treatment?",
    "Stop by at 3.",
  ],
  ...["They sent it to the wrong person", "the police told him to go away", "no escribí la fecha"],
])("CMP-02 %s is no stop", (words) => {
  expect([words, kindOf(words)]).toEqual([words, "none"]);
});

test("CMP-02 a word that means other things too is obeyed and looked at; STOP and ALTO are only obeyed", () => {
  for (const word of ["CANCEL", "¡Cancelar!", "para", "FIN", "baja", "End.", "salir"]) {
    expect([word, kindOf(word), isAmbiguousStop(word)]).toEqual([word, "stop", true]);
  }
  for (const word of ["STOP", "ALTO", "unsubscribe", "dar de baja", "no más"])
    expect(isAmbiguousStop(word)).toBe(false);
});

test("a keyword tells its language only where no other has it", () => {
  for (const word of ["ALTO", "baja", "no más", "Ayuda", "dar de baja"]) expect(isSpanishKeyword(word)).toBe(true);
  for (const word of ["STOP", "help", "cancel", "no", ""]) expect(isSpanishKeyword(word)).toBe(false);
});
