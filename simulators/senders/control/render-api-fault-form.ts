import { escapeHtml } from "../../pages/escape-html";
import { API_FAULTS, type ApiFaults } from "../api-faults";
import { FAILING_NUMBERS } from "../simulated-fate";
import type { Choice } from "./render-forms";

/** Lets the next requests of the desk to a provider go wrong; nothing where the provider's interface is not simulated. */
export function renderApiFaultForm({ sender, door }: Choice, planned: ReturnType<ApiFaults["list"]>): string {
  if (!sender.api) return "";
  const options = Object.entries(API_FAULTS).map(
    ([name, label]) => `<option value="${name}">${escapeHtml(label)}</option>`,
  );
  const waiting = planned
    .filter(({ provider }) => provider === sender.provider)
    .map(({ fault, count }) => `<p>Still to come: ${count} × ${escapeHtml(API_FAULTS[fault])}</p>`);
  return `<form method="post" action="/api-faults">
<h2>What the desk asks ${escapeHtml(sender.name)}</h2>
<input type="hidden" name="provider" value="${escapeHtml(sender.provider)}">
${door === undefined ? "" : `<input type="hidden" name="firmId" value="${escapeHtml(door.firmId)}">`}
<label for="api-fault">The next requests</label><select id="api-fault" name="fault">${options.join("")}</select>
<label for="api-fault-count">How many</label>
<input id="api-fault-count" name="count" type="number" min="1" max="20" value="1">
<button type="submit">Let them go wrong</button>
${waiting.join("\n")}
${sender.hint === undefined ? "" : `<p>${escapeHtml(sender.hint)}</p>`}
${sender.refuse ? renderFailingNumbers() : ""}
</form>`;
}

function renderFailingNumbers(): string {
  const rows = FAILING_NUMBERS.map(({ number, outcome }) => `<li>${escapeHtml(number)}: ${escapeHtml(outcome)}</li>`);
  return `<p>In every area code these numbers always come to the same:</p>\n<ul>${rows.join("")}</ul>`;
}
