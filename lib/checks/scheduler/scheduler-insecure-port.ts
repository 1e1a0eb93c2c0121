import { legacyHttpPort } from "../controller-manager/legacy-http-port.ts";
import { defineCheck } from "../define-check.ts";

export const schedulerInsecurePort = defineCheck({
  ...legacyHttpPort("kube-scheduler", 10_251),
  id: "scheduler-insecure-port",
  component: "scheduler",
  title: "Scheduler's legacy HTTP port 10251 is off",
  headline: ({ name }) => `Scheduler on ${name} answers plain HTTP on 10251 without authentication`,
  failureModes: [
    "A liveness probe in the manifest that still uses the old port restarts the pod in a loop: change it to HTTPS on 10259.",
  ],
});
