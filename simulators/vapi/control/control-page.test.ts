import { expect, test } from "vitest";
import { openFirm } from "../testing/open-firm";

const FORM = { "content-type": "application/x-www-form-urlencoded" };

test("the control page says what it is and lists calls and webhooks without scripts", async () => {
  const firm = await openFirm();
  await firm.call("+16025550185", { customer: { number: "+16025550185", name: "<b>Bo" } });
  await firm.simulator.settled();
  const response = await firm.api("GET", "/");
  const page = await response.text();
  expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
  expect(page).toContain("<h1>Simulated VAPI – no real calls</h1>");
  expect(page).toContain("customer-busy");
  expect(page).toContain("end-of-call-report");
  expect(page).not.toContain("<script");
  expect((await firm.api("GET", "/simulator/control.css")).headers.get("content-type")).toContain("text/css");
});

test("its forms choose the next call and place an inbound one", async () => {
  const firm = await openFirm();
  const chosen = await firm.api(
    "POST",
    "/simulator/faults",
    "persona=busy&number=&pace=&faults=duplicate&faults=late",
    FORM,
  );
  expect([chosen.status, chosen.headers.get("location")]).toEqual([303, "/"]);
  expect(await (await firm.api("GET", "/simulator/faults")).json()).toEqual([
    { persona: "busy", faults: ["duplicate", "late"], count: 1 },
  ]);
  expect(await (await firm.api("GET", "/")).text()).toContain("1 choice waiting.");
  expect((await firm.api("POST", "/simulator/forget", "persona=busy", FORM)).status).toBe(303);
  expect((await firm.api("POST", "/simulator/faults", "persona=&pace=", FORM)).status).toBe(303);
  expect(await (await firm.api("GET", "/simulator/faults")).json()).toEqual([]);
  expect((await firm.api("POST", "/simulator/faults", '{"persona":"busy"}', FORM)).status).toBe(201);
  const form = `phoneNumberId=${firm.phoneNumberId}&from=%2B16025550142&persona=`;
  expect((await firm.api("POST", "/simulator/inbound", form, FORM)).status).toBe(303);
  expect(firm.simulator.calls()[0]?.type).toBe("inboundPhoneCall");
  await firm.simulator.close();
});

test("a form on another site cannot use it", async () => {
  const firm = await openFirm();
  const response = await firm.api("POST", "/simulator/faults", "persona=busy", {
    ...FORM,
    "sec-fetch-site": "cross-site",
  });
  expect(response.status).toBe(400);
});

test("its forms give an account a number and a credential, whose id is shown and whose secret is not", async () => {
  const firm = await openFirm();
  const key = "vapi-sim-newcomer";
  const secret = Buffer.alloc(32, "s").toString("base64");
  const made = await firm.api(
    "POST",
    "/simulator/credentials",
    String(new URLSearchParams({ key, secret, proof: "standard-webhooks" })),
    FORM,
  );
  expect([made.status, made.headers.get("location")]).toEqual([303, "/"]);
  const number = await firm.api("POST", "/simulator/numbers", `key=${key}&areaCode=928`, FORM);
  expect(number.status).toBe(303);
  const as = { authorization: `Bearer ${key}` };
  const [credential] = await (await firm.api("GET", "/credential", undefined, as)).json();
  expect(await (await firm.api("GET", "/phone-number", undefined, as)).json()).toMatchObject([
    { number: expect.stringMatching(/^\+1928555\d{4}$/) },
  ]);
  const page = await (await firm.api("GET", "/")).text();
  expect(page).toContain(credential.id);
  expect(page).not.toContain(secret);
  expect((await firm.api("POST", "/simulator/numbers", "key=nobody", FORM)).status).toBe(401);
  await firm.simulator.close();
});
