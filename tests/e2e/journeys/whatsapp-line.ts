import { z } from "zod";
import { checkAccessible } from "../support/accessibility";
import { check, eventually, type Journey } from "../support/journey";
import { pressOn, typeInto } from "../support/keyboard";
import { demoMember, signedIn } from "../support/person";
import { ask, sendersOf } from "../support/senders";
import { visit, visitAgain } from "../support/visit";

const scenes = z.object({
  senders: z.array(z.object({ provider: z.string(), firms: z.array(z.object({ firmId: z.string() })) })),
});

/** From the QR code to a connected line, out on the phone, and back. */
export const whatsappLine: Journey = {
  name: "an admin connects WhatsApp by QR code and keyboard alone, is logged out on the phone, and connects again",
  run: async (context) => {
    const admin = await signedIn(context, demoMember("org_calder", "org:admin"));
    const { page } = admin;
    await visit(page, "/settings/lines");
    await page.getByRole("heading", { name: "Lines" }).waitFor();
    await checkAccessible(page, "the firm's lines");
    await admin.shoot("32-lines");
    await pressOn(page.getByRole("button", { name: "Connect WhatsApp" }));
    const dialog = page.getByRole("dialog");
    await typeInto(dialog.getByLabel("Name"), "Front office");
    await pressOn(dialog.getByRole("button", { name: "Show the code" }));
    await dialog.getByRole("img", { name: "QR code to scan with WhatsApp" }).waitFor();
    await checkAccessible(page, "the QR code");
    await admin.shoot("33-whatsapp-qr");
    const play = async (scene: string) => {
      const senders = sendersOf(context);
      const known = scenes.parse(await (await fetch(`${senders}/scenes`)).json());
      const gateway = known.senders.find(({ provider }) => provider === "evolution");
      const instance = gateway?.firms.map(({ firmId }) => firmId).find((id) => id.startsWith("dl-"));
      check(instance, "the gateway does not know the firm's instance");
      await ask(`${senders}/play`, { provider: "evolution", firmId: instance, scene });
    };
    await play("scan");
    await dialog.getByText("WhatsApp is connected").waitFor();
    await pressOn(dialog.getByRole("button", { name: "Close" }).last());
    const line = page.getByRole("listitem").filter({ hasText: "Front office" });
    await line.getByText("Connected as").waitFor();
    await play("logged-out");
    await eventually("the line tells that it was logged out", async () => {
      await visitAgain(page);
      return line.getByText("Logged out on the phone").isVisible();
    });
    await admin.shoot("34-whatsapp-logged-out");
    await pressOn(line.getByRole("button", { name: "Connect again" }));
    await dialog.getByRole("img", { name: "QR code to scan with WhatsApp" }).waitFor();
    await play("scan");
    await dialog.getByText("WhatsApp is connected").waitFor();
    check(admin.complaints.length === 0, [...new Set(admin.complaints)].join("\n"));
    await admin.leave();
  },
};
