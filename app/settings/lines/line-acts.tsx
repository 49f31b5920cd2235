import type { LineRow } from "@/lib/domain/lines/line-row";
import {
  logoutWhatsappAction,
  pairWhatsappAction,
  refreshPairingAction,
  removeNumberAction,
  removeWhatsappAction,
  renameLineAction,
  rotateLineKeyAction,
  setDefaultLineAction,
  setFileHostsAction,
  testLineAction,
} from "./actions";
import { ConnectWhatsapp } from "./connect-whatsapp";
import { DefaultButton } from "./default-button";
import { FileHosts } from "./file-hosts";
import { LogoutWhatsapp } from "./logout-whatsapp";
import { RemoveNumber, RemoveWhatsapp } from "./remove-line";
import { RenameLine } from "./rename-line";
import { RotateLineKey } from "./rotate-line-key";
import { TestLine } from "./test-line";

/** What an administrator may do with a line, what it needs next first. */
export function LineActs({ line }: { line: LineRow }) {
  const { id: lineId, label } = line;
  const isWhatsapp = line.provider === "evolution";
  // A number of WhatsApp Business has no phone that it could be taken off.
  const isPhone = isWhatsapp && line.settings.whatsapp !== "business";
  return (
    <div className="flex flex-wrap items-center gap-2">
      {isWhatsapp && line.state !== "connected" ? (
        <ConnectWhatsapp
          lineId={lineId}
          label={label}
          isNew={line.settings.phone === undefined}
          pair={pairWhatsappAction}
          refresh={refreshPairingAction}
        />
      ) : null}
      <TestLine lineId={lineId} test={testLineAction} />
      {line.isDefault ? null : <DefaultButton lineId={lineId} setDefault={setDefaultLineAction} />}
      <RenameLine lineId={lineId} label={label} rename={renameLineAction} />
      {isWhatsapp ? null : <RotateLineKey lineId={lineId} rotate={rotateLineKeyAction} />}
      {line.provider === "texting" || line.provider === "broadcast" ? (
        <FileHosts lineId={lineId} hosts={line.settings.fileHosts ?? []} save={setFileHostsAction} />
      ) : null}
      {isPhone && line.state === "connected" ? (
        <LogoutWhatsapp lineId={lineId} label={label} logout={logoutWhatsappAction} />
      ) : null}
      {isWhatsapp ? (
        <RemoveWhatsapp lineId={lineId} label={label} remove={removeWhatsappAction} />
      ) : (
        <RemoveNumber lineId={lineId} label={label} remove={removeNumberAction} />
      )}
    </div>
  );
}
