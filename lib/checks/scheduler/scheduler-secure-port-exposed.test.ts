import { describe } from "node:test";
import { securePortRows } from "../controller-manager/sample-secure-rows.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { schedulerSecurePortExposed as check } from "./scheduler-secure-port-exposed.ts";

describe(check.id, () => {
  verdictTable(check, securePortRows("kube-scheduler", 10259));
});
