"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { tenantAction } from "@/lib/actions/action-client";
import { addCaseNote } from "@/lib/domain/cases/add-case-note";
import {
  addCaseNoteInput,
  changeCaseStageInput,
  createCaseInput,
  restrictCaseInput,
  setCaseDetailInput,
} from "@/lib/domain/cases/cases.schema";
import { changeCaseStage } from "@/lib/domain/cases/change-case-stage";
import { createCase } from "@/lib/domain/cases/create-case";
import { restrictCase } from "@/lib/domain/cases/restrict-case";
import { setCaseDetail } from "@/lib/domain/cases/set-case-detail";
import { listContacts } from "@/lib/domain/contacts/list-contacts";
import { formatPhone } from "@/lib/domain/phones/format-phone";
import { acceptProposal } from "@/lib/domain/proposals/accept-proposal";
import { acceptProposalInput, rejectProposalInput } from "@/lib/domain/proposals/proposals.schema";
import { rejectProposal } from "@/lib/domain/proposals/reject-proposal";

const COMBOBOX_LIMIT = 12;

export const createCaseAction = tenantAction({ name: "case.create", permission: "cases:write" })
  .inputSchema(createCaseInput)
  .action(async ({ parsedInput, ctx }) => {
    const created = await createCase(ctx.tx, { ...parsedInput, userId: ctx.principal.actor.userId, now: new Date() });
    revalidatePath("/desk/cases");
    return created;
  });

export const searchClientsAction = tenantAction({
  name: "contact.search",
  permission: "contacts:read",
  limit: { perMinute: 240 },
})
  .inputSchema(z.object({ query: z.string().max(120) }))
  .action(async ({ parsedInput, ctx }) => {
    const page = await listContacts(ctx.tx, { query: parsedInput.query, limit: COMBOBOX_LIMIT });
    return page.rows.map((row) => ({
      value: row.id,
      label: `${row.firstName} ${row.lastName}`,
      hint: row.phone ? formatPhone(row.phone) : "",
    }));
  });

export const changeCaseStageAction = tenantAction({ name: "case.change_stage", permission: "cases:write" })
  .inputSchema(changeCaseStageInput)
  .action(async ({ parsedInput, ctx }) => {
    const before = await changeCaseStage(ctx.tx, parsedInput);
    revalidatePath(`/desk/cases/${parsedInput.caseId}`);
    return before;
  });

export const restrictCaseAction = tenantAction({ name: "case.restrict", permission: "cases:restrict" })
  .inputSchema(restrictCaseInput)
  .action(async ({ parsedInput, ctx }) => {
    await restrictCase(ctx.tx, { ...parsedInput, userId: ctx.principal.actor.userId });
    revalidatePath(`/desk/cases/${parsedInput.caseId}`);
  });

export const addCaseNoteAction = tenantAction({ name: "case.add_note", permission: "cases:write" })
  .inputSchema(addCaseNoteInput)
  .action(async ({ parsedInput, ctx }) => {
    const note = await addCaseNote(ctx.tx, { ...parsedInput, userId: ctx.principal.actor.userId });
    revalidatePath(`/desk/cases/${parsedInput.caseId}`);
    return note;
  });

export const setCaseDetailAction = tenantAction({ name: "case.set_detail", permission: "cases:write" })
  .inputSchema(setCaseDetailInput)
  .action(async ({ parsedInput, ctx }) => {
    const { userId } = ctx.principal.actor;
    const saved = await setCaseDetail(ctx.tx, { ...parsedInput, userId, language: ctx.firm.locale, now: new Date() });
    revalidatePath(`/desk/cases/${parsedInput.caseId}`);
    return saved;
  });

export const acceptProposalAction = tenantAction({ name: "proposal.accept", permission: "proposals:decide" })
  .inputSchema(acceptProposalInput)
  .action(async ({ parsedInput, ctx }) => {
    const accepted = await acceptProposal(ctx.tx, { ...parsedInput, userId: ctx.principal.actor.userId });
    revalidatePath("/desk/cases", "layout");
    return accepted;
  });

export const rejectProposalAction = tenantAction({ name: "proposal.reject", permission: "proposals:decide" })
  .inputSchema(rejectProposalInput)
  .action(async ({ parsedInput, ctx }) => {
    await rejectProposal(ctx.tx, { ...parsedInput, userId: ctx.principal.actor.userId });
    revalidatePath("/desk/cases", "layout");
  });
