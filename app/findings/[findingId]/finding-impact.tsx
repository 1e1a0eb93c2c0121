import { EyeOff } from "lucide-react";
import { RichText } from "../../../components/rich-text.tsx";
import { CodeBlock } from "../../../components/ui/code-block.tsx";
import { Section } from "../../../components/ui/section.tsx";
import { Notice } from "../../../components/ui/state.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../../../components/ui/table.tsx";
import type { Impact } from "../../../lib/domain/beside.ts";
import type { Check } from "../../../lib/domain/check.ts";
import type { FindingDetail } from "../../../lib/domain/views/finding-view.ts";
import type { Consumer } from "../../../lib/domain/workload.ts";
import * as t from "../../../lib/messages/index.ts";
import { Bullets } from "./bullets.tsx";

const words = t.finding.impact;
/** So many rows stand on the page; the rest is a click away. */
const listed = 5;

function UserTable({ users }: { users: readonly Consumer[] }) {
  return (
    <Table label={words.users} scrollable>
      <TableHead>
        <TableHeader>{words.who}</TableHeader>
        <TableHeader className="max-sm:hidden">{words.program}</TableHeader>
        <TableHeader>{words.where}</TableHeader>
      </TableHead>
      <TableBody>
        {users.map((user) => (
          <TableRow key={`${user.uid} ${user.door} ${user.where}`}>
            <TableCell className="align-top break-words">
              <span className="text-ink-2">{user.kind} </span>
              {[user.namespace, user.name].filter(Boolean).join("/")}
              {user.program ? <span className="block text-xs text-ink-2 sm:hidden">{user.program}</span> : null}
            </TableCell>
            <TableCell className="align-top whitespace-nowrap max-sm:hidden">{user.program}</TableCell>
            <TableCell className="align-top">
              <code className="text-[12px] break-words">{user.where}</code>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Users({ impact: { users, total } }: { impact: Impact }) {
  if (users.length === 0) {
    return (
      <Notice icon={EyeOff}>
        <span className="font-medium">{words.none}</span> <span className="text-ink-2">{words.noneMeaning}</span>
      </Notice>
    );
  }
  const rest = users.slice(listed);
  return (
    <div>
      <h3 className="mb-1 flex flex-wrap items-baseline gap-x-2 text-sm font-medium">
        {words.users}
        <span className="nums text-xs font-normal text-ink-2">{words.total(users.length, total)}</span>
      </h3>
      <UserTable users={users.slice(0, listed)} />
      {rest.length > 0 ? (
        <details className="mt-1.5">
          <summary className="link text-sm">{words.more(rest.length)}</summary>
          <UserTable users={rest} />
        </details>
      ) : null}
    </div>
  );
}

function Replacements({ replacements }: { replacements: Impact["replacements"] }) {
  if (replacements.length === 0) return null;
  return (
    <div>
      <h3 className="mb-1 text-sm font-medium">{words.replacements}</h3>
      <ul className="grid gap-3">
        {replacements.map((replacement) => (
          <li key={`${replacement.for} ${replacement.text}`} className="min-w-0">
            <p className="max-w-prose text-sm">
              <span className="font-medium">{replacement.for}:</span>{" "}
              <RichText text={replacement.text} className="text-ink-2" />
            </p>
            {replacement.code ? (
              <CodeBlock
                code={replacement.code}
                label={words.replacement(replacement.for)}
                copyLabel={words.copyReplacement(replacement.for)}
                className="mt-1.5"
              />
            ) : null}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Before the fix: what uses the thing that it closes, what cannot be seen, and what to use instead. */
export function FindingImpact({ finding, check }: { finding: FindingDetail; check: Check | undefined }) {
  const { impact } = finding.beside;
  const background = (check?.tradeoffs.length ?? 0) + (check?.failureModes.length ?? 0) > 0;
  if (!impact && !background) return null;
  const bullets = (
    <div className="grid gap-x-8 gap-y-4 lg:grid-cols-2">
      <Bullets title={t.finding.breaks.tradeoffs} items={check?.tradeoffs ?? []} />
      <Bullets title={t.finding.breaks.failures} items={check?.failureModes ?? []} />
    </div>
  );
  return (
    <Section id="impact" title={words.title}>
      {impact ? (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
          <Users impact={impact} />
          <Bullets title={words.unseen} items={impact.unseen} />
          <Replacements replacements={impact.replacements} />
          {background ? (
            <details>
              <summary className="link text-sm">{words.background}</summary>
              <div className="mt-3">{bullets}</div>
            </details>
          ) : null}
        </div>
      ) : (
        bullets
      )}
    </Section>
  );
}
