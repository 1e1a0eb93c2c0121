"use client";

import type { TriageKind } from "../../lib/domain/triage.ts";
import { usePageKeys } from "../keyboard/page-keys.ts";

const describe = async () => (await import("./panel-key-texts.ts")).panelKeyTexts();
const nothing = async () => [];

interface Acts {
  act: (kind: TriageKind | null) => void;
  comment: () => void;
}

/** Keys of the page of one finding: what the list's keys do, for the one that is shown. */
export function usePanelKeys(enabled: boolean, { act, comment }: Acts): void {
  const run = (does: () => void) => () => {
    does();
    return undefined;
  };
  const keys = { e: run(() => act("acknowledge")), a: run(() => act(null)), c: run(comment) };
  usePageKeys(enabled ? keys : {}, enabled ? describe : nothing);
}
