import type { Check } from "../../domain/check.ts";
import { cloudMetadataReachableFromPod } from "./cloud-metadata-reachable-from-pod.ts";
import { containerRuntimeApiExposed } from "./container-runtime-api-exposed.ts";
import { directKubeletAccessObserved } from "./direct-kubelet-access-observed.ts";
import { expectedPathBlocked } from "./expected-path-blocked.ts";
import { k3sRke2SupervisorExposed } from "./k3s-rke2-supervisor-exposed.ts";
import { konnectivityServerExposed } from "./konnectivity-server-exposed.ts";
import { kubectlProxyExposed } from "./kubectl-proxy-exposed.ts";
import { metricsExporterExposed } from "./metrics-exporter-exposed.ts";
import { microk8sClusterAgentExposed } from "./microk8s-cluster-agent-exposed.ts";
import { monitoringDependsOnReadonlyPort } from "./monitoring-depends-on-readonly-port.ts";
import { monitoringSkipsKubeletTls } from "./monitoring-skips-kubelet-tls.ts";
import { openshiftMachineConfigExposed } from "./openshift-machine-config-exposed.ts";
import { portNotInBaseline } from "./port-not-in-baseline.ts";
import { portOpenedSinceBaseline } from "./port-opened-since-baseline.ts";
import { scanCoverageGap } from "./scan-coverage-gap.ts";
import { settingContradictsWire } from "./setting-contradicts-wire.ts";
import { talosApiExposed } from "./talos-api-exposed.ts";
import { unexpectedListener } from "./unexpected-listener.ts";

export const otherChecks: readonly Check[] = [
  monitoringSkipsKubeletTls,
  monitoringDependsOnReadonlyPort,
  directKubeletAccessObserved,
  cloudMetadataReachableFromPod,
  containerRuntimeApiExposed,
  k3sRke2SupervisorExposed,
  konnectivityServerExposed,
  kubectlProxyExposed,
  metricsExporterExposed,
  microk8sClusterAgentExposed,
  openshiftMachineConfigExposed,
  talosApiExposed,
  unexpectedListener,
  portOpenedSinceBaseline,
  portNotInBaseline,
  expectedPathBlocked,
  scanCoverageGap,
  settingContradictsWire,
];
