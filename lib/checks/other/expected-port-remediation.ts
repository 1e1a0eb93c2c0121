import type { RemediationContext } from "../../domain/remediation.ts";
import { shellQuote } from "../../domain/shell-quote.ts";
import { serviceName } from "../nodeport/service-subjects.ts";
import { remediationBy } from "../remediation-by.ts";

const nodeOf = ({ nodeName, address }: RemediationContext) => nodeName ?? address;

/** The entry that would expect this port and no other; JSON strings are YAML. */
function entryFor(context: RemediationContext): string {
  const { subject, port } = context;
  const about =
    subject.kind === "Service"
      ? `    service: ${JSON.stringify(serviceName(subject))}`
      : `    nodes: { name: ${JSON.stringify(nodeOf(context))} }`;
  return [
    "expected:",
    `  - ports: ${port || "10250"}`,
    `    protocol: ${subject.protocol ?? "TCP"}`,
    about,
    "    owner: team-payments",
    '    because: "why it has to be open"',
    "    until: 2027-03-31",
  ].join("\n");
}

/** Close it, or say in the list of expected ports that it is wanted. */
export const expectedPortRemediation = remediationBy({
  own: {},
  generic: (context) => ({
    summary: `Close ${context.port || "the port"} on ${nodeOf(context)}, or say who wants it open and why.`,
    steps: [
      context.subject.kind === "Service"
        ? {
            text: "See who made the Service and what stands behind it.",
            language: "bash",
            code: `kubectl describe service ${shellQuote(context.subject.name)} --namespace ${shellQuote(context.subject.namespace ?? "default")}`,
          }
        : {
            text: `On ${nodeOf(context)}, name the process and since when it runs.`,
            language: "bash",
            code: `sudo ss -H -lntup 'sport = :${context.port}'\nps -eo pid,lstart,args --sort=start_time | tail -20`,
          },
      { text: "Where nobody wants it, close it by the finding of the port itself, or stop what listens there." },
      {
        text: "Where it is wanted, add an entry to the expected ports of the cluster, with an owner, a reason and a last day: by “Expected, because” on the finding, or in the YAML under Git.",
        language: "yaml",
        code: entryFor(context),
      },
    ],
    undo: "Restore the version before in the history of the expected ports.",
  }),
  verify: ({ port }) => ({
    command: `sudo ss -H -lntu 'sport = :${port}'`,
    expect: "no line; or, where it is expected now, the next scan passes",
  }),
});
