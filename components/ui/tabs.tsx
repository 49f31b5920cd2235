import { Tabs as BaseTabs } from "@base-ui/react/tabs";
import type { ReactNode } from "react";
import { tabListStyles, tabStyles } from "./tab-styles";

export type Tab = { value: string; label: ReactNode; count?: number; content: ReactNode };

/** Views of one thing that are all on the page already. Views with an address of their own use `TabNav`. */
export function Tabs({ tabs, label, defaultValue }: { tabs: readonly Tab[]; label: string; defaultValue?: string }) {
  return (
    <BaseTabs.Root defaultValue={defaultValue ?? tabs[0]?.value ?? null}>
      <BaseTabs.List aria-label={label} className={tabListStyles}>
        {tabs.map((tab) => (
          <BaseTabs.Tab key={tab.value} value={tab.value} className={tabStyles}>
            {tab.label}
            {tab.count === undefined ? null : <span className="text-xs text-subtle tabular-nums">{tab.count}</span>}
          </BaseTabs.Tab>
        ))}
      </BaseTabs.List>
      {tabs.map((tab) => (
        <BaseTabs.Panel key={tab.value} value={tab.value} className="pt-4">
          {tab.content}
        </BaseTabs.Panel>
      ))}
    </BaseTabs.Root>
  );
}
