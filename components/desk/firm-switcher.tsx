import { OrganizationSwitcher } from "@clerk/nextjs";
import { Skeleton } from "@/components/ui/skeleton";
import { AfterHydration } from "./after-hydration";

/** The firm that the person works in, and the way into another one. There is no personal workspace. */
export function FirmSwitcher() {
  const placeholder = <Skeleton className="h-9 w-full max-w-40 rounded-md" />;
  return (
    <div className="flex h-10 items-center group-data-[collapsed=true]/rail:w-9 group-data-[collapsed=true]/rail:justify-center">
      <AfterHydration fallback={placeholder}>
        <OrganizationSwitcher
          hidePersonal
          fallback={placeholder}
          afterSelectOrganizationUrl="/desk"
          afterCreateOrganizationUrl="/desk"
          afterLeaveOrganizationUrl="/choose-firm"
          appearance={{ elements }}
        />
      </AfterHydration>
    </div>
  );
}

const elements = {
  rootBox: "max-w-full",
  organizationSwitcherTrigger:
    "max-w-full gap-2 rounded-md px-1.5 py-1 text-ink hover:bg-hover focus-visible:outline-2 focus-visible:outline-focus group-data-[collapsed=true]/rail:p-1 group-data-[collapsed=true]/rail:[&_.cl-organizationPreviewTextContainer]:hidden group-data-[collapsed=true]/rail:[&_.cl-organizationSwitcherTriggerIcon]:hidden",
  organizationPreviewAvatarBox: "size-6",
  organizationPreviewMainIdentifier: "truncate text-sm font-semibold text-ink",
  organizationPreviewSecondaryIdentifier: "hidden",
  organizationSwitcherTriggerIcon: "text-subtle",
};
