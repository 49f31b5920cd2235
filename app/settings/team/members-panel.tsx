"use client";

import { OrganizationProfile } from "@clerk/nextjs";

/** Clerk's own management of members, invitations and roles, in the width of our page; it opens at the members. */
export function MembersPanel() {
  return (
    <OrganizationProfile
      routing="hash"
      appearance={{ elements: { rootBox: "w-full", cardBox: "w-full max-w-none shadow-card border border-line" } }}
    >
      <OrganizationProfile.Page label="members" />
      <OrganizationProfile.Page label="general" />
    </OrganizationProfile>
  );
}
