"use client";

import { OrganizationProfile } from "@clerk/nextjs";
import { AfterHydration } from "@/components/desk/after-hydration";
import { Card } from "@/components/ui/card";
import { ListSkeleton } from "@/components/ui/list-skeleton";

/** Clerk's own management of members, invitations and roles, in the width of our page. Leaving and closing a firm stay where the firm is switched. */
export function MembersPanel() {
  const placeholder = (
    <Card padding="flush">
      <ListSkeleton rows={6} columns={4} />
    </Card>
  );
  return (
    <AfterHydration fallback={placeholder}>
      <OrganizationProfile
        routing="hash"
        fallback={placeholder}
        appearance={{
          elements: {
            rootBox: "w-full",
            cardBox: "h-auto w-full max-w-none grid-cols-1 rounded-lg border border-line bg-surface shadow-card",
            navbar: "hidden",
            navbarMobileMenuRow: "hidden",
            scrollBox: "bg-surface shadow-none",
            pageScrollBox: "px-4 py-4",
            headerTitle: "font-sans text-sm",
          },
        }}
      >
        <OrganizationProfile.Page label="members" />
        <OrganizationProfile.Page label="general" />
      </OrganizationProfile>
    </AfterHydration>
  );
}
