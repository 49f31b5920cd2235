import { escapeHtml } from "../../pages/escape-html";
import { type Cell, renderTable } from "../../pages/render-table";
import { PERSONAS } from "../conversation/personas";
import type { CredentialInput } from "../schema/credential.schema";
import type { SimulatorContext } from "../simulator-context";
import type { Resource } from "../state/create-store";
import type { SimulatedCall } from "../state/simulated-call";
import type { DeliveryRecord } from "../webhooks/create-postman";
import { renderAccountForms } from "./account-forms";
import { FAULTS } from "./faults";

const SHOWN_CREDENTIALS = 10;
const SHOWN_CALLS = 25;
const SHOWN_DELIVERIES = 60;

/** The page on which a person chooses what the next call does, places an inbound call, and sees what was sent. */
export function renderControlPage(context: SimulatorContext): string {
  const calls = context.store.calls.all().slice(-SHOWN_CALLS).reverse();
  const credentials = context.store.credentials.all().slice(-SHOWN_CREDENTIALS).reverse();
  const deliveries = context.postman.records().slice(-SHOWN_DELIVERIES).reverse();
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Simulated VAPI – no real calls</title>
<link rel="stylesheet" href="/simulator/control.css">
</head>
<body>
<main>
<h1>Simulated VAPI – no real calls</h1>
<p class="notice">This program stands in for api.vapi.ai on this machine. Nobody is dialled, every client is a script, and
every word is invented.</p>
<div class="forms">
${renderNextCallForm(context)}
${renderInboundForm(context)}
${renderAccountForms()}
</div>
<h2 id="credentials">Credentials</h2>
${renderTable("credentials", ["Made", "Id", "Proof", "Name", "Account"], credentials.map(credentialCells))}
<h2 id="calls">Calls</h2>
${renderTable("calls", ["Created", "Direction", "Client", "Persona", "Status", "Ended because", "Faults"], calls.map(callCells))}
<h2 id="deliveries">Webhooks</h2>
${renderTable("deliveries", ["At", "Type", "Detail", "Status", "Latency", "Proof", "Attempt", "Problem", "Address"], deliveries.map(deliveryCells))}
<p><a href="/">Refresh</a></p>
</main>
</body>
</html>
`;
}

function renderNextCallForm(context: SimulatorContext): string {
  const count = context.plans.list().length;
  const faults = Object.entries(FAULTS)
    .map(
      ([name, label]) =>
        `<label><input type="checkbox" name="faults" value="${name}"> <span>${escapeHtml(label)}</span></label>`,
    )
    .join("\n");
  return `<form method="post" action="/simulator/faults">
<h2>The next call</h2>
<p>${count === 0 ? "Nothing is chosen: the client's number decides." : `${count} choice${count === 1 ? "" : "s"} waiting.`}</p>
${renderPersonaSelect("next")}
<label for="next-number">Only for a call to this number</label>
<input id="next-number" name="number" type="tel" placeholder="+16025550180">
<label for="next-pace">Pace (1 is a call of about 18 seconds)</label>
<input id="next-pace" name="pace" type="number" min="0" max="20" step="any" placeholder="${escapeHtml(context.pace)}">
<fieldset><legend>What goes wrong</legend>
${faults}
</fieldset>
<button type="submit">Use for the next call</button>
${count === 0 ? "" : '<button type="submit" formaction="/simulator/forget">Forget what is waiting</button>'}
</form>`;
}

function renderInboundForm(context: SimulatorContext): string {
  const numbers = context.store.phoneNumbers.all();
  const options = numbers
    .map(
      ({ id, data }) =>
        `<option value="${escapeHtml(id)}">${escapeHtml(`${data.number ?? id} ${data["name"] ?? ""}`)}</option>`,
    )
    .join("");
  const empty = "<p>No organisation has a phone number yet.</p>";
  return `<form method="post" action="/simulator/inbound">
<h2>Call the firm</h2>
${numbers.length === 0 ? empty : `<label for="inbound-to">Number called</label><select id="inbound-to" name="phoneNumberId">${options}</select>`}
<label for="inbound-from">Caller's number</label>
<input id="inbound-from" name="from" type="tel" required placeholder="+16025550180">
${renderPersonaSelect("inbound")}
<button type="submit"${numbers.length === 0 ? " disabled" : ""}>Place the call</button>
</form>`;
}

function renderPersonaSelect(prefix: string): string {
  const options = Object.entries(PERSONAS)
    .map(
      ([name, { label, suffix }]) =>
        `<option value="${name}">${escapeHtml(`${label} (… ${suffix.slice(-4)})`)}</option>`,
    )
    .join("");
  return `<label for="${prefix}-persona">Client</label>
<select id="${prefix}-persona" name="persona"><option value="">As the number says</option>${options}</select>`;
}

type SavedCredential = Resource<CredentialInput>;
function credentialCells({ createdAt, id, orgId, data }: SavedCredential): Cell[] {
  return [
    { text: createdAt.slice(11, 19) },
    { text: id },
    { text: data.authenticationPlan.type },
    { text: data.name ?? "" },
    { text: orgId },
  ];
}

function callCells({ call, persona, faults }: SimulatedCall): Cell[] {
  return [
    { text: call.createdAt.slice(11, 19) },
    { text: call.type === "inboundPhoneCall" ? "inbound" : "outbound" },
    { text: call.customer?.number ?? "" },
    { text: PERSONAS[persona].label, style: "wide" },
    { text: call.status },
    { text: call.endedReason ?? "" },
    { text: faults.join(", "), style: "wide" },
  ];
}

function deliveryCells(record: DeliveryRecord): Cell[] {
  const isBad = record.status === null || record.status > 299;
  return [
    { text: record.at.slice(11, 23) },
    { text: record.type },
    { text: record.detail ?? "" },
    { text: record.status ?? "none", ...(isBad ? { style: "bad" as const } : {}) },
    { text: `${record.latencyMilliseconds} ms` },
    { text: record.signature },
    { text: record.attempt },
    { text: record.problem ?? "", style: "wide" },
    { text: record.url, style: "wide" },
  ];
}
