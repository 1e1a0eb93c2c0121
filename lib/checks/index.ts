import type { Check } from "../domain/check.ts";
import { apiServerChecks } from "./api-server/index.ts";
import { certificateChecks } from "./certificate/index.ts";
import { cniChecks } from "./cni/index.ts";
import { controllerManagerChecks } from "./controller-manager/index.ts";
import { etcdChecks } from "./etcd/index.ts";
import { hostPortChecks } from "./host-port/index.ts";
import { kubeProxyChecks } from "./kube-proxy/index.ts";
import { kubeletChecks } from "./kubelet/index.ts";
import { networkPolicyChecks } from "./network-policy/index.ts";
import { nodePortChecks } from "./nodeport/index.ts";
import { otherChecks } from "./other/index.ts";
import { rbacChecks } from "./rbac/index.ts";
import { schedulerChecks } from "./scheduler/index.ts";
import { serviceChecks } from "./service/index.ts";

/** Whether what was seen is right: every rule that a scan applies, with its text and its remediation. */
export const checks: readonly Check[] = [
  ...kubeletChecks,
  ...etcdChecks,
  ...apiServerChecks,
  ...controllerManagerChecks,
  ...schedulerChecks,
  ...kubeProxyChecks,
  ...nodePortChecks,
  ...networkPolicyChecks,
  ...serviceChecks,
  ...hostPortChecks,
  ...certificateChecks,
  ...rbacChecks,
  ...cniChecks,
  ...otherChecks,
];

const byId = new Map(checks.map((check) => [check.id, check]));

export function findCheck(id: string): Check | undefined {
  return byId.get(id);
}
