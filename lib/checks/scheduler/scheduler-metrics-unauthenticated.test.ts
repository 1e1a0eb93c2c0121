import { describe } from "node:test";
import { secureMetricsRows } from "../controller-manager/sample-secure-rows.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { schedulerMetricsUnauthenticated as check } from "./scheduler-metrics-unauthenticated.ts";

describe(check.id, () => {
  verdictTable(check, secureMetricsRows("kube-scheduler", 10259));
});
