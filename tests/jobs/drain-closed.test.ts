import { expect, test } from "vitest";
import { answerDrain } from "@/lib/jobs/answer-drain";

test("OPS-04 without a secret in the settings the drain route is closed to everybody", async () => {
  for (const authorization of ["Bearer ", "Bearer undefined", "Bearer null"]) {
    const request = new Request("https://desk.example/api/jobs/drain", { headers: { authorization } });
    expect((await answerDrain(request, [])).status, authorization).toBe(401);
  }
  expect((await answerDrain(new Request("https://desk.example/api/jobs/drain"), [])).status).toBe(401);
});
