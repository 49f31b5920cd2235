import "server-only";

/**
 * The first words of an AI call: that it is an AI, for whom, where to call back, and how to make it stop; the recording
 * sentence only when the gate allows recording. `callbackNumber` is text as it should be spoken.
 */
export function disclosureLine(input: {
  language: "en" | "es";
  firmName: string;
  callbackNumber: string;
  isRecorded: boolean;
}): string {
  const { firmName, callbackNumber } = input;
  switch (input.language) {
    case "en":
      return [
        `Hello, this is an automated AI assistant calling for ${firmName} at ${callbackNumber}.`,
        ...(input.isRecorded ? ["This call may be recorded."] : []),
        "To stop these calls say 'stop' or press 9 at any time.",
      ].join(" ");
    case "es":
      return [
        `Hola, le habla un asistente automatizado de inteligencia artificial de parte de ${firmName}, teléfono ${callbackNumber}.`,
        ...(input.isRecorded ? ["Esta llamada puede ser grabada."] : []),
        "Para no recibir más llamadas, diga «alto» o marque el 9 en cualquier momento.",
      ].join(" ");
  }
}
