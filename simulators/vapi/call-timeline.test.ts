import { createHmac } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { expect, test } from "vitest";
import { openFirm, SECRET, SERVER_URL } from "./testing/open-firm";

const OVERRIDES = {
  assistantOverrides: {
    variableValues: { firmName: "Ortega Law", firstName: "Rosa", language: "en", callToken: "ct_test" },
    metadata: { callToken: "ct_test" },
  },
};

test("a call runs from queued to the report, asks only for what is missing, and saves each answer", async () => {
  const firm = await openFirm({ missing: ["date_of_birth", "address"] });
  const call = await (await firm.call("+16025550142", OVERRIDES)).json();
  await firm.simulator.settled();
  expect(firm.types()).toEqual([
    "status-update queued",
    "status-update ringing",
    "status-update in-progress",
    "tool-calls confirm_identity",
    "tool-calls get_missing_information",
    "tool-calls save_case_detail",
    "tool-calls save_case_detail",
    "status-update ended",
    "end-of-call-report",
  ]);
  expect(firm.toolCalls().map(({ arguments: values }) => values["field"] ?? values["answer"] ?? null)).toEqual([
    "yes",
    null,
    "date_of_birth",
    "address",
  ]);
  expect(firm.toolCalls()[2]?.arguments["value"]).toMatch(/^\d{4}-\d\d-\d\d$/);
  const report = firm.received.at(-1)?.message;
  expect(report).toMatchObject({
    endedReason: "customer-ended-call",
    call: { id: call.id, status: "ended", customer: { externalId: "ct_test" } },
    customer: { number: "+16025550142", externalId: "ct_test" },
    assistant: { metadata: { callToken: "ct_test" } },
    phoneNumber: { number: "+16025550100" },
    analysis: { structuredData: { wantsCallback: false }, successEvaluation: "true" },
    artifact: { variableValues: OVERRIDES.assistantOverrides.variableValues },
  });
  expect(report?.["cost"]).toBeGreaterThan(0);
  expect(report?.["artifact"]).toHaveProperty(
    "transcript",
    expect.stringContaining(
      "AI: Hello, this is the assistant of Ortega Law. Am I speaking with Rosa?\nUser: Yes, this is Rosa.\n",
    ),
  );
});

test("a tool call carries the client's words and their second, which the result follows", async () => {
  const firm = await openFirm({ missing: ["address"] });
  await firm.call("+16025550142", OVERRIDES);
  await firm.simulator.settled();
  const save = firm.received.find(({ message }) =>
    JSON.stringify(message["toolCallList"] ?? "").includes("save_case_detail"),
  );
  const artifact = save?.message["artifact"];
  const messages = typeof artifact === "object" && artifact && "messages" in artifact ? artifact.messages : undefined;
  const spoken = Array.isArray(messages) ? messages.findLast(({ role }) => role === "user") : undefined;
  const [value] = firm
    .toolCalls()
    .flatMap(({ arguments: values }) => (values["field"] === "address" ? [values["value"]] : []));
  expect(spoken.message).toContain(value);
  expect(spoken.secondsFromStart).toBeGreaterThan(3);
  expect(spoken.duration).toBeGreaterThan(500);
});

test("every webhook verifies with Standard Webhooks, and its id differs", async () => {
  const firm = await openFirm();
  await firm.call("+16025550142");
  await firm.simulator.settled();
  const verifier = new Webhook(`whsec_${SECRET}`);
  for (const { body, headers } of firm.received) verifier.verify(body, Object.fromEntries(headers));
  const ids = firm.received.map(({ headers }) => headers.get("webhook-id"));
  expect(new Set(ids).size).toBe(firm.received.length);
  expect(
    firm.simulator.deliveries().every(({ signature, status }) => signature === "standard-webhooks" && status === 200),
  ).toBe(true);
});

test("the provider's default HMAC verifies by hand", async () => {
  const secretKey = "a-shared-secret-of-the-firm";
  const firm = await openFirm({ authenticationPlan: { type: "hmac", secretKey, algorithm: "sha256" } });
  await firm.call("+16025550185");
  await firm.simulator.settled();
  expect(firm.received.length).toBe(4);
  for (const { body, headers } of firm.received) {
    const content = `${headers.get("x-timestamp")}.${body}`;
    expect(headers.get("x-signature")).toBe(createHmac("sha256", secretKey).update(content).digest("hex"));
  }
});

test("the credential is withheld from a server that came inside the request, and sent to a tool's own", async () => {
  const firm = await openFirm();
  const server = { url: "http://elsewhere.test/hook", credentialId: firm.credentialId };
  await firm.call("+16025550185", { assistantOverrides: { server } });
  await firm.simulator.settled();
  expect(firm.simulator.deliveries().map(({ url, signature }) => [url, signature])).toEqual(
    Array(4).fill([server.url, "withheld"]),
  );
  expect(firm.received[0]?.headers.get("webhook-signature")).toBeNull();

  const tool = { type: "function", function: { name: "get_missing_information" }, server };
  const { id } = await (await firm.api("POST", "/tool", tool)).json();
  await firm.api("PATCH", `/assistant/${firm.assistantId}`, {
    model: { provider: "openai", model: "gpt-4.1", toolIds: [id] },
  });
  await firm.call("+16025550142");
  await firm.simulator.settled();
  const asked = firm.simulator.deliveries().filter(({ type }) => type === "tool-calls");
  expect(asked.map(({ url, signature, detail }) => [url, signature, detail])).toEqual([
    [server.url, "standard-webhooks", "get_missing_information"],
  ]);
});

