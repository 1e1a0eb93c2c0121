"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { readJson } from "../../components/frame/live.ts";
import { Button, LinkButton } from "../../components/ui/button.tsx";
import { Kbd } from "../../components/ui/kbd.tsx";
import { Progress } from "../../components/ui/progress.tsx";
import { messageOf } from "../../lib/domain/errors.ts";
import type { DemoFleetState } from "../../lib/domain/views/demo-view.ts";
import * as t from "../../lib/messages/index.ts";
import { startDemoAction } from "./actions.ts";

const words = t.welcome.demo;
const askEveryMs = 700;
/** How far along each step is, for the bar. */
const shares = { asked: 0.1, starting: 0.35, scanning: 0.9, ready: 1, failed: 0 } as const;

const waits = ({ step, scanId }: DemoFleetState) => step !== null && step !== "failed" && scanId === null;

/** Follows the start once it is asked for; the first scan is opened when there is one. */
function useDemo(initial: DemoFleetState) {
  const router = useRouter();
  const [demo, setDemo] = useState(initial);
  const [problem, setProblem] = useState<string | null>(null);
  const waiting = waits(demo);
  useEffect(() => {
    if (!waiting) return;
    const ended = new AbortController();
    const ask = async () => {
      try {
        const next = await readJson<DemoFleetState>("/api/v1/demo", ended.signal);
        setProblem(null);
        setDemo(next);
        if (next.scanId) router.push(`/scans/${next.scanId}`);
      } catch (error) {
        if (!ended.signal.aborted) setProblem(words.pollFailed(messageOf(error)));
      }
    };
    const timer = setInterval(() => void ask(), askEveryMs);
    return () => {
      clearInterval(timer);
      ended.abort();
    };
  }, [waiting, router]);
  return { demo, setDemo, problem, setProblem, waiting };
}

/** One button: the servers of the demo fleet start, their clusters are added and scanned, and the scan is shown. */
export function DemoStart({ initial }: { initial: DemoFleetState }) {
  const { demo, setDemo, problem, setProblem, waiting } = useDemo(initial);
  const [pending, setPending] = useState(false);
  const start = async () => {
    setPending(true);
    const answer = await startDemoAction({});
    setPending(false);
    if (answer.ok) setDemo({ ...demo, step: "asked", message: null, scanId: null });
    else setProblem(answer.message);
  };
  if (!demo.offered) {
    return (
      <p className="text-sm">
        {words.alone} <Kbd>npm run demo</Kbd>
      </p>
    );
  }
  const step = demo.step ? words.steps[demo.step] : null;
  return (
    <div className="grid gap-2">
      {demo.scanId ? (
        <LinkButton href={`/scans/${demo.scanId}`} variant="primary">
          {words.watch}
        </LinkButton>
      ) : (
        <Button variant="primary" onClick={() => void start()} disabled={pending || waiting}>
          {demo.step === "failed" ? words.again : words.start}
        </Button>
      )}
      <div role="status" className="grid gap-1 text-xs text-ink-2">
        {waiting && step ? <Progress value={shares[demo.step ?? "asked"]} label={words.title} text={step} /> : null}
        <p>{step ?? words.minutes}</p>
        {demo.nodes ? <p>{words.nodes(demo.nodes)}</p> : null}
        {demo.message ? <p className="text-critical">{demo.message}</p> : null}
        {problem ? <p className="text-critical">{problem}</p> : null}
      </div>
    </div>
  );
}
