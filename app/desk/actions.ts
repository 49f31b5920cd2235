"use server";

import { z } from "zod";
import { tenantAction } from "@/lib/actions/action-client";
import { searchRecords } from "@/lib/domain/home/search-records";

const PLACES = { case: "/desk/cases", contact: "/desk/contacts", lead: "/desk/leads" } as const;

export const searchRecordsAction = tenantAction({
  name: "records.search",
  permission: "home:read",
  limit: { perMinute: 240 },
})
  .inputSchema(z.strictObject({ query: z.string().max(100, "tooLong") }))
  .action(async ({ parsedInput, ctx }) => {
    const records = await searchRecords(ctx.tx, parsedInput.query);
    return records.map(({ kind, id, title, hint }) => ({
      id,
      kind,
      title,
      detail: hint,
      href: `${PLACES[kind]}/${id}`,
    }));
  });
