import { UserButton } from "@clerk/nextjs";

/** The signed-in person: account, security, sign-out. */
export function UserMenu() {
  return (
    <UserButton
      appearance={{
        elements: {
          userButtonTrigger: "rounded-full p-0.5 focus-visible:outline-2 focus-visible:outline-focus",
          userButtonAvatarBox: "size-7",
        },
      }}
    />
  );
}
