import "server-only";

/** What was said in the demo firms' inboxes. Plain data; clients are counted as in demo-people.ts. */
export type DemoMessage = {
  from: "client" | "firm";
  text: string;
  minutesAgo: number;
  /** Of the firm's messages; without it they were delivered. */
  state?: "read" | "undelivered";
};

export type DemoThread = {
  /** Place among the firm's clients, or a stranger's number. */
  client: number | { number: string; name: string | null };
  channel: "sms" | "whatsapp";
  status: "open" | "snoozed" | "resolved";
  isAssigned?: boolean;
  tags?: string[];
  note?: string;
  messages: DemoMessage[];
};

type Line = readonly ["client" | "firm", string, number, DemoMessage["state"]?];

const said = (...lines: Line[]): DemoMessage[] =>
  lines.map(([from, text, minutesAgo, state]) => ({
    ...{ from, text, minutesAgo },
    ...(state === undefined ? {} : { state }),
  }));

const CALDER: DemoThread[] = [
  {
    ...{ client: 0, channel: "sms", status: "open", isAssigned: true },
    messages: said(
      ["firm", "Hi Elena, this is Calder & Reyes. Did the clinic give you the visit notes from Tuesday?", 1_540],
      ["client", "Yes, four pages. Do you want pictures of them?", 1_502],
      ["firm", "Pictures are fine, one page each please.", 1_490],
      ["client", "Sent them to the office by mail today. When will the insurance answer?", 38],
    ),
  },
  {
    ...{ client: 1, channel: "whatsapp", status: "open", tags: ["médico"] },
    note: "She prefers WhatsApp after 5 pm. Her daughter translates on the phone.",
    messages: said(
      ["client", "Buenas tardes, hoy me llamó el ajustador de la aseguradora. ¿Debo contestarle?", 190],
      ["firm", "Hola Rosa. Por favor no hable con él; dígale que se comunique con nosotros.", 176, "read"],
      ["client", "Gracias. También me duele más la espalda, ¿puedo cambiar de doctor?", 22],
    ),
  },
  {
    ...{ client: 2, channel: "sms", status: "resolved", isAssigned: true },
    messages: said(
      ["client", "Can I park behind your building on Friday?", 4_400],
      ["firm", "Yes, spaces 4 to 9 are ours. See you at 10.", 4_380],
      ["client", "Perfect, thanks!", 4_375],
      ["firm", "You are welcome.", 4_370],
    ),
  },
  {
    ...{ client: 3, channel: "whatsapp", status: "snoozed", isAssigned: true },
    messages: said(
      ["firm", "Luis, necesitamos su firma en la autorización médica.", 2_900, "read"],
      ["client", "Estoy de viaje, regreso el lunes y paso a firmar.", 2_870],
      ["firm", "De acuerdo, le escribimos el lunes.", 2_860, "read"],
    ),
  },
  {
    ...{ client: 4, channel: "sms", status: "open" },
    messages: said(
      ["client", "The rental company wants the car back on Thursday. What do I tell them?", 310],
      ["client", "Hello? They just called again.", 61],
    ),
  },
  {
    ...{ client: 5, channel: "sms", status: "open", tags: ["wrong number?"] },
    messages: said(["firm", "Marcus, your settlement papers are ready. When can we call you?", 700, "undelivered"]),
  },
  {
    ...{ client: 6, channel: "whatsapp", status: "resolved" },
    messages: said(
      ["client", "¿A qué hora es la cita de mañana?", 6_200],
      ["firm", "A las 9:30, en la oficina de la calle Central.", 6_190, "read"],
      ["client", "Gracias, ahí estaré.", 6_185],
      ["firm", "La esperamos.", 6_180, "read"],
    ),
  },
  {
    ...{ client: { number: "+16025550196", name: null }, channel: "sms", status: "open" },
    messages: said([
      "client",
      "Saw your number on the bus. My brother was hit on his bike yesterday, can you help?",
      14,
    ]),
  },
  {
    ...{ client: { number: "+16025550197", name: "Chayo" }, channel: "whatsapp", status: "open" },
    messages: said(
      ["client", "Hola, me recomendó la señora Delgado. Me caí en un supermercado.", 95],
      ["firm", "Hola, lamento lo ocurrido. ¿Cuándo fue y recibió atención médica?", 80, "read"],
    ),
  },
];

const WHITFIELD: DemoThread[] = [
  {
    ...{ client: 0, channel: "sms", status: "open", isAssigned: true, tags: ["custody"] },
    note: "Hearing moved to the 9th; she knows.",
    messages: said(
      ["client", "He did not bring the kids back at six again.", 120],
      ["firm", "Please write down the time and who was there. We add it to the file.", 112],
      ["client", "Done. Should I call the police next time?", 41],
    ),
  },
  {
    ...{ client: 3, channel: "sms", status: "resolved" },
    messages: said(
      ["firm", "Your documents were filed with the court this morning.", 3_000],
      ["client", "Thank you so much!", 2_990],
      ["firm", "You will have a copy by mail.", 2_985],
    ),
  },
  {
    ...{ client: 5, channel: "whatsapp", status: "open" },
    messages: said(
      ["client", "Buenos días, ¿ya hay fecha para la mediación?", 260],
      ["firm", "Todavía no; el juzgado contesta esta semana.", 240, "read"],
      ["client", "Está bien. ¿Tengo que llevar a un traductor?", 18],
    ),
  },
  {
    ...{ client: { number: "+15055550196", name: null }, channel: "sms", status: "open" },
    messages: said(["client", "How much do you charge for an uncontested divorce?", 33]),
  },
];

export const DEMO_THREADS: Record<string, DemoThread[]> = { org_calder: CALDER, org_whitfield: WHITFIELD };
