"use client";

import { ClipboardCheck } from "lucide-react";
import { useState } from "react";
import type { Protocol } from "../../lib/domain/port-state.ts";
import { Button } from "../ui/button.tsx";
import { onDemand } from "../ui/on-demand.tsx";
import type { RequestExpected } from "./expect-dialog.tsx";

interface Props {
  clusterId: string;
  port: number;
  protocol: Protocol;
  /** The node that it was seen on; null where it is about a Service or about many nodes. */
  node: string | null;
  /** "control-plane" or "worker"; offers to expect it on every node of the role. */
  role?: "control-plane" | "worker" | undefined;
  /** "payments/shop", of a node port. */
  service?: string | null;
  /** What stands on it: given, so that its texts are loaded with the dialog. */
  label: string;
  /** The server action that adds the entry. */
  request: RequestExpected;
}

/** What it asks is loaded when somebody presses it. */
const ExpectDialog = onDemand(() => import("./expect-dialog.tsx").then((module) => module.ExpectDialog));

/** "This is expected, because": one port more in the cluster's expected ports. */
export function ExpectButton(props: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" className="relative z-10" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <ClipboardCheck aria-hidden />
        {props.label}
      </Button>
      {open ? <ExpectDialog {...props} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
