import { escapeHtml } from "../../pages/escape-html";
import { type Cell, renderTable } from "../../pages/render-table";
import type { Silence } from "../create-silences";
import type { DeliveryRecord } from "../deliveries/delivery-record";
import type { Door } from "../read-doors";
import type { SendersContext } from "../senders-context";
import { renderApiFaultForm } from "./render-api-fault-form";
import { type Choice, renderHeadlines, renderPlayForm, renderSilence, renderSilenceForm } from "./render-forms";

const SHOWN_DELIVERIES = 60;
const HEADS = [
  "At",
  "Event",
  "State",
  "Answer",
  "Says",
  "Tries",
  "Time",
  "Provider",
  "Firm",
  "Faults",
  "Problem",
  "Again",
];

/** The page on which a person chooses what a provider tells a firm, and sees what the desk answered. */
export function renderControlPage(context: SendersContext, query: URLSearchParams): string {
  const { doors, problem } = context.doors();
  const choice = chooseFrom(context, doors, query);
  const deliveries = context.postman.records().slice(-SHOWN_DELIVERIES).reverse();
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Simulated senders – no real messages</title>
<link rel="stylesheet" href="/control.css">
</head>
<body>
<main>
<h1>Simulated senders – no real messages</h1>
<p class="notice">This program stands in for the services that send webhooks to the desk on this machine. Nobody wrote,
nobody is written to, and every word is invented.</p>
${context.silences
  .list()
  .map((silence) => renderSilence(silence, namesOf(context, doors, silence)))
  .join("\n")}
${problem === null ? "" : `<p class="notice" role="status">${escapeHtml(problem)}</p>`}
${renderProviders(context, choice)}
<div class="forms">
${renderHeadlines(doors)}
${choice === undefined ? "" : `${renderPlayForm(choice)}\n${renderSilenceForm(choice)}\n${renderApiFaultForm(choice, context.apiFaults.list())}`}
</div>
<h2 id="deliveries">Deliveries</h2>
${renderTable("deliveries", HEADS, deliveries.map(deliveryCells))}
<p><a href="/">Refresh</a></p>
</main>
</body>
</html>
`;
}

function namesOf({ senders }: SendersContext, doors: readonly Door[], { provider, firmId }: Silence) {
  return {
    sender: senders.find((one) => one.provider === provider)?.name ?? provider,
    firm: doors.find((door) => door.firmId === firmId)?.firmName ?? firmId,
  };
}

/** What the address asks for, otherwise the first provider that some firm has. */
function chooseFrom({ senders }: SendersContext, doors: readonly Door[], query: URLSearchParams): Choice | undefined {
  const asked = senders.find(({ provider }) => provider === query.get("provider"));
  const connected = senders.find(({ provider }) => doors.some((door) => door.provider === provider));
  const sender = asked ?? connected ?? senders[0];
  if (!sender) return undefined;
  const ofSender = doors.filter(({ provider }) => provider === sender.provider);
  const door = ofSender.find(({ firmId }) => firmId === query.get("firmId")) ?? ofSender[0];
  return { sender, door, doors: ofSender };
}

function renderProviders({ senders }: SendersContext, choice: Choice | undefined): string {
  const links = senders.map(({ provider, name }) => {
    const current = provider === choice?.sender.provider ? ' aria-current="page"' : "";
    return `<li><a href="/?provider=${encodeURIComponent(provider)}"${current}>${escapeHtml(name)}</a></li>`;
  });
  return `<nav aria-label="Providers"><h2>Providers</h2><ul class="row">${links.join("")}</ul></nav>`;
}

function deliveryCells(record: DeliveryRecord): Cell[] {
  const isBad = record.state === "refused" || record.state === "unanswered";
  return [
    { text: record.at.slice(11, 23) },
    { text: record.label, style: "wide" },
    { text: record.state, ...(isBad ? { style: "bad" as const } : {}) },
    { text: record.status ?? "" },
    { text: record.answer ?? "" },
    { text: record.attempts },
    { text: record.latencyMs === null ? "" : `${record.latencyMs} ms` },
    { text: record.provider },
    { text: record.firmName },
    { text: record.faults.join(", "), style: "wide" },
    { text: record.problem ?? "", style: "wide" },
    { html: renderAgain(record) },
  ];
}

function renderAgain({ id, provider, firmId, attempts }: DeliveryRecord): string {
  if (attempts === 0) return "";
  return `<form method="post" action="/replay"><input type="hidden" name="deliveryId" value="${escapeHtml(id)}"><button type="submit" aria-label="Send the same bytes again to ${escapeHtml(`${provider} of ${firmId}`)}">Same bytes again</button></form>`;
}
