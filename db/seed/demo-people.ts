/** Clients and other people of the demo firms. Numbers lie in 555-0100 to 555-0199, which is kept for fiction. */
export type DemoPerson = {
  firstName: string;
  lastName: string;
  language: "en" | "es";
  areaCode: string;
  state: string;
  timeZone?: string;
};

type Row = readonly [string, string, "en" | "es", string, string, string?];

const person = ([firstName, lastName, language, areaCode, state, timeZone]: Row): DemoPerson => ({
  firstName,
  lastName,
  language,
  areaCode,
  state,
  ...(timeZone === undefined ? {} : { timeZone }),
});

const CALDER: Row[] = [
  ["Elena", "Márquez", "en", "602", "AZ"],
  ["Rosa", "Delgado", "es", "602", "AZ"],
  ["James", "Whitaker", "en", "480", "AZ"],
  ["Luis", "Ortega", "es", "520", "AZ"],
  ["Priya", "Raman", "en", "480", "AZ"],
  ["Marcus", "Hollis", "en", "213", "CA"],
  ["Carmen", "Villanueva", "es", "602", "AZ"],
  ["Derek", "Stanton", "en", "623", "AZ"],
  ["Ana Sofía", "Beltrán", "es", "928", "AZ"],
  ["Tom", "Akana", "en", "808", "HI"],
  ["Grace", "Lindqvist", "en", "602", "AZ"],
  ["Hector", "Salazar", "es", "505", "NM"],
  ["Naomi", "Begay", "en", "928", "AZ", "America/Denver"],
  ["Victor", "Chen", "en", "702", "NV"],
  ["Yolanda", "Ibarra", "es", "602", "AZ"],
  ["Patrick", "O’Malley", "en", "312", "IL"],
  ["Simone", "Baptiste", "en", "305", "FL"],
  ["Guillermo", "Peña", "es", "915", "TX"],
  ["Hannah", "Brooks", "en", "480", "AZ"],
  ["Isaac", "Freeman", "en", "602", "AZ"],
  ["Lucía", "Navarro", "es", "623", "AZ"],
  ["Robert", "Tsosie", "en", "928", "AZ"],
  ["Emily", "Park", "en", "480", "AZ"],
  ["Joaquín", "Reséndiz", "es", "520", "AZ"],
  ["Danielle", "Moreau", "en", "602", "AZ"],
  ["Samuel", "Adeyemi", "en", "602", "AZ"],
  ["Teresa", "Quiroga", "es", "480", "AZ"],
  ["Kevin", "Doyle", "en", "623", "AZ"],
  ["Maribel", "Cantú", "es", "602", "AZ"],
  ["Oscar", "Lind", "en", "206", "WA"],
  ["Fatima", "Haddad", "en", "480", "AZ"],
  ["Raúl", "Espinoza", "es", "602", "AZ"],
  ["Jennifer", "Walsh", "en", "602", "AZ"],
  ["Dwayne", "Carter", "en", "520", "AZ"],
  ["Paola", "Rincón", "es", "602", "AZ"],
  ["William", "Nakai", "en", "928", "AZ"],
];

const WHITFIELD: Row[] = [
  ["Margaret", "Sullivan", "en", "617", "MA"],
  ["Diego", "Fuentes", "es", "617", "MA"],
  ["Catherine", "Doherty", "en", "508", "MA"],
  ["Anthony", "Russo", "en", "781", "MA"],
  ["Mei", "Zhang", "en", "617", "MA"],
  ["Gabriela", "Santos", "es", "978", "MA"],
  ["Thomas", "Keane", "en", "413", "MA"],
  ["Beatriz", "Almeida", "es", "508", "MA"],
  ["Andrew", "Fitzgerald", "en", "617", "MA"],
  ["Rachel", "Goldman", "en", "212", "NY"],
  ["Julio", "Batista", "es", "401", "RI"],
  ["Sarah", "Chamberlain", "en", "603", "NH"],
  ["Michael", "Donnelly", "en", "857", "MA"],
  ["Ximena", "Cordero", "es", "617", "MA"],
  ["Leila", "Farouk", "en", "781", "MA"],
  ["Brian", "Petersen", "en", "207", "ME"],
  ["Olivia", "Nguyen", "en", "617", "MA"],
  ["Esteban", "Molina", "es", "978", "MA"],
  ["Claire", "Dubois", "en", "860", "CT"],
  ["Jonathan", "Weiss", "en", "508", "MA"],
  ["Adriana", "Paz", "es", "617", "MA"],
  ["Stephanie", "Kowalski", "en", "413", "MA"],
  ["Darius", "Bennett", "en", "617", "MA"],
  ["Valeria", "Montes", "es", "508", "MA"],
  ["Edward", "Shaw", "en", "781", "MA"],
  ["Nadia", "Petrova", "en", "617", "MA"],
  ["Ricardo", "Lugo", "es", "617", "MA"],
  ["Helen", "Archer", "en", "978", "MA"],
  ["Peter", "Lindholm", "en", "617", "MA"],
  ["Mónica", "Zavala", "es", "857", "MA"],
];

/** People by the Clerk organization id of their firm, the main characters of the demo first. */
export const DEMO_PEOPLE: Record<string, DemoPerson[]> = {
  org_calder: CALDER.map(person),
  org_whitfield: WHITFIELD.map(person),
};

/** The number of the person at that place of a firm's list, E.164. */
export function demoPhone(person: DemoPerson, index: number): string {
  return `+1${person.areaCode}55501${String(index + 20).padStart(2, "0")}`;
}
