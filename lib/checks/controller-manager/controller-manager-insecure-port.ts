import { defineCheck } from "../define-check.ts";
import { legacyHttpPort } from "./legacy-http-port.ts";

export const controllerManagerInsecurePort = defineCheck({
  ...legacyHttpPort("kube-controller-manager", 10_252),
  id: "controller-manager-insecure-port",
  component: "controller-manager",
  title: "Controller manager's legacy HTTP port 10252 is off",
  headline: ({ name }) => `Controller manager on ${name} answers plain HTTP on 10252 without authentication`,
  failureModes: [
    "A liveness probe in the manifest that still uses the old port restarts the pod in a loop: change it to HTTPS on 10257.",
  ],
});
