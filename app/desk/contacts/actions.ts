"use server";

import { revalidatePath } from "next/cache";
import { tenantAction } from "@/lib/actions/action-client";
import { recordConsentInput, revokeConsentInput } from "@/lib/domain/consents/consents.schema";
import { recordConsent } from "@/lib/domain/consents/record-consent";
import { revokeConsent } from "@/lib/domain/consents/revoke-consent";
import { addContactPhone } from "@/lib/domain/contacts/add-contact-phone";
import {
  addContactPhoneInput,
  contactInput,
  recordWishInput,
  releaseHoldInput,
  setHoldInput,
  startConversationInput,
  updateContactInput,
} from "@/lib/domain/contacts/contacts.schema";
import { createContact } from "@/lib/domain/contacts/create-contact";
import { recordContactWish } from "@/lib/domain/contacts/record-contact-wish";
import { releaseHold } from "@/lib/domain/contacts/release-hold";
import { setHold } from "@/lib/domain/contacts/set-hold";
import { updateContact } from "@/lib/domain/contacts/update-contact";
import { startConversation } from "@/lib/domain/conversations/start-conversation";

export const createContactAction = tenantAction({ name: "contact.create", permission: "contacts:write" })
  .inputSchema(contactInput)
  .action(async ({ parsedInput, ctx }) => {
    const created = await createContact(ctx.tx, parsedInput);
    revalidatePath("/desk/contacts");
    return created;
  });

export const updateContactAction = tenantAction({ name: "contact.update", permission: "contacts:write" })
  .inputSchema(updateContactInput)
  .action(async ({ parsedInput, ctx }) => {
    await updateContact(ctx.tx, parsedInput);
    revalidatePath("/desk", "layout");
  });

export const addContactPhoneAction = tenantAction({ name: "contact.add_phone", permission: "contacts:write" })
  .inputSchema(addContactPhoneInput)
  .action(async ({ parsedInput, ctx }) => {
    const phone = await addContactPhone(ctx.tx, parsedInput);
    revalidatePath(`/desk/contacts/${parsedInput.contactId}`);
    return phone;
  });

export const recordConsentAction = tenantAction({ name: "consent.record", permission: "consents:write" })
  .inputSchema(recordConsentInput)
  .action(async ({ parsedInput, ctx }) => {
    const { userId } = ctx.principal.actor;
    const consent = await recordConsent(ctx.tx, { ...parsedInput, userId, now: new Date() });
    revalidatePath(`/desk/contacts/${parsedInput.contactId}`);
    return consent;
  });

export const revokeConsentAction = tenantAction({ name: "consent.revoke", permission: "consents:write" })
  .inputSchema(revokeConsentInput)
  .action(async ({ parsedInput, ctx }) => {
    await revokeConsent(ctx.tx, { ...parsedInput, now: new Date() });
    revalidatePath("/desk/contacts", "layout");
  });

export const setHoldAction = tenantAction({ name: "contact.hold", permission: "compliance:manage" })
  .inputSchema(setHoldInput)
  .action(async ({ parsedInput, ctx }) => {
    await setHold(ctx.tx, { ...parsedInput, userId: ctx.principal.actor.userId, now: new Date() });
    revalidatePath("/desk", "layout");
  });

export const releaseHoldAction = tenantAction({ name: "contact.release_hold", permission: "compliance:manage" })
  .inputSchema(releaseHoldInput)
  .action(async ({ parsedInput, ctx }) => {
    await releaseHold(ctx.tx, { ...parsedInput, userId: ctx.principal.actor.userId, now: new Date() });
    revalidatePath("/desk", "layout");
  });

export const recordWishAction = tenantAction({ name: "optout.record", permission: "optouts:write" })
  .inputSchema(recordWishInput)
  .action(async ({ parsedInput, ctx }) => {
    const { userId } = ctx.principal.actor;
    const result = await recordContactWish(ctx.tx, { ...parsedInput, userId, now: new Date() });
    revalidatePath("/desk", "layout");
    return { state: result.state, cancelledCalls: result.cancelledCalls };
  });

export const startConversationAction = tenantAction({ name: "conversation.start", permission: "messages:send" })
  .inputSchema(startConversationInput)
  .action(async ({ parsedInput, ctx }) =>
    startConversation(ctx.tx, { ...parsedInput, userId: ctx.principal.actor.userId, now: new Date() }),
  );
