import type { ApiRequest } from "../senders/sender";
import {
  answerGraph,
  connectPhone,
  createInstance,
  fetchInstances,
  logOut,
  removeInstance,
  setWebhook,
} from "./answer-instances";
import { answerMedia } from "./answer-media";
import { answerSendText } from "./answer-send-text";
import { answerFindMessages } from "./find-messages";
import type { GatewayMemory } from "./gateway-memory";
import { SIMULATED_GLOBAL_KEY } from "./instance";
import type { BookedInstance, InstanceBook } from "./instance-book";
import { refuse } from "./refuse";

/** One request about one instance. */
export type GatewayCall = {
  api: ApiRequest;
  memory: GatewayMemory;
  book: InstanceBook;
  instance: BookedInstance;
  body: unknown;
};

const ROUTES: Partial<Record<string, (call: GatewayCall) => Response | Promise<Response>>> = {
  "GET /instance/connect": connectPhone,
  "GET /instance/connectionState": ({ instance: { name }, memory }) =>
    Response.json({ instance: { instanceName: name, state: memory.connection(name) } }),
  "DELETE /instance/logout": logOut,
  "DELETE /instance/delete": removeInstance,
  "POST /webhook/set": setWebhook,
  "POST /message/sendText": answerSendText,
  "POST /chat/findMessages": ({ memory, instance, body }) => answerFindMessages(memory.messages(instance.name), body),
  "POST /chat/getBase64FromMediaMessage": answerMedia,
};

/**
 * The gateway's REST interface as far as a desk needs it (2.3.7, providers-crm B.1), behind the gateway's own key or the
 * instance's token in `apikey`. The instance is looked for before the token is checked.
 */
export async function answerGateway(memory: GatewayMemory, book: InstanceBook, api: ApiRequest): Promise<Response> {
  const { request, path, targets } = api;
  const [area = "", verb = "", name] = path;
  const key = request.headers.get("apikey") ?? "";
  const body: unknown = await request.json().catch(() => undefined);
  const route = `${request.method} /${area}/${verb}`;
  if (route === "POST /instance/create") {
    return key === SIMULATED_GLOBAL_KEY ? createInstance(book, targets, body) : unauthorized();
  }
  if (request.method === "GET" && area === "graph") return answerGraph(request, verb);
  if (route === "GET /instance/fetchInstances") {
    const number = new URL(request.url).searchParams.get("number");
    if (number !== null && key === SIMULATED_GLOBAL_KEY) {
      const holder = book.findByNumber(number);
      return holder ? fetchInstances(memory, [holder]) : refuse(404, "Not Found", [`Instance "${number}" not found`]);
    }
    const known = book.findByToken(key, targets);
    return known.length > 0 ? fetchInstances(memory, known) : unauthorized();
  }
  const answer = ROUTES[route];
  if (!answer || name === undefined) return refuse(404, "Not Found", [`Cannot ${request.method} /${path.join("/")}`]);
  const instance = book.find(name, targets);
  if (!instance) return refuse(404, "Not Found", [`The "${name}" instance does not exist`]);
  if (key !== instance.token && key !== SIMULATED_GLOBAL_KEY) return unauthorized();
  return answer({ api, memory, book, instance, body });
}

function unauthorized(): Response {
  return refuse(401, "Unauthorized", "Unauthorized");
}
