/** Checks that stay unknown after the fix until something else is supplied, with the words of the verdict. */
export const unknownUntilSupplied: Readonly<Record<string, RegExp>> = {
  "apiserver-audit-logging-missing": /upload a node report .* with the policy's rules/,
};

/** Faults that can only be judged once another one is put right. */
export const firstFix: Readonly<Record<string, string>> = {
  "netpol-namespace-without-policy": "netpol-not-enforced",
  "netpol-no-default-deny-egress": "netpol-not-enforced",
  "netpol-permits-kubelet-ports": "netpol-not-enforced",
  "kubelet-authz-cache-too-long": "kubelet-authz-always-allow",
};
