"use client";

import { useEffect, useRef, useState } from "react";
import { onTriageRequest, type TriageRequest } from "../findings/triage-request.ts";
import { usePageKeys } from "../keyboard/page-keys.ts";
import { onDemand } from "../ui/on-demand.tsx";
import type { TriageActions } from "./triage-actions.ts";

const TriageDesk = onDemand(async () => (await import("./triage-desk.tsx")).TriageDesk);

/** What the desk is asked; each with a number of its own, so that the same may be asked twice. */
export type Asked = { serial: number } & ({ kind: "act"; request: TriageRequest } | { kind: "undo" });

const describe = async () => (await import("./host-key-texts.ts")).hostKeyTexts();

/** Hears what people want done with findings; all that it takes is loaded with the first act. */
export function TriageHost({ actions }: { actions: TriageActions }) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const serial = useRef(0);
  useEffect(
    () =>
      onTriageRequest((request) => {
        serial.current += 1;
        setAsked({ kind: "act", request, serial: serial.current });
      }),
    [],
  );
  usePageKeys(
    {
      u: () => {
        // Before the first act there is nothing that could be taken back.
        if (serial.current === 0) return false;
        serial.current += 1;
        setAsked({ kind: "undo", serial: serial.current });
        return undefined;
      },
    },
    describe,
  );
  return asked ? <TriageDesk asked={asked} actions={actions} /> : null;
}