test("static tool parameters are laid over the model's arguments", async () => {
  const parameters = [
    { key: "callToken", value: "{{callToken}}" },
    { key: "to", value: "{{ customer.number }}" },
  ];
  const tools = [{ type: "function", function: { name: "get_missing_information" }, parameters }];
  const firm = await openFirm({ assistant: { model: { provider: "openai", model: "gpt-4.1", tools } } });
  await firm.call("+16025550142", OVERRIDES);
  await firm.simulator.settled();
  expect(firm.toolCalls().map(({ arguments: values }) => values)).toEqual([
    { callToken: "ct_test", to: "+16025550142" },
  ]);
});

test("only the messages that the assistant lists are sent, and the default list where it lists none", async () => {
  const listed = await openFirm({ assistant: { serverMessages: ['transcript[transcriptType="final"]'] } });
  await listed.call("+16025550142");
  await listed.simulator.settled();
  expect(new Set(listed.types())).toEqual(new Set(["transcript"]));
  expect(listed.received[0]?.message).toMatchObject({ role: "assistant", transcriptType: "final" });

  const silent = await openFirm({ assistant: { serverMessages: undefined } });
  await silent.call("+16025550142");
  await silent.simulator.settled();
  const types = new Set(silent.received.map(({ message }) => message["type"]));
  expect(types).toEqual(
    new Set([
      "status-update",
      "assistant.started",
      "speech-update",
      "conversation-update",
      "tool-calls",
      "end-of-call-report",
    ]),
  );
});

test.each([
  ["+16025550182", "customer-ended-call", ["stop_contacting"], { scope: "calls" }],
  ["+16025550183", "voicemail", [], undefined],
  ["+16025550184", "customer-did-not-answer", [], undefined],
  ["+16025550185", "customer-busy", [], undefined],
  ["+16025550187", "customer-ended-call", ["confirm_identity"], { answer: "no" }],
  [
    "+16025550188",
    "customer-ended-call",
    ["confirm_identity", "request_callback"],
    { when: "tomorrow after 3 pm", language: "en" },
  ],
  ["+16025550189", "customer-ended-call", ["confirm_identity", "transfer_to_staff"], {}],
])("the client of %s ends with %s after %j", async (number, endedReason, tools, lastArguments) => {
  const firm = await openFirm();
  await firm.call(number, OVERRIDES);
  await firm.simulator.settled();
  expect(firm.toolCalls().map(({ name }) => name)).toEqual(tools);
  expect(firm.toolCalls().at(-1)?.arguments).toEqual(lastArguments);
  expect(firm.received.at(-1)?.message).toMatchObject({ type: "end-of-call-report", endedReason });
});

test("a client who knows everything is asked for everything, whatever the fields are called", async () => {
  const missing = ["homeAddress", "email", "dateOfBirth", "employer_name", "insurance", "shoe_size"];
  const firm = await openFirm({ missing });
  await firm.call("+16025550181", OVERRIDES);
  await firm.simulator.settled();
  const saved = firm.toolCalls().flatMap(({ arguments: values }) => values["field"] ?? []);
  expect(saved).toEqual(missing.slice(0, 5));
  expect(JSON.stringify(firm.received.at(-1)?.message)).toContain("Could you tell me your shoe size?");
});

test("a Spanish speaker is answered in Spanish, by the variable or by the client's first words", async () => {
  const firm = await openFirm({ assistant: { serverMessages: ["end-of-call-report", "language-change-detected"] } });
  await firm.call("+16025550186", OVERRIDES);
  await firm.simulator.settled();
  expect(firm.types()).toEqual(["language-change-detected", "end-of-call-report"]);
  const variables = { variableValues: { hasAddress: false, firstName: "Rosa", language: "es" } };
  const model = { provider: "openai", model: "gpt-4.1" };
  await firm.call("+16025550142", {
    assistantOverrides: { ...variables, model, firstMessage: "Hola, ¿hablo con {{firstName}}?" },
  });
  await firm.simulator.settled();
  expect(firm.types()).toHaveLength(3);
  const transcript = JSON.stringify(firm.received.at(-1)?.message);
  expect(transcript).toContain("AI: Hola, ¿hablo con Rosa?\\nUser: Sí, soy Rosa.\\nAI: ¿Cuál es su domicilio actual?");
});

test("a hostile client makes the model name another case, firm and field", async () => {
  const firm = await openFirm();
  await firm.call("+16025550190", OVERRIDES);
  await firm.simulator.settled();
  const written = firm.toolCalls().map(({ arguments: values }) => values);
  expect(written).toContainEqual(
    expect.objectContaining({ field: "address", caseId: expect.any(String), tenantId: expect.any(String) }),
  );
  expect(written).toContainEqual({ field: "social_security_number", value: "078-05-1120" });
});

