"use client";

import { Pencil, Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "../../../components/ui/button.tsx";
import { onDemand } from "../../../components/ui/on-demand.tsx";
import type { SlaDays } from "../../../lib/domain/triage.ts";
import * as t from "../../../lib/messages/index.ts";

const SlaDialog = onDemand(async () => (await import("./sla-dialog.tsx")).SlaDialog);
const words = t.sla;

/** Opens the days of one row. */
export function EditSla({ clusterId, name, days }: { clusterId: string; name: string; days: SlaDays }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="quiet"
        size="icon-sm"
        title={words.edit}
        aria-label={words.editOf(name)}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <Pencil aria-hidden />
      </Button>
      {open ? (
        <SlaDialog
          clusters={[{ id: clusterId, name }]}
          days={days}
          own={clusterId !== ""}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  );
}

/** Opens the days of a cluster that has none of its own yet, beginning with those of all. */
export function AddSla({ clusters, days }: { clusters: { id: string; name: string }[]; days: SlaDays }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button aria-haspopup="dialog" title={words.addHint} onClick={() => setOpen(true)}>
        <Plus aria-hidden />
        {words.add}
      </Button>
      {open ? <SlaDialog clusters={clusters} days={days} own={false} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
