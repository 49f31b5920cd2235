import "server-only";
/** The firm of the demo whose clients they are, and the practice area that nobody else of it has. */
export const BROADCAST_AUDIENCE = { organizationId: "org_whitfield", practiceArea: "other" } as const;

/** Of the firm's time zone; none of the demo's people has a number there. */
const PLACES = [
  ["339", "MA"],
  ["351", "MA"],
  ["774", "MA"],
  ["802", "VT"],
  ["518", "NY"],
] as const;
const FIRST_NAMES = ["Ana", "James", "Mei", "Luis", "Grace", "Omar", "Inés", "Paul"] as const;
const LAST_NAMES = ["López", "Walker", "Zhang", "Ortega", "Olsen", "Haddad", "Ruiz", "Novak", "Bell"] as const;

export type AudienceMember = ReturnType<typeof memberAt>;

/**
 * Five hundred clients in the order in which a broadcast takes them: most have agreed to texts about their case, 20 have not, 10
 * have asked to stop and 5 have no number. Every number lies in 555-0100 to 555-0199, which is kept for fiction and of which the
 * simulated providers refuse or lose some.
 */
export const AUDIENCE_MEMBERS = Array.from({ length: 500 }, (_, index) => memberAt(index + 1));

function memberAt(place: number) {
  const [areaCode, state] = PLACES[place % PLACES.length] ?? PLACES[0];
  // Spreads the numbers that something happens to over the whole list.
  const subscriber = (Math.floor((place - 1) / PLACES.length) * 7 + 71) % 100;
  return {
    place,
    // A broadcast takes its people in the order of their ids.
    contactId: `00000000-0000-4000-8000-${String(place).padStart(12, "0")}`,
    firstName: FIRST_NAMES[place % FIRST_NAMES.length] ?? "",
    lastName: LAST_NAMES[place % LAST_NAMES.length] ?? "",
    e164: place % 100 === 50 ? null : `+1${areaCode}55501${String(subscriber).padStart(2, "0")}`,
    language: place % 3 === 0 ? ("es" as const) : ("en" as const),
    state,
    hasAgreed: place % 25 !== 10,
    hasStopped: place % 50 === 20,
  };
}
