import { escapeHtml } from "../../pages/escape-html";
import type { Silence } from "../create-silences";
import { FAULTS } from "../faults/faults";
import type { Door } from "../read-doors";
import type { Sender } from "../sender";
import { clientsOf, numberOf } from "./demo-people";
import { HEADLINES } from "./headlines";

/** The provider that the page is about, the firms that have it, and which of them is chosen. */
export type Choice = { sender: Sender; door: Door | undefined; doors: readonly Door[] };

/** Says that a provider is silent, with the button that ends it. */
export function renderSilence({ provider, firmId, until }: Silence, names: { sender: string; firm: string }): string {
  return `<form method="post" action="/silence/end" class="notice">
<strong>${escapeHtml(names.sender)} is silent towards ${escapeHtml(names.firm)}</strong>
until ${escapeHtml(until.toISOString().slice(11, 16))} UTC: what is played happens there, and nobody is told.
<input type="hidden" name="provider" value="${escapeHtml(provider)}">
<input type="hidden" name="firmId" value="${escapeHtml(firmId)}">
<button type="submit">End the silence</button>
</form>`;
}

/** The scenes of the demo, one button each. */
export function renderHeadlines(doors: readonly Door[]): string {
  const firms = new Map(doors.map(({ firmId, firmName }) => [firmId, firmName]));
  const options = [...firms].map(([id, name]) => option(id, name)).join("");
  const disabled = firms.size === 0 ? " disabled" : "";
  const buttons = HEADLINES.map(
    ({ id, title }) => `<button type="submit" name="headline" value="${id}"${disabled}>${escapeHtml(title)}</button>`,
  );
  return `<form method="post" action="/headlines">
<h2>Scenes of the demo</h2>
<label for="headline-firm">Firm</label>
<select id="headline-firm" name="firmId"${disabled}>${options}</select>
${buttons.join("\n")}
</form>`;
}

/** What a provider tells a firm, chosen piece by piece. */
export function renderPlayForm({ sender, door, doors }: Choice): string {
  if (!door) {
    return `<section><h2>${escapeHtml(sender.name)}</h2><p>No firm has a connection for it.</p></section>`;
  }
  const firms = doors.map(({ firmId, firmName }) => option(firmId, firmName, firmId === door.firmId));
  const scenes = sender.scenes.map(({ id, title }) => option(id, title));
  const clients = clientsOf(door.firmId);
  const faults = Object.entries(FAULTS).map(
    ([name, label]) =>
      `<label><input type="checkbox" name="faults" value="${name}"> <span>${escapeHtml(label)}</span></label>`,
  );
  return `<form method="post" action="/play">
<h2>${escapeHtml(sender.name)}</h2>
<input type="hidden" name="provider" value="${escapeHtml(sender.provider)}">
<label for="play-firm">Firm</label><select id="play-firm" name="firmId">${firms.join("")}</select>
<p>Proof of the connection shown: ${escapeHtml(door.mode)}${door.account === null ? "" : `, account ${escapeHtml(door.account)}`}</p>
<label for="play-scene">What happens</label><select id="play-scene" name="scene">${scenes.join("")}</select>
<label for="play-from">Who writes (number)</label>
<input id="play-from" name="from" type="tel" list="play-clients" placeholder="${escapeHtml(clients[0]?.phone ?? "")}">
<datalist id="play-clients">${clients.map(({ name, phone }) => `<option value="${escapeHtml(phone)}">${escapeHtml(name)}</option>`).join("")}</datalist>
<label for="play-to">To the firm's number</label>
<input id="play-to" name="to" type="tel" placeholder="${escapeHtml(numberOf(door.firmId))}">
<label for="play-text">Text</label><input id="play-text" name="text" maxlength="1600">
${renderRetries(sender)}
<fieldset><legend>What goes wrong</legend>
${faults.join("\n")}
</fieldset>
<button type="submit">Play</button>
</form>`;
}

function renderRetries({ otherRetries }: Sender): string {
  const names = Object.keys(otherRetries ?? {});
  if (names.length === 0) return "";
  return `<label for="play-retries">Tries again</label><select id="play-retries" name="retries"><option value="">As usual</option>${names.map((name) => option(name, name)).join("")}</select>`;
}

/** Makes a provider silent towards a firm. */
export function renderSilenceForm({ sender, doors }: Choice): string {
  if (doors.length === 0) return "";
  return `<form method="post" action="/silence">
<h2>Silence of ${escapeHtml(sender.name)}</h2>
<input type="hidden" name="provider" value="${escapeHtml(sender.provider)}">
<label for="silence-firm">Firm</label>
<select id="silence-firm" name="firmId">${doors.map(({ firmId, firmName }) => option(firmId, firmName)).join("")}</select>
<label for="silence-minutes">Minutes</label>
<input id="silence-minutes" name="minutes" type="number" min="1" max="1440" value="60">
<button type="submit">Go silent</button>
</form>`;
}

function option(value: string, label: string, isChosen = false): string {
  return `<option value="${escapeHtml(value)}"${isChosen ? " selected" : ""}>${escapeHtml(label)}</option>`;
}
