import { NoPermissionState } from "@/components/ui/no-permission-state";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";

/** A screen that the reader's role does not include. */
export function NoAccess({ title, grantedBy }: { title: string; grantedBy?: string }) {
  return (
    <Page>
      <PageHeader title={title} />
      <NoPermissionState {...(grantedBy === undefined ? {} : { grantedBy })} />
    </Page>
  );
}
