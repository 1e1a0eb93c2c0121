"use client";

import { PlugZap } from "lucide-react";
import { useTransition } from "react";
import { ConnectionResult } from "../../../components/clusters/connection-result.tsx";
import { useConnectionTest } from "../../../components/clusters/connection-watch.ts";
import { Button } from "../../../components/ui/button.tsx";
import { Section } from "../../../components/ui/section.tsx";
import { toast } from "../../../components/ui/toast.ts";
import * as t from "../../../lib/messages/index.ts";
import { testConnectionAction } from "../actions.ts";

const words = t.clusters.test;

/** Tries the cluster's kept connection again. */
export function ConnectionPanel({ clusterId }: { clusterId: string }) {
  const { test, running, trouble, watch } = useConnectionTest();
  const [pending, start] = useTransition();
  const ask = () =>
    start(async () => {
      const answer = await testConnectionAction({ clusterId });
      if (answer.ok) watch(answer.value);
      else toast.error(answer.message);
    });
  return (
    <Section
      id="connection"
      title={words.title}
      actions={
        <Button onClick={ask} disabled={pending || running}>
          <PlugZap aria-hidden />
          {test ? words.again : words.button}
        </Button>
      }
    >
      <div aria-live="polite">
        {test ? (
          <ConnectionResult test={test} trouble={trouble} />
        ) : (
          <p className="max-w-prose text-sm text-ink-2">{words.lead}</p>
        )}
      </div>
    </Section>
  );
}
