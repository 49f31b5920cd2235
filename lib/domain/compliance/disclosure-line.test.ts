import { expect, test } from "vitest";
import { disclosureLine } from "./disclosure-line";

const firm = { firmName: "Ortega & Pruitt PLLC", callbackNumber: "(602) 555-0100" };

test("the first sentence of an AI call says that it is an AI, for whom and where to call back, and how to stop it", () => {
  expect(disclosureLine({ ...firm, language: "en", isRecorded: false })).toBe(
    "Hello, this is an automated AI assistant calling for Ortega & Pruitt PLLC at (602) 555-0100. To stop these calls say 'stop' or press 9 at any time.",
  );
  expect(disclosureLine({ ...firm, language: "es", isRecorded: false })).toBe(
    "Hola, le habla un asistente automatizado de inteligencia artificial de parte de Ortega & Pruitt PLLC, teléfono (602) 555-0100. Para no recibir más llamadas, diga «alto» o marque el 9 en cualquier momento.",
  );
});

test("the recording sentence stands between them only when the call is recorded", () => {
  expect(disclosureLine({ ...firm, language: "en", isRecorded: true })).toContain(
    "0100. This call may be recorded. To stop",
  );
  expect(disclosureLine({ ...firm, language: "es", isRecorded: true })).toContain(
    "0100. Esta llamada puede ser grabada. Para",
  );
});
