import fc from "fast-check";
import { expect, test } from "vitest";
import { fillTemplate, findTemplateFault, TEMPLATE_VARIABLES, variablesIn } from "./template-variables";

const VALUES = {
  first_name: "Rosa",
  last_name: "Márquez",
  firm_name: "Calder & Reyes",
  callback_number: "(602) 555-0110",
  staff_name: "Sofia Reyes",
  case_number: "1041",
  case_title: "Márquez – I-10",
};

test.each([
  ["no variable at all", "See you at nine.", "See you at nine."],
  ["every variable", TEMPLATE_VARIABLES.map((name) => `{{${name}}}`).join("|"), Object.values(VALUES).join("|")],
  ["one twice, with blanks inside", "{{ first_name }}, {{first_name}}!", "Rosa, Rosa!"],
  ["beside each other", "{{first_name}}{{last_name}}", "RosaMárquez"],
])("%s is filled", (_name, body, expected) => {
  expect(findTemplateFault(body)).toBeNull();
  expect(fillTemplate(body, VALUES)).toEqual({ kind: "filled", body: expected });
});

test.each([
  ["an unknown name", "Hello {{frist_name}}", { text: "{{frist_name}}", position: 7 }],
  ["an empty one", "{{}}", { text: "{{}}", position: 1 }],
  ["single braces", "Hello {first_name}", { text: "{", position: 7 }],
  ["one brace too many", "{{{first_name}}}", { text: "{{{", position: 1 }],
  ["an open end", "{{first_name}} and {{last_name", { text: "{{", position: 20 }],
  ["capitals", "{{First_Name}}", { text: "{{First_Name}}", position: 1 }],
  ["something of every object", "{{constructor}}", { text: "{{constructor}}", position: 1 }],
])("%s is a fault at its place", (_name, body, fault) => {
  expect(findTemplateFault(body)).toEqual(fault);
  expect(() => fillTemplate(body, VALUES)).toThrow("no variable");
});

test("a value that is not there, or blank, is asked for and never sent", () => {
  const body = "{{first_name}}: {{case_title}} {{staff_name}}";
  expect(fillTemplate(body, { first_name: "Rosa", staff_name: " \n" })).toEqual({
    kind: "missing",
    names: ["staff_name", "case_title"],
  });
});

test("what a value holds is never read as a variable, and stays on one line", () => {
  const values = { ...VALUES, first_name: "{{last_name}}", last_name: "A\nB\u0007C" };
  expect(fillTemplate("{{first_name}} {{last_name}}", values)).toEqual({ kind: "filled", body: "last_name A B C" });
});

test("whatever the text and the values are, no brace is ever sent and no variable left empty", () => {
  const piece = fc.oneof(
    fc.constantFrom(...TEMPLATE_VARIABLES).map((name) => `{{${name}}}`),
    fc.string(),
    fc.constantFrom("{", "}", "{{", "}}", "{{x}}"),
  );
  const values = fc.record(
    Object.fromEntries(TEMPLATE_VARIABLES.map((name) => [name, fc.oneof(fc.string(), fc.constant("{{first_name}}"))])),
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 8 }).map((parts) => parts.join("")),
      values,
      (body, given) => {
        if (findTemplateFault(body) !== null) return;
        const filled = fillTemplate(body, given);
        if (filled.kind === "filled") expect(filled.body).not.toMatch(/[{}]/);
        else expect(variablesIn(body)).toEqual(expect.arrayContaining(filled.names));
      },
    ),
    { numRuns: 2_000 },
  );
});
