import { UserButton } from "@clerk/nextjs";
import { Skeleton } from "@/components/ui/skeleton";
import { AfterHydration } from "./after-hydration";

/** The signed-in person: account, security, sign-out. */
export function UserMenu() {
  const placeholder = <Skeleton className="size-7 rounded-full" />;
  return (
    <div className="flex size-8 items-center justify-center">
      <AfterHydration fallback={placeholder}>
        <UserButton fallback={placeholder} appearance={{ elements }} />
      </AfterHydration>
    </div>
  );
}

const elements = {
  userButtonTrigger: "rounded-full p-0.5 focus-visible:outline-2 focus-visible:outline-focus",
  userButtonAvatarBox: "size-7",
};