test("a rambling client corrects an address and gives two facts in one turn", async () => {
  const firm = await openFirm({ missing: ["address", "email", "employer"] });
  await firm.call("+16025550191", OVERRIDES);
  await firm.simulator.settled();
  expect(firm.types().filter((type) => type.includes("save_case_detail"))).toEqual([
    "tool-calls save_case_detail",
    "tool-calls save_case_detail",
    "tool-calls save_case_detail+save_case_detail",
  ]);
});

test("a transferCall tool without destinations asks the server and forwards", async () => {
  const destination = { type: "number", number: "+16025550199" };
  const tools = [{ type: "transferCall" }];
  const firm = await openFirm({
    assistant: { model: { provider: "openai", model: "gpt-4.1", tools } },
    answer: ({ message }) =>
      message["type"] === "transfer-destination-request" ? Response.json({ destination }) : undefined,
  });
  await firm.call("+16025550189", OVERRIDES);
  await firm.simulator.settled();
  expect(firm.types().slice(-4)).toEqual([
    "transfer-destination-request",
    "status-update forwarding",
    "status-update ended",
    "end-of-call-report",
  ]);
  expect(firm.received.at(-1)?.message).toMatchObject({ endedReason: "assistant-forwarded-call", destination });
});

test.each([
  ["a status other than 200", () => Response.json({ results: [] }, { status: 201 }), "status 201 is ignored"],
  [
    "an object as result",
    (id: string) => Response.json({ results: [{ toolCallId: id, result: { ok: true } }] }),
    "result must be a string",
  ],
  [
    "two lines",
    (id: string) => Response.json({ results: [{ toolCallId: id, result: "a\nb" }] }),
    "result must be a single line",
  ],
  ["another id", () => Response.json({ results: [{ toolCallId: "call_x", result: "a" }] }), "no result for call_"],
  ["no JSON", () => new Response("ok"), "the body is not"],
])("a tool answer with %s reaches the model as no result", async (_, answer, problem) => {
  const firm = await openFirm({
    answer: ({ message }) => {
      const list = message["toolCallList"];
      return Array.isArray(list) ? answer(list[0].id) : undefined;
    },
  });
  await firm.call("+16025550187");
  await firm.simulator.settled();
  const asked = firm.simulator.deliveries().find(({ type }) => type === "tool-calls");
  expect(asked?.problem).toContain(problem);
  expect(JSON.stringify(firm.received.at(-1)?.message["artifact"])).toContain("No result returned.");
});

test("nothing is repeated without a backoff plan", async () => {
  const firm = await openFirm({ answer: () => new Response(null, { status: 500 }) });
  await firm.call("+16025550185");
  await firm.simulator.settled();
  expect(firm.types()).toHaveLength(4);
});

test("with a backoff plan a webhook is repeated with the same id until it is taken or excluded", async () => {
  const backoffPlan = { type: "exponential", maxRetries: 3, baseDelaySeconds: 1, excludedStatusCodes: [400] };
  let refusals = 2;
  const firm = await openFirm({
    server: { backoffPlan },
    answer: ({ message }) => {
      if (message["status"] === "ringing") return new Response(null, { status: 400 });
      if (message["status"] !== "queued" || refusals === 0) return undefined;
      refusals -= 1;
      return new Response(null, { status: 503 });
    },
  });
  await firm.call("+16025550185");
  await firm.simulator.settled();
  const queued = firm.simulator.deliveries().filter(({ detail }) => detail === "queued");
  expect(queued.map(({ attempt, status }) => [attempt, status])).toEqual([
    [1, 503],
    [2, 503],
    [3, 200],
  ]);
  expect(new Set(queued.map(({ messageId }) => messageId)).size).toBe(1);
  expect(firm.simulator.deliveries().filter(({ detail }) => detail === "ringing")).toHaveLength(1);
  expect(firm.received[0]?.url).toBe(SERVER_URL);
});

test("a consent plan needs an account that has it, and then the report says who agreed", async () => {
  const firm = await openFirm({ assistant: { compliancePlan: { recordingConsentPlan: { type: "verbal" } } } });
  await firm.call("+16025550142");
  await firm.simulator.settled();
  expect(firm.received.at(-1)?.message["endedReason"]).toBe(
    "call.start.error-enterprise-feature-not-available-recording-consent",
  );
  firm.simulator.planNextCall({ faults: ["recording-consent-granted"] });
  await firm.call("+16025550142");
  await firm.simulator.settled();
  expect(firm.received.at(-1)?.message["compliance"]).toMatchObject({
    recordingConsent: { grantedAt: expect.any(String) },
  });
});

test("a call that lasts too long is cut off", async () => {
  const firm = await openFirm({
    assistant: { maxDurationSeconds: 10 },
    missing: ["address", "email", "employer", "insurance", "date_of_birth"],
  });
  await firm.call("+16025550181");
  await firm.simulator.settled();
  expect(firm.received.at(-1)?.message["endedReason"]).toBe("exceeded-max-duration");
});
