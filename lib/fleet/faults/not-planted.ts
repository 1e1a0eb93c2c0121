/** Checks that no state of this fleet can show by itself, each with the reason. */
export const notPlanted: Readonly<Record<string, string>> = {
  "apiserver-known-port-cves":
    "needs an API server older than v1.29, whose lists are not those that the fleet's API serves",
  "cloud-metadata-reachable-from-pod":
    "the metadata services have link-local addresses, and the fleet keeps to 127.0.0.0/8",
  "direct-kubelet-access-observed": "needs the kubelets' counters of an earlier scan beside those of this one",
  "kube-proxy-localnet-bypass": "needs a kubelet older than v1.18.4, or a node report that tells route_localnet",
  "kubelet-unhealthy-after-change":
    "needs an earlier scan beside this one; harbor-worker-11 is the node that is not Ready after a change",
  "nodeport-service-gone-still-open": "needs an earlier scan in which the Service was still declared",
  "port-not-in-baseline": "needs expected ports that somebody saved, and those are no part of a cluster",
  "port-opened-since-baseline": "needs an earlier scan in which the port was closed",
};
