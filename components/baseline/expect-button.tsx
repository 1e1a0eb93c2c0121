"use client";

import { ClipboardCheck } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import type { Protocol } from "../../lib/domain/port-state.ts";
import * as t from "../../lib/messages/index.ts";
import { Button } from "../ui/button.tsx";
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
  /** The server action that adds the entry. */
  request: RequestExpected;
}

/** What it asks is loaded when somebody presses it. */
const ExpectDialog = dynamic(() => import("./expect-dialog.tsx").then((module) => module.ExpectDialog), { ssr: false });

/** "This is expected, because": one port more in the cluster's expected ports. */
export function ExpectButton(props: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" className="relative z-10" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <ClipboardCheck aria-hidden />
        {t.baselines.expect.open}
      </Button>
      {open ? <ExpectDialog {...props} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
