import { readApproval } from "../../domain/port-approval.ts";

export const approvalAnnotation = "breakwater.dev/nodeport-approved";
export const untilAnnotation = "breakwater.dev/nodeport-approved-until";
/** Of a load balancer that every source address may use, on its Service. */
export const loadBalancerApproval = "breakwater.dev/loadbalancer-approved";
/** Of host ports and host networking, on the Deployment, DaemonSet or StatefulSet; a bare pod cannot carry it. */
export const hostPortApproval = "breakwater.dev/hostport-approved";

export interface Approval {
  isValid: boolean;
  /** A sentence without its full stop. */
  says: string;
}

/** Reads an approval off a Service or workload; it holds to the end of its last day, UTC. */
export function approvalOf(
  { annotations }: { annotations: Readonly<Record<string, string>> },
  now: Date,
  annotation = approvalAnnotation,
): Approval {
  const value = annotations[annotation];
  const end = annotations[`${annotation}-until`];
  const { state, by, because, until } = readApproval(value === undefined ? null : { value, until: end ?? null }, now);
  if (state === "none") return { isValid: false, says: `It has no annotation ${annotation}` };
  if (by === null)
    return { isValid: false, says: `Its approval "${because}" does not name an owner and a reason ("OWNER: REASON")` };
  if (state === "unreadable")
    return { isValid: false, says: `The end of its approval, "${until}", is no date (YYYY-MM-DD)` };
  if (state === "expired") return { isValid: false, says: `Its approval by ${by} ended on ${until}` };
  return { isValid: true, says: `Approved by ${by}${until === null ? "" : ` until ${until}`}: ${because}` };
}
