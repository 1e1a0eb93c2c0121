"use client";

import { useTransition } from "react";
import { Button } from "../../../components/ui/button.tsx";
import { toast } from "../../../components/ui/toast.ts";
import * as t from "../../../lib/messages/index.ts";
import type { restoreBaselineVersion } from "../actions.ts";

interface Props {
  clusterId: string;
  from: number;
  /** The version that counts, as it was seen. */
  version: number;
  restore: typeof restoreBaselineVersion;
}

/** Saves an older text as a new version; the ones between are kept. */
export function RestoreVersion({ clusterId, from, version, restore }: Props) {
  const words = t.baselineEditor;
  const [pending, begin] = useTransition();
  const act = () =>
    begin(async () => {
      const answer = await restore({ clusterId, from, version });
      if (answer.ok) toast(words.restored(answer.value.version, from));
      else toast.error(answer.message);
    });
  return (
    <Button size="sm" className="relative z-10" disabled={pending} onClick={act}>
      {words.restore} <span className="sr-only">{t.baselineEditor.versionOf(from)}</span>
    </Button>
  );
}
