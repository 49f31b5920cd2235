// Plain data without imports: the identity stand-in, the database seed and the tests read the same firms and people.

/** Role of a firm member, with the key that Clerk uses. */
export type DemoRole = "org:admin" | "org:attorney" | "org:paralegal" | "org:intake" | "org:viewer";

/** A person of a demo firm. `id` is the Clerk user id; one person may stand in several firms under the same id. */
export type DemoUser = {
  id: string;
  email: string;
  firstName: string;
  lastName: string;
  password: string;
  role: DemoRole;
};

/** A demo firm. `orgId` is the Clerk organization id, `timeZone` an IANA name, `state` a USPS code, `phone` E.164. */
export type DemoFirm = {
  orgId: string;
  name: string;
  slug: string;
  timeZone: string;
  state: string;
  locale: string;
  phone: string;
  users: DemoUser[];
};

/** A person who runs the platform and is a member of no firm. */
export type DemoPlatformAdmin = Omit<DemoUser, "role"> & { publicMetadata: { platformRole: "admin" } };

const DEMO_PASSWORD = "docketline-demo-1";

const WHITFIELD_ATTORNEY = {
  id: "user_nora_okafor",
  email: "nora.okafor@whitfield-family.test",
  firstName: "Nora",
  lastName: "Okafor",
  password: DEMO_PASSWORD,
};

/**
 * The two firms of the demo with one person for each role. Nora Okafor is an attorney of Whitfield and a viewer of
 * Calder & Reyes as well, to show how a person switches firms. Phone numbers lie in the 555-0100 to 555-0199 range
 * that the North American Numbering Plan reserves for fiction.
 */
export const DEMO_FIRMS: DemoFirm[] = [
  {
    orgId: "org_calder",
    name: "Calder & Reyes Injury Law",
    slug: "calder-reyes",
    timeZone: "America/Phoenix",
    state: "AZ",
    locale: "en-US",
    phone: "+16025550110",
    users: [
      {
        id: "user_maya_calder",
        email: "maya.calder@calder-reyes.test",
        firstName: "Maya",
        lastName: "Calder",
        password: DEMO_PASSWORD,
        role: "org:admin",
      },
      {
        id: "user_daniel_reyes",
        email: "daniel.reyes@calder-reyes.test",
        firstName: "Daniel",
        lastName: "Reyes",
        password: DEMO_PASSWORD,
        role: "org:attorney",
      },
      {
        id: "user_sofia_reyes",
        email: "sofia.reyes@calder-reyes.test",
        firstName: "Sofia",
        lastName: "Reyes",
        password: DEMO_PASSWORD,
        role: "org:paralegal",
      },
      {
        id: "user_liam_ortega",
        email: "liam.ortega@calder-reyes.test",
        firstName: "Liam",
        lastName: "Ortega",
        password: DEMO_PASSWORD,
        role: "org:intake",
      },
      {
        id: "user_grace_lindqvist",
        email: "grace.lindqvist@calder-reyes.test",
        firstName: "Grace",
        lastName: "Lindqvist",
        password: DEMO_PASSWORD,
        role: "org:viewer",
      },
      { ...WHITFIELD_ATTORNEY, role: "org:viewer" },
    ],
  },
  {
    orgId: "org_whitfield",
    name: "Whitfield Family Law",
    slug: "whitfield-family",
    timeZone: "America/New_York",
    state: "MA",
    locale: "en-US",
    phone: "+16175550120",
    users: [
      {
        id: "user_eleanor_whitfield",
        email: "eleanor.whitfield@whitfield-family.test",
        firstName: "Eleanor",
        lastName: "Whitfield",
        password: DEMO_PASSWORD,
        role: "org:admin",
      },
      { ...WHITFIELD_ATTORNEY, role: "org:attorney" },
      {
        id: "user_marcus_bell",
        email: "marcus.bell@whitfield-family.test",
        firstName: "Marcus",
        lastName: "Bell",
        password: DEMO_PASSWORD,
        role: "org:paralegal",
      },
      {
        id: "user_priya_raman",
        email: "priya.raman@whitfield-family.test",
        firstName: "Priya",
        lastName: "Raman",
        password: DEMO_PASSWORD,
        role: "org:intake",
      },
      {
        id: "user_thomas_keane",
        email: "thomas.keane@whitfield-family.test",
        firstName: "Thomas",
        lastName: "Keane",
        password: DEMO_PASSWORD,
        role: "org:viewer",
      },
    ],
  },
];

/** The platform admin of the demo: `platformRole` is what the session token carries. */
export const DEMO_PLATFORM_ADMIN: DemoPlatformAdmin = {
  id: "user_platform_admin",
  email: "platform.admin@docketline.test",
  firstName: "Avery",
  lastName: "Stone",
  password: DEMO_PASSWORD,
  publicMetadata: { platformRole: "admin" },
};
