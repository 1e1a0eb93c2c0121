"use client";

import { CheckCheck } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { readLiveAgain } from "../../components/frame/live.ts";
import { Button } from "../../components/ui/button.tsx";
import * as t from "../../lib/messages/index.ts";
import { markSeen } from "./actions.ts";

/** Sets the mark to what this page could show when it was made, so that what came since stays new. */
export function MarkSeen({ until }: { until: string }) {
  const router = useRouter();
  const [pending, start] = useTransition();
  const [error, setError] = useState<string | null>(null);
  const press = () =>
    start(async () => {
      const answer = await markSeen({ until });
      setError(answer.ok ? null : answer.message);
      if (!answer.ok) return;
      await readLiveAgain("unseen");
      router.refresh();
    });
  return (
    <>
      <Button size="sm" onClick={press} disabled={pending}>
        <CheckCheck aria-hidden />
        {t.changes.since.mark}
      </Button>
      {error ? (
        <p role="alert" className="text-sm font-medium text-critical">
          {error}
        </p>
      ) : null}
    </>
  );
}
