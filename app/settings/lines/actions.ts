"use server";

import { revalidatePath } from "next/cache";
import { providerAction, tenantAction } from "@/lib/actions/action-client";
import { addWhatsapp } from "@/lib/connections/evolution/add-whatsapp";
import { connectWhatsappBusiness } from "@/lib/connections/evolution/connect-whatsapp-business";
import { logoutWhatsapp } from "@/lib/connections/evolution/logout-whatsapp";
import { pairWhatsapp } from "@/lib/connections/evolution/pair-whatsapp";
import { refreshPairing } from "@/lib/connections/evolution/refresh-pairing";
import { removeWhatsapp } from "@/lib/connections/evolution/remove-whatsapp";
import { connectNumber } from "@/lib/connections/lines/connect-number";
import { removeNumber } from "@/lib/connections/lines/remove-number";
import { rotateLineKey } from "@/lib/connections/lines/rotate-line-key";
import { testLine } from "@/lib/connections/lines/test-line";
import { getEnv } from "@/lib/core/env";
import {
  connectNumberInput,
  connectWhatsappBusinessInput,
  connectWhatsappInput,
  lineInput,
  pairWhatsappInput,
  renameLineInput,
  rotateLineKeyInput,
  setFileHostsInput,
} from "@/lib/domain/lines/line.schema";
import { renameLine } from "@/lib/domain/lines/rename-line";
import { setDefaultLine } from "@/lib/domain/lines/set-default-line";
import { setFileHosts } from "@/lib/domain/lines/set-file-hosts";

const PATH = "/settings/lines";
const permission = "lines:manage";
// Each of these asks the provider, and a wrong key is an attempt at guessing.
const limit = { perMinute: 20 };

export const connectNumberAction = providerAction({ name: "line.connect", permission, limit })
  .inputSchema(connectNumberInput)
  .action(async ({ parsedInput, ctx }) => {
    const { userId } = ctx.principal.actor;
    const connected = await connectNumber(ctx.principal, { input: parsedInput, userId });
    revalidatePath(PATH);
    return connected;
  });

export const addWhatsappAction = providerAction({ name: "line.add_whatsapp", permission, limit })
  .inputSchema(connectWhatsappInput)
  .action(async ({ parsedInput, ctx }) => {
    const added = await addWhatsapp(ctx.principal, { ...parsedInput, userId: ctx.principal.actor.userId });
    revalidatePath(PATH);
    return added;
  });

export const connectWhatsappBusinessAction = providerAction({
  name: "line.connect_whatsapp_business",
  permission,
  limit,
})
  .inputSchema(connectWhatsappBusinessInput)
  .action(async ({ parsedInput, ctx }) => {
    const { userId } = ctx.principal.actor;
    const connected = await connectWhatsappBusiness(ctx.principal, {
      ...parsedInput,
      userId,
      appUrl: getEnv().APP_URL,
    });
    revalidatePath(PATH);
    return connected;
  });

export const pairWhatsappAction = providerAction({ name: "line.pair", permission, limit })
  .inputSchema(pairWhatsappInput)
  .action(({ parsedInput, ctx }) => pairWhatsapp(ctx.principal, { ...parsedInput, appUrl: getEnv().APP_URL }));

// Asked every few seconds while the admin looks at the code.
export const refreshPairingAction = providerAction({ name: "line.refresh", permission, limit: { perMinute: 60 } })
  .inputSchema(lineInput)
  .action(({ parsedInput, ctx }) => refreshPairing(ctx.principal, parsedInput));

export const testLineAction = providerAction({ name: "line.test", permission, limit })
  .inputSchema(lineInput)
  .action(async ({ parsedInput, ctx }) => {
    const tested = await testLine(ctx.principal, parsedInput);
    revalidatePath(PATH);
    return tested;
  });

export const rotateLineKeyAction = providerAction({ name: "line.rotate_key", permission, limit })
  .inputSchema(rotateLineKeyInput)
  .action(async ({ parsedInput, ctx }) => {
    const rotated = await rotateLineKey(ctx.principal, { ...parsedInput, userId: ctx.principal.actor.userId });
    revalidatePath(PATH);
    return rotated;
  });

export const logoutWhatsappAction = providerAction({ name: "line.log_out", permission, limit })
  .inputSchema(lineInput)
  .action(async ({ parsedInput, ctx }) => {
    const done = await logoutWhatsapp(ctx.principal, parsedInput);
    revalidatePath(PATH);
    return done;
  });

export const removeWhatsappAction = providerAction({ name: "line.remove_whatsapp", permission, limit })
  .inputSchema(lineInput)
  .action(async ({ parsedInput, ctx }) => {
    const done = await removeWhatsapp(ctx.principal, parsedInput);
    revalidatePath(PATH);
    return done;
  });

export const removeNumberAction = tenantAction({ name: "line.remove", permission })
  .inputSchema(lineInput)
  .action(async ({ parsedInput, ctx }) => {
    await removeNumber(ctx.tx, parsedInput);
    revalidatePath(PATH);
  });

export const renameLineAction = tenantAction({ name: "line.rename", permission })
  .inputSchema(renameLineInput)
  .action(async ({ parsedInput, ctx }) => {
    await renameLine(ctx.tx, parsedInput);
    revalidatePath(PATH);
  });

export const setDefaultLineAction = tenantAction({ name: "line.set_default", permission })
  .inputSchema(lineInput)
  .action(async ({ parsedInput, ctx }) => {
    await setDefaultLine(ctx.tx, parsedInput);
    revalidatePath(PATH);
  });

export const setFileHostsAction = tenantAction({ name: "line.set_file_hosts", permission })
  .inputSchema(setFileHostsInput)
  .action(async ({ parsedInput, ctx }) => {
    const { retried } = await setFileHosts(ctx.tx, parsedInput);
    revalidatePath(PATH);
    return { retried };
  });
