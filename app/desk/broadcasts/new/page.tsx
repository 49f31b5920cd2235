import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { asTenant } from "@/lib/auth/as-tenant";
import { loadEditorChoices } from "@/lib/domain/broadcasts/load-editor-choices";
import { NoAccess } from "../../no-access";
import { BroadcastEditor } from "../broadcast-editor";
import { EDITOR_ACTS } from "../editor-acts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("broadcasts");
  return { title: t("new") };
}

export default async function NewBroadcastPage() {
  const t = await getTranslations("broadcasts");
  const access = await asTenant("broadcasts:manage", (tx) => loadEditorChoices(tx));
  if (!access.granted) return <NoAccess title={t("new")} {...access.noPermission} />;
  return (
    <Page>
      <PageHeader
        title={t("editor.newTitle")}
        breadcrumbs={
          <Breadcrumbs current={t("editor.newTitle")} items={[{ label: t("title"), href: "/desk/broadcasts" }]} />
        }
      />
      <BroadcastEditor draft={null} choices={access.data} acts={EDITOR_ACTS} />
    </Page>
  );
}
