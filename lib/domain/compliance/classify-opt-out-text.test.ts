import { expect, test } from "vitest";
import { classifyOptOutText } from "./classify-opt-out-text";

const kindOf = (text: string) => classifyOptOutText(text).kind;

const KEYWORDS = (
  "STOP,STOPALL,STOP ALL,UNSUBSCRIBE,CANCEL,END,QUIT,REVOKE,OPTOUT,OPT OUT,opt-out,Remove," +
  "ALTO,PARAR,CANCELAR,BASTA,pare,para,detener,baja,dar de baja,terminar,fin,salir,no más,no mas mensajes"
).split(",");

test.each(KEYWORDS)("CMP-02: the keyword %j stops contact in any case, spacing and punctuation", (word) => {
  for (const variant of [
    word,
    word.toLowerCase(),
    word.toUpperCase(),
    `  ${word}!!! `,
    `"${word}."`,
    `\u200b${word}\ufeff`,
    `${word} 🙏`,
    `¡${word}!`,
    [...word].join("."),
    word.normalize("NFD"),
  ]) {
    expect(kindOf(variant), JSON.stringify(variant)).toBe("stop");
  }
});

test("CMP-02: full-width letters stop contact", () => {
  expect(kindOf("ＳＴＯＰ")).toBe("stop");
});

test.each([
  "Stop please",
  "please STOP",
  "Stop. Stop. Stop.",
  "stoppp",
  "ok stop now thanks",
  "stop texting me",
  "Stop calling me",
  "please stop sending me these messages",
  "stop all of these calls",
  "quit calling",
  "remove me",
  "remove me from your list",
  "take me off your list",
  "take my number off",
  "delete my number",
  "lose my number",
  "do not contact",
  "Do not call me again",
  "don't call me",
  "Don’t text me anymore",
  "dont ever call this number",
  "never call me again",
  "I don't want any more calls",
  "i do not wish to be contacted",
  "no more texts",
  "leave me alone",
  "wrong number",
  "unsubscribe me",
  "opt me out",
  "I revoke my consent",
  "Please cease all calling",
  "This is harassment",
  "no me escriba",
  "No me escriban más",
  "no me llame",
  "por favor no me vuelvan a llamar",
  "ya no me llamen",
  "quíteme",
  "Quítenme de la lista",
  "elimíneme de su lista",
  "borre mi número",
  "ya no quiero mensajes",
  "no quiero que me llamen",
  "no quiero más llamadas",
  "deje de llamarme",
  "dejen de mandarme mensajes",
  "déjeme en paz",
  "número equivocado",
  "alto por favor",
  "pare ya",
  "basta ya de llamar",
  "no sigan llamando",
  "no vuelva a llamarme",
  "I don't want you to call me anymore",
  "You have the wrong person",
  "please remove me from all your text lists",
  "dejen de molestarnos",
  "could you not call me",
  "🛑",
  "🛑🛑🛑",
])("CMP-02: %j suppresses and is left for a person", (text) => {
  expect(kindOf(text)).toBe("stop_intent");
});

test.each(["HELP", "help!", "Info", "AYUDA", "información"])("CMP-02: %j asks for help and is no opt-out", (text) => {
  expect(kindOf(text)).toBe("help");
});

test.each(["START", "unstop", "Iniciar", "comenzar"])("%j asks to begin again", (text) => {
  expect(kindOf(text)).toBe("start");
});

test("yes begins again only in answer to an opt-in question", () => {
  expect(kindOf("Yes")).toBe("none");
  expect(classifyOptOutText("Sí", { answersOptInPrompt: true })).toEqual({ kind: "start", matched: "si" });
});

test.each([
  "",
  "   ",
  "👍",
  "Yes, tomorrow works",
  "I ran the stop sign on 5th",
  "He was at the bus stop when the car hit him",
  "I will stop by the office at 3",
  "The pain won't stop",
  "I had to cancel my physical therapy",
  "can I cancel the appointment on Monday",
  "At the end of the month",
  "My address is 12 Main St",
  "They had to remove the bumper",
  "I never got the letter",
  "the doctor told me not to lift anything",
  "call me back please",
  "Don't worry, call me any time",
  "para mañana está bien",
  "el fin de semana",
  "no, llámeme mañana",
  "más tarde por favor",
  "nací el 14 de mayo",
  "no puedo hablar ahora",
  "me quité el yeso",
  "ya no trabajo en ese lugar",
  "The ambulance had to take me to the ER",
  "They had to remove me from the car with a saw",
  "he could not stop before contact with my bumper",
  "I don't want to miss your call",
  "The adjuster never called me back",
  "They arrested the wrong person",
  "she can drop me off at your office",
  "They told me not to call the police",
  "no me llamaron del seguro",
  "no quiero hablar con el ajustador",
  "ya no quiero seguir con el tratamiento",
  "van a quitarme el yeso el lunes",
  "el ajustador dejó de llamar",
  "no me han mandado los documentos",
])("%j is no wish to be left alone", (text) => {
  expect(kindOf(text)).toBe("none");
});

test("a hostile long text is read in linear time", () => {
  const started = performance.now();
  for (const piece of ["stop ", "no quiero ", "do not want ", "a", "remove the my "]) kindOf(piece.repeat(200_000));
  expect(performance.now() - started).toBeLessThan(500);
});
