import type { RemediationStep } from "../../domain/remediation.ts";

interface Rule {
  /** kebab-case, names policy and binding. */
  name: string;
  resource: "services" | "pods";
  /** CEL that is true for what may pass. */
  expression: string;
  message: string;
  /** CEL; objects for which it is false are not judged. */
  only?: string;
}

/** A ValidatingAdmissionPolicy (GA since Kubernetes 1.30) with its binding, ready to apply. */
export function admissionPolicy({ name, resource, expression, message, only }: Rule): string {
  return [
    "apiVersion: admissionregistration.k8s.io/v1",
    "kind: ValidatingAdmissionPolicy",
    "metadata:",
    `  name: ${name}`,
    "spec:",
    "  failurePolicy: Fail",
    "  matchConstraints:",
    "    resourceRules:",
    '      - apiGroups: [""]',
    '        apiVersions: ["v1"]',
    "        operations: [CREATE, UPDATE]",
    `        resources: [${resource}]`,
    ...(only
      ? ["  matchConditions:", "    - name: outside-the-platform", `      expression: ${JSON.stringify(only)}`]
      : []),
    "  validations:",
    `    - expression: ${JSON.stringify(expression)}`,
    `      message: ${JSON.stringify(message)}`,
    "---",
    "apiVersion: admissionregistration.k8s.io/v1",
    "kind: ValidatingAdmissionPolicyBinding",
    "metadata:",
    `  name: ${name}`,
    "spec:",
    `  policyName: ${name}`,
    "  validationActions: [Deny]",
  ].join("\n");
}

/** The policy as a file and the command that puts it into force. */
export function admissionSteps(rule: Rule, text: string): RemediationStep[] {
  return [
    { text, file: `${rule.name}.yaml`, language: "yaml", code: admissionPolicy(rule) },
    {
      text: "Put it into force. Below Kubernetes 1.30 say the same with Kyverno, Gatekeeper or Kubewarden.",
      language: "bash",
      code: `kubectl apply -f ${rule.name}.yaml`,
    },
  ];
}

/** Refuses new external IPs; what a Service has already may stay until it is taken away, as with the plugin. */
export const refuseExternalIPs: Rule = {
  name: "refuse-service-external-ips",
  resource: "services",
  expression:
    "!has(object.spec.externalIPs) || object.spec.externalIPs.size() == 0 || (request.operation == 'UPDATE' && has(oldObject.spec.externalIPs) && object.spec.externalIPs.all(ip, ip in oldObject.spec.externalIPs))",
  message: "spec.externalIPs is not allowed here",
};
