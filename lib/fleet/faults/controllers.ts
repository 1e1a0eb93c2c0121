import { always, everywhere, type FaultRule } from "./fault-rule.ts";

/** Of controller-manager and scheduler. */
export const controllerRules: FaultRule[] = [
  {
    checkId: "controller-manager-insecure-port",
    applies: (s) => s.controllerManagerLegacyPort,
    vantages: always(everywhere),
    port: () => 10_252,
    says: "an old controller-manager serves plain HTTP on 10252",
    fix: () => ({ controllerManagerLegacyPort: false }),
  },
  {
    checkId: "scheduler-insecure-port",
    applies: (s) => s.schedulerLegacyPort,
    vantages: always(everywhere),
    port: () => 10_251,
    says: "an old scheduler serves plain HTTP on 10251",
    fix: () => ({ schedulerLegacyPort: false }),
  },
  {
    checkId: "controller-manager-secure-port-exposed",
    applies: (s) => s.controllersEverywhere,
    vantages: always(everywhere),
    port: () => 10_257,
    says: "10257 is bound to every address",
    fix: () => ({ controllersEverywhere: false }),
  },
  {
    checkId: "scheduler-secure-port-exposed",
    applies: (s) => s.controllersEverywhere,
    vantages: always(everywhere),
    port: () => 10_259,
    says: "10259 is bound to every address",
    fix: () => ({ controllersEverywhere: false }),
  },
  {
    checkId: "controller-manager-metrics-unauthenticated",
    applies: (s) => s.controllerMetricsForAnyone,
    vantages: always(everywhere),
    port: () => 10_257,
    says: "10257 shows /metrics to everybody",
    fix: () => ({ controllerMetricsForAnyone: false }),
  },
  {
    checkId: "scheduler-metrics-unauthenticated",
    applies: (s) => s.schedulerMetricsForAnyone,
    vantages: always(everywhere),
    port: () => 10_259,
    says: "10259 shows /metrics to everybody",
    fix: () => ({ schedulerMetricsForAnyone: false }),
  },
  {
    checkId: "controller-manager-kubelet-cert-rotation-off",
    applies: (s) => s.servingRotationGateOff,
    vantages: always(everywhere),
    port: () => 10_257,
    says: "the gate RotateKubeletServerCertificate is off",
    fix: () => ({ servingRotationGateOff: false }),
  },
];
