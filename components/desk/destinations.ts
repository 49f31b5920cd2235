import {
  BookUser,
  Briefcase,
  House,
  Inbox,
  type LucideIcon,
  Megaphone,
  PhoneCall,
  Plug,
  ScrollText,
  Settings,
  ShieldCheck,
  UserRoundPlus,
} from "lucide-react";

export type DestinationId =
  | "home"
  | "inbox"
  | "leads"
  | "contacts"
  | "cases"
  | "calls"
  | "broadcasts"
  | "compliance"
  | "audit"
  | "integrations"
  | "settings";

export type DestinationGroup = "work" | "outreach" | "trust" | "setUp";

export type Destination = {
  id: DestinationId;
  href: string;
  group: DestinationGroup;
  icon: LucideIcon;
  /** Second key after G. */
  key?: string;
};

/** Every screen of the desk that stands in the navigation, in its order. */
export const destinations: readonly Destination[] = [
  { id: "home", href: "/desk", group: "work", icon: House, key: "H" },
  { id: "inbox", href: "/desk/inbox", group: "work", icon: Inbox, key: "I" },
  { id: "leads", href: "/desk/leads", group: "work", icon: UserRoundPlus, key: "L" },
  { id: "contacts", href: "/desk/contacts", group: "work", icon: BookUser, key: "C" },
  { id: "cases", href: "/desk/cases", group: "work", icon: Briefcase, key: "A" },
  { id: "calls", href: "/desk/calls", group: "work", icon: PhoneCall, key: "K" },
  { id: "broadcasts", href: "/desk/broadcasts", group: "outreach", icon: Megaphone, key: "B" },
  { id: "compliance", href: "/desk/compliance", group: "trust", icon: ShieldCheck },
  { id: "audit", href: "/desk/audit", group: "trust", icon: ScrollText },
  { id: "integrations", href: "/settings/integrations", group: "setUp", icon: Plug },
  { id: "settings", href: "/settings", group: "setUp", icon: Settings },
];

/** The destination that an address belongs to: the one with the longest matching path. */
export function currentDestination(pathname: string): DestinationId | null {
  const matches = destinations
    .filter(({ href }) => pathname === href || pathname.startsWith(`${href}/`))
    .sort((a, b) => b.href.length - a.href.length);
  return matches[0]?.id ?? null;
}
