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

const dateShape = /^\d{4}-\d{2}-\d{2}$/;

/** Reads an approval off a Service or workload; it holds to the end of its last day, UTC. */
export function approvalOf(
  { annotations }: { annotations: Readonly<Record<string, string>> },
  now: Date,
  annotation = approvalAnnotation,
): Approval {
  const value = annotations[annotation]?.trim();
  if (!value) return { isValid: false, says: `It has no annotation ${annotation}` };
  const [, owner, why] = /^([^:]+):\s*(.+)$/s.exec(value) ?? [];
  if (!owner?.trim() || !why?.trim())
    return { isValid: false, says: `Its approval "${value}" does not name an owner and a reason ("OWNER: REASON")` };
  const until = annotations[`${annotation}-until`]?.trim();
  if (until === undefined) return { isValid: true, says: `Approved by ${owner.trim()}: ${why.trim()}` };
  const end = dateShape.test(until) ? Date.parse(`${until}T23:59:59.999Z`) : Number.NaN;
  if (Number.isNaN(end))
    return { isValid: false, says: `The end of its approval, "${until}", is no date (YYYY-MM-DD)` };
  if (end < now.getTime()) return { isValid: false, says: `Its approval by ${owner.trim()} ended on ${until}` };
  return { isValid: true, says: `Approved by ${owner.trim()} until ${until}: ${why.trim()}` };
}
