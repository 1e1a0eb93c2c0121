"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState, useTransition } from "react";
import { dayAhead, endOfDay, isAhead, mostDaysAhead } from "../../../components/triage/days-ahead.ts";
import { answered, fieldsOf } from "../../../components/triage/triage-actions.ts";
import { Button } from "../../../components/ui/button.tsx";
import { Dialog } from "../../../components/ui/dialog.tsx";
import { described, Field, Input, Textarea } from "../../../components/ui/field.tsx";
import { toast } from "../../../components/ui/toast.ts";
import { acceptanceDays, type NewAcceptance } from "../../../lib/domain/triage.ts";
import type { AcceptanceRow, CoveredFinding } from "../../../lib/domain/views/triage-view.ts";
import * as t from "../../../lib/messages/index.ts";
import { extendAcceptance, revokeAcceptance, triage } from "../../triage/actions.ts";
import type { AcceptanceAct } from "./acceptance-acts.tsx";

const words = t.acceptances.acts;
const leastWords = { extend: 10, revoke: 3, renew: 10 };

interface Props {
  act: AcceptanceAct;
  acceptance: AcceptanceRow;
  renewable: readonly CoveredFinding[];
  onClose: () => void;
}

/** The same once more: scope, proof, condition and reviewer as they were. */
function again(row: AcceptanceRow, reason: string, expiresAt: string): NewAcceptance {
  const { scope, proof, reviewer, condition, checkId, clusterId, selector } = row;
  const wide = {
    ...(checkId ? { check: checkId } : {}),
    ...(selector ? { selector } : {}),
    cluster: clusterId,
  };
  return {
    ...{ scope, reason, expiresAt, condition },
    ...(proof ? { proof } : {}),
    ...(reviewer ? { reviewer } : {}),
    ...(scope === "findings" ? {} : wide),
  };
}

/** Extends, revokes or renews an acceptance; what was refused stays in its fields. */
export function ActDialog({ act, acceptance, renewable, onClose }: Props) {
  const router = useRouter();
  const [now] = useState(Date.now);
  const [day, setDay] = useState(() => dayAhead(acceptanceDays, now));
  const [why, setWhy] = useState(act === "renew" ? acceptance.reason : "");
  const [fields, setFields] = useState<Record<string, string>>({});
  const [pending, start] = useTransition();
  const { id, version, matched, kind } = acceptance;

  const send = async (expiresAt: string) => {
    const failed = () => words.failed;
    if (act === "revoke") {
      const answer = await answered(revokeAcceptance({ id, version, reason: why }), failed);
      return answer.ok ? words.revoked(answer.value.released) : answer;
    }
    if (act === "extend") {
      const answer = await answered(extendAcceptance({ id, version, expiresAt, reason: why }), failed);
      return answer.ok ? words.extended : answer;
    }
    const items = renewable.map((finding) => ({ id: finding.findingId, version: finding.version }));
    const input = {
      act: {
        kind: kind === "accepted" ? ("accept" as const) : ("false-positive" as const),
        acceptance: again(acceptance, why, expiresAt),
      },
      target: { kind: "findings" as const, items },
    };
    const answer = await answered(triage(input), failed);
    if (!answer.ok) return answer;
    if (answer.value.acceptanceId) router.push(`/acceptances/${answer.value.acceptanceId}`);
    return words.renewed(answer.value.done);
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const until = endOfDay(day);
    const problems = {
      ...(act !== "revoke" && !isAhead(until, now) ? { expiresAt: words.badDay } : {}),
      ...(why.trim().length < leastWords[act] ? { reason: words.whyShort(leastWords[act]) } : {}),
    };
    if (Object.keys(problems).length > 0) return setFields(problems);
    start(async () => {
      const outcome = await send(until ?? "");
      if (typeof outcome !== "string") return setFields(fieldsOf(outcome));
      toast(outcome);
      onClose();
      router.refresh();
    });
  };
  const lead = { extend: undefined, revoke: words.revokeLead(matched), renew: words.renewLead(renewable.length) }[act];
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={words[`${act}Title`]}
      {...(lead ? { description: lead } : {})}
    >
      <form onSubmit={submit} noValidate className="mt-1 grid gap-4">
        {act === "revoke" ? null : (
          <Field id="acceptance-until" label={words.day} hint={words.dayHint} error={fields.expiresAt}>
            <Input
              {...described("acceptance-until", fields.expiresAt)}
              type="date"
              value={day}
              min={dayAhead(1, now)}
              max={dayAhead(mostDaysAhead - 1, now)}
              onChange={({ target }) => setDay(target.value)}
            />
          </Field>
        )}
        <Field id="acceptance-why" label={words.why} error={fields.reason}>
          <Textarea
            {...described("acceptance-why", fields.reason)}
            value={why}
            onChange={({ target }) => setWhy(target.value)}
            maxLength={3_000}
            className="min-h-20 font-sans text-sm leading-5"
          />
        </Field>
        <div role="alert" className="text-sm font-medium text-critical empty:hidden">
          {fields[""] ? (
            <span className="flex flex-wrap items-center gap-3">
              {fields[""]}
              <Button size="sm" onClick={() => router.refresh()}>
                {words.again}
              </Button>
            </span>
          ) : null}
        </div>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t.ui.cancel}</Button>
          <Button
            type="submit"
            variant={act === "revoke" ? "danger" : "primary"}
            aria-disabled={pending}
            aria-busy={pending}
          >
            {words[act]}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
