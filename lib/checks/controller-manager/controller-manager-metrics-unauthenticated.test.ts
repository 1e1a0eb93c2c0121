import { describe } from "node:test";
import { verdictTable } from "../sample-verdicts.ts";
import { controllerManagerMetricsUnauthenticated as check } from "./controller-manager-metrics-unauthenticated.ts";
import { secureMetricsRows } from "./sample-secure-rows.ts";

describe(check.id, () => {
  verdictTable(check, secureMetricsRows("kube-controller-manager", 10257));
});
