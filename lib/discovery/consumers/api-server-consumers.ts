import type { StaticPod } from "../../domain/inventory.ts";
import type { Consumer, Door } from "../../domain/workload.ts";

/** The API server is itself a client: of every kubelet, for logs and exec, and of etcd. */
export function apiServerConsumers(pod: StaticPod, uid: string): Consumer[] {
  if (pod.component !== "kube-apiserver") return [];
  const through = (door: Door, where: string): Consumer => ({
    kind: "Pod",
    namespace: pod.namespace,
    name: pod.name,
    uid,
    door,
    program: "kube-apiserver",
    where,
  });
  const { flags } = pod;
  // OpenShift's arguments stand in a file: what is not on the command line says nothing there.
  if (flags["--openshift-config"] !== undefined) {
    return [through("kubelet-api", "--openshift-config"), through("etcd-client", "--openshift-config")];
  }
  if (Object.keys(flags).length === 0) return [];
  const presents = flags["--kubelet-client-certificate"] !== undefined;
  return [
    presents
      ? through("kubelet-api", "--kubelet-client-certificate")
      : through("kubelet-anonymous", "no --kubelet-client-certificate: it asks kubelets without a credential"),
    ...(flags["--kubelet-certificate-authority"] === undefined
      ? [through("kubelet-insecure-tls", "no --kubelet-certificate-authority: any kubelet certificate is accepted")]
      : []),
    ...(flags["--etcd-servers"] === undefined ? [] : [through("etcd-client", "--etcd-servers")]),
  ];
}
