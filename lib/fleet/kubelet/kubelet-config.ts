import type { ClusterState, NodeState } from "../state.ts";

const strongSuites = [
  "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
  "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
  "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
  "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
  "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
  "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
];

const authorityFiles: Partial<Record<ClusterState["distribution"], string>> = {
  k3s: "/var/lib/rancher/k3s/agent/client-ca.crt",
  rke2: "/var/lib/rancher/rke2/agent/client-ca.crt",
  gke: "/etc/srv/kubernetes/pki/ca-certificates.crt",
  aks: "/etc/kubernetes/certs/ca.crt",
  openshift: "/etc/kubernetes/kubelet-ca.crt",
};

/** What /configz answers: the effective configuration, zero values left out. */
export function configz(cluster: ClusterState, node: NodeState): { kubeletconfig: Record<string, unknown> } {
  const { settings } = node;
  const k3sLike = cluster.distribution === "k3s" || cluster.distribution === "rke2";
  const directory = k3sLike ? `/var/lib/rancher/${cluster.distribution}/agent` : "/etc/kubernetes";
  const ca = authorityFiles[cluster.distribution] ?? `${directory}/pki/ca.crt`;
  const selfMade = settings.servingCertificate === "self-signed";
  return {
    kubeletconfig: {
      kind: "KubeletConfiguration",
      apiVersion: "kubelet.config.k8s.io/v1beta1",
      enableServer: true,
      staticPodPath: k3sLike ? `${directory}/pod-manifests` : `${directory}/manifests`,
      podLogsDir: "/var/log/pods",
      syncFrequency: "1m0s",
      fileCheckFrequency: "20s",
      httpCheckFrequency: "20s",
      address: "0.0.0.0",
      port: settings.kubeletPort,
      ...(settings.readOnlyPort ? { readOnlyPort: 10_255 } : {}),
      ...(selfMade || k3sLike ? certificateFiles(k3sLike, directory) : {}),
      ...(settings.rotateCertificates ? { rotateCertificates: true } : {}),
      ...(selfMade || k3sLike ? {} : { serverTLSBootstrap: true }),
      ...(settings.tls === "weak"
        ? { tlsMinVersion: "VersionTLS10" }
        : { tlsCipherSuites: strongSuites, tlsMinVersion: "VersionTLS12" }),
      authentication: {
        x509: settings.clientCa ? { clientCAFile: ca } : {},
        webhook: {
          enabled: settings.webhookAuthentication,
          cacheTTL: settings.longAuthenticationCache ? "1h0m0s" : "2m0s",
        },
        anonymous: { enabled: settings.anonymous },
      },
      authorization: {
        mode: settings.authorization,
        webhook: { cacheAuthorizedTTL: "5m0s", cacheUnauthorizedTTL: "30s" },
      },
      ...defaults(cluster),
      streamingConnectionIdleTimeout: settings.endlessStreams ? "0s" : "4h0m0s",
      enableSystemLogHandler: settings.debugHandlers,
      enableProfilingHandler: settings.debugHandlers,
      enableDebugFlagsHandler: settings.debugHandlers,
      healthzPort: 10_248,
      healthzBindAddress: settings.healthzEverywhere ? "0.0.0.0" : "127.0.0.1",
      protectKernelDefaults: k3sLike,
    },
  };
}

function certificateFiles(k3sLike: boolean, directory: string): Record<string, string> {
  const base = k3sLike ? `${directory}/serving-kubelet` : "/var/lib/kubelet/pki/kubelet";
  return { tlsCertFile: `${base}.crt`, tlsPrivateKeyFile: `${base}.key` };
}

/** What no fault touches, as kubelet v1.36 fills it in. */
function defaults(cluster: ClusterState): Record<string, unknown> {
  return {
    registryPullQPS: 5,
    registryBurst: 10,
    imagePullCredentialsVerificationPolicy: "NeverVerifyPreloadedImages",
    eventRecordQPS: 50,
    eventBurst: 100,
    enableDebuggingHandlers: true,
    oomScoreAdj: -999,
    clusterDomain: "cluster.local",
    clusterDNS: [`${cluster.serviceCIDR.split(".").slice(0, 2).join(".")}.0.10`],
    nodeStatusUpdateFrequency: "10s",
    nodeStatusReportFrequency: "5m0s",
    nodeLeaseDurationSeconds: 40,
    imageMinimumGCAge: "2m0s",
    imageMaximumGCAge: "0s",
    imageGCHighThresholdPercent: 85,
    imageGCLowThresholdPercent: 80,
    volumeStatsAggPeriod: "1m0s",
    cgroupsPerQOS: true,
    cgroupDriver: "systemd",
    cpuManagerPolicy: "none",
    cpuManagerReconcilePeriod: "10s",
    memoryManagerPolicy: "None",
    topologyManagerPolicy: "none",
    topologyManagerScope: "container",
    runtimeRequestTimeout: "2m0s",
    hairpinMode: "promiscuous-bridge",
    maxPods: 110,
    podPidsLimit: -1,
    resolvConf: "/run/systemd/resolve/resolv.conf",
    cpuCFSQuota: true,
    cpuCFSQuotaPeriod: "100ms",
    nodeStatusMaxImages: 50,
    maxOpenFiles: 1_000_000,
    contentType: "application/vnd.kubernetes.protobuf",
    kubeAPIQPS: 50,
    kubeAPIBurst: 100,
    serializeImagePulls: true,
    evictionHard: {
      "imagefs.available": "15%",
      "imagefs.inodesFree": "5%",
      "memory.available": "100Mi",
      "nodefs.available": "10%",
      "nodefs.inodesFree": "5%",
    },
    evictionPressureTransitionPeriod: "5m0s",
    enableControllerAttachDetach: true,
    makeIPTablesUtilChains: true,
    iptablesMasqueradeBit: 14,
    iptablesDropBit: 15,
    failSwapOn: true,
    memorySwap: {},
    containerLogMaxSize: "10Mi",
    containerLogMaxFiles: 5,
    containerLogMaxWorkers: 1,
    containerLogMonitorInterval: "10s",
    configMapAndSecretChangeDetectionStrategy: "Watch",
    logging: {
      format: "text",
      flushFrequency: "5s",
      verbosity: 0,
      options: { text: { infoBufferSize: "0" }, json: { infoBufferSize: "0" } },
    },
    enableSystemLogQuery: false,
    shutdownGracePeriod: "0s",
    shutdownGracePeriodCriticalPods: "0s",
    crashLoopBackOff: { maxContainerRestartPeriod: "5m0s" },
    seccompDefault: false,
    memoryThrottlingFactor: 0.9,
    memoryReservationPolicy: "None",
    registerNode: true,
    localStorageCapacityIsolation: true,
    containerRuntimeEndpoint: "unix:///run/containerd/containerd.sock",
    failCgroupV1: false,
  };
}
