import { createHash } from "node:crypto";

/** One detail as it is said in each language, and as a model writes it down. */
export type Detail = { readonly spoken: string; readonly spokenEs: string; readonly value: string };

export type KnownField = "address" | "date_of_birth" | "email" | "employer" | "insurance";

export type Person = { readonly firstName: string; readonly lastName: string } & Readonly<Record<KnownField, Detail>>;

/** Invented people: 555-01xx style data, `example.com` addresses, streets that do not exist under these numbers. */
const PEOPLE: readonly Person[] = [
  {
    firstName: "Rosa",
    lastName: "Delgado",
    address: detail("4127 North Seventh Avenue, Phoenix, Arizona 85013"),
    date_of_birth: detail(
      "May fourteenth nineteen eighty-eight",
      "catorce de mayo de mil novecientos ochenta y ocho",
      "1988-05-14",
    ),
    email: detail(
      "rosa dot delgado at example dot com",
      "rosa punto delgado arroba example punto com",
      "rosa.delgado@example.com",
    ),
    employer: detail("Saguaro Medical Supply"),
    insurance: detail("Copper State Mutual"),
  },
  {
    firstName: "Marcus",
    lastName: "Whitfield",
    address: detail("918 Juniper Hollow Lane, Apartment 4B, Tempe, Arizona 85281"),
    date_of_birth: detail(
      "the second of November, nineteen seventy-one",
      "dos de noviembre de mil novecientos setenta y uno",
      "1971-11-02",
    ),
    email: detail(
      "m whitfield seventy-one at example dot com",
      "m whitfield setenta y uno arroba example punto com",
      "mwhitfield71@example.com",
    ),
    employer: detail("Desert Line Freight"),
    insurance: detail("Canyon Casualty"),
  },
  {
    firstName: "Linh",
    lastName: "Tran",
    address: detail("2250 West Orangewood Street, Unit 12, Mesa, Arizona 85201"),
    date_of_birth: detail("July thirtieth, two thousand one", "treinta de julio de dos mil uno", "2001-07-30"),
    email: detail("linh tran at example dot org", "linh tran arroba example punto org", "linhtran@example.org"),
    employer: detail("Blue Agave Dental"),
    insurance: detail("Mesa Valley Health Plan"),
  },
  {
    firstName: "Héctor",
    lastName: "Ibarra",
    address: detail("76 Camino del Norte, Tucson, Arizona 85704"),
    date_of_birth: detail(
      "January ninth nineteen sixty-four",
      "nueve de enero de mil novecientos sesenta y cuatro",
      "1964-01-09",
    ),
    email: detail(
      "hector dot ibarra at example dot com",
      "hector punto ibarra arroba example punto com",
      "hector.ibarra@example.com",
    ),
    employer: detail("Ibarra and Sons Roofing"),
    insurance: detail("Sonoran Farm and Auto"),
  },
  {
    firstName: "Denise",
    lastName: "Okafor",
    address: detail("1503 East Palo Verde Drive, Scottsdale, Arizona 85250"),
    date_of_birth: detail(
      "March twenty-first nineteen ninety-five",
      "veintiuno de marzo de mil novecientos noventa y cinco",
      "1995-03-21",
    ),
    email: detail(
      "denise underscore o at example dot net",
      "denise guion bajo o arroba example punto net",
      "denise_o@example.net",
    ),
    employer: detail("Palo Verde School District"),
    insurance: detail("Educators Shared Insurance"),
  },
];

/** The person behind a number: always the same one for the same number. */
export function personOfNumber(number: string | undefined): Person {
  const index =
    createHash("sha256")
      .update(number ?? "")
      .digest()
      .readUInt32BE(0) % PEOPLE.length;
  const person = PEOPLE[index];
  if (person === undefined) throw new Error("the list of people is empty");
  return person;
}

/** One wording serves both languages and the value unless others are given. */
function detail(spoken: string, spokenEs: string = spoken, value: string = spoken): Detail {
  return { spoken, spokenEs, value };
}
