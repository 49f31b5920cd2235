import { randomUUID } from "node:crypto";
import type { APIRequestContext } from "playwright-core";
import { DEMO_PEOPLE, demoPhone } from "@/db/seed/demo-people";
import { phoneOf } from "../support/clients";
import { check, eventually, type Journey, type JourneyContext } from "../support/journey";
import { demoMember, signedIn } from "../support/person";
import { addReceiver, deleteReceiver } from "../support/receivers";
import { play, sendersOf } from "../support/senders";

type Firm = "org_calder" | "org_whitfield";

const OTHER: Record<Firm, Firm> = { org_calder: "org_whitfield", org_whitfield: "org_calder" };
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;

/** Numbers of the firm's clients, and their names, which others may have as well. */
const privateTo = (firm: Firm, { withNames }: { withNames: boolean }) =>
  (DEMO_PEOPLE[firm] ?? []).flatMap((person, index) => [
    ...(withNames ? [`${person.firstName} ${person.lastName}`] : []),
    demoPhone(person, index),
  ]);

const OUTGOING = "/settings/webhooks/outgoing/ID";
/** What stands before the id of a file in a thread. */
const FILE = '"media":[{"id":"';

type Kind = {
  list: string;
  link: string;
  addresses: readonly string[];
  /** Whose records; the firm of most journeys when it is not said. */
  owner?: Firm;
};

/** Where the firm's own people find a record, what leads to it there, and every address that takes its id. */
const KINDS: readonly Kind[] = [
  { list: "/desk/cases", link: "/desk/cases/", addresses: ["/desk/cases/ID", "/desk/cases/ID/call"] },
  { list: "/desk/contacts", link: "/desk/contacts/", addresses: ["/desk/contacts/ID"] },
  { list: "/desk/leads", link: "/desk/leads/", addresses: ["/desk/leads/ID"] },
  { list: "/desk/calls", link: "/desk/calls/", addresses: ["/desk/calls/ID", "/api/desk/calls/ID/events"] },
  {
    list: "/desk/broadcasts",
    link: "/desk/broadcasts/",
    addresses: ["/desk/broadcasts/ID"],
    owner: "org_whitfield",
  },
  {
    list: "/desk/compliance/opt-outs",
    link: "/desk/compliance/opt-outs/",
    addresses: ["/desk/compliance/opt-outs/ID"],
  },
  { list: "/desk/compliance", link: "/desk/compliance/decisions/", addresses: ["/desk/compliance/decisions/ID"] },
  {
    list: "/settings/webhooks",
    link: "/settings/webhooks/endpoints/",
    addresses: ["/settings/webhooks/endpoints/ID"],
  },
  {
    list: "/settings/webhooks/events",
    link: "/settings/webhooks/events/",
    addresses: ["/settings/webhooks/events/ID"],
  },
  {
    list: "/api/desk/inbox/conversations",
    link: '"id":"',
    addresses: [
      "/api/desk/inbox/conversations/ID",
      "/api/desk/inbox/conversations/ID/thread",
      "/api/desk/inbox/events?conversation=ID",
      "/desk/inbox?c=ID",
    ],
  },
];

/** Another firm's administrator at every address that takes an id, with an id that is real and one that nobody has. */
export const foreignIds: Journey = {
  name: "every page and route that takes an id answers another firm as it answers an unknown id (TEN-09)",
  run: async (context) => {
    const admins = {
      org_calder: await signedIn(context, demoMember("org_calder", "org:admin")),
      org_whitfield: await signedIn(context, demoMember("org_whitfield", "org:admin")),
    };
    const receiver = await addReceiver(admins.org_calder.page, { url: sendersOf(context), label: "Reports" });
    const thread = await threadWithFile(context, admins.org_calder.page.request);
    const made: readonly Kind[] = [
      { list: "/settings/webhooks/outgoing", link: "/settings/webhooks/outgoing/", addresses: [OUTGOING] },
      { list: receiver, link: "delivery=", addresses: [`${receiver}?delivery=ID`] },
      { list: thread, link: FILE, addresses: ["/api/desk/media/ID"] },
    ];
    for (const { list, link, addresses, owner = "org_calder" } of [...made, ...KINDS]) {
      const [inside, outside] = [admins[owner].page.request, admins[OTHER[owner]].page.request];
      const id = await firstIdIn(inside, list, link);
      for (const address of addresses) {
        const foreign = await askAlike(outside, address, [id, randomUUID()]);
        // The inbox shows the asking firm's own people beside the conversation that is not there.
        for (const words of privateTo(owner, { withNames: !address.startsWith("/desk/inbox?") })) {
          check(!foreign.body.includes(words), `TEN-09 ${address} tells another firm of ${words}`);
        }
        // A stream of its own would not end.
        if (address.includes("/events")) continue;
        const own = await ask(inside, address, id);
        check(own.status === 200 && own.text !== foreign.text, `${address} answers its own firm with ${own.status}`);
      }
    }
    await deleteReceiver(admins.org_calder.page, receiver);
    for (const admin of Object.values(admins)) await admin.leave();
  },
};

/** The thread of a client who sent two pictures, once they are fetched. */
async function threadWithFile(context: JourneyContext, request: APIRequestContext): Promise<string> {
  const [firmId, words] = ["org_calder", "Two pictures of the bumper"];
  await play(context, {
    ...{ provider: "twilio", firmId, scene: "mms" },
    input: { from: phoneOf(firmId, "Ibarra"), text: words },
  });
  const list = "/api/desk/inbox/conversations";
  const id = await eventually("the pictures in the inbox", async () => {
    const body = await (await request.get(`${list}?view=all&q=Ibarra`)).text();
    return body.includes(words) && UUID.exec(body.split('"id":"')[1] ?? "")?.[0];
  });
  const thread = `${list}/${id}/thread`;
  await eventually("a picture that is kept", async () => {
    const file = await request.get(`/api/desk/media/${await firstIdIn(request, thread, FILE)}`);
    return file.ok();
  });
  return thread;
}

/** What the two ids get, which has to be the same. The shell around a page may change between two requests, but not always. */
async function askAlike(request: APIRequestContext, address: string, [real, unknown]: [string, string]) {
  for (let tries = 1; ; tries += 1) {
    const foreign = await ask(request, address, real);
    const nobody = await ask(request, address, unknown);
    if (foreign.status === nobody.status && foreign.text === nobody.text) return foreign;
    const [begun, other] = [foreign, nobody].map(({ status, text }) => `${status} ${text.slice(0, 400)}`);
    check(tries < 3, `TEN-09 ${address}: a foreign id gets ${begun}\nand an unknown one ${other}`);
  }
}

async function firstIdIn(request: APIRequestContext, list: string, link: string): Promise<string> {
  const body = await (await request.get(list)).text();
  const pieces = body.split(link).slice(1);
  const id = pieces.map((piece) => UUID.exec(piece.slice(0, 36))?.[0]).find((found) => found !== undefined);
  check(id, `${list} leads to no record`);
  return id;
}

/** Of a page the words alone, without scripts and without the id that was asked for. */
async function ask(request: APIRequestContext, address: string, id: string) {
  const answer = await request.get(address.replace("ID", id), { timeout: 30_000 });
  const body = (await answer.text()).replaceAll(id, "ID");
  const text = body.replaceAll(/<(script|style)\b.*?<\/\1>/gs, "").replaceAll(/<[^>]*>/g, " ");
  return { status: answer.status(), body, text: text.replaceAll(/"requestId":"[^"]*"/g, "").replaceAll(/\s+/g, " ") };
}
