/**
 * What a person does where a remediation opens an editor: the change that the step's text asks for, as KUBE_EDITOR, so
 * that `kubectl edit` runs for real. By check.
 */
export const editors: Readonly<Record<string, string>> = {
  "hostnetwork-wide-listener": "sed -i -e 's/hostNetwork: true/hostNetwork: false/' -e '/hostPort: /d'",
  "hostport-collides-system-port": "sed -i '/hostPort: /d'",
  "hostport-unapproved": "sed -i '/hostPort: /d'",
  "monitoring-depends-on-readonly-port": "sed -i 's/10255/10250/g'",
  "rbac-csr-approve": "sed -i 's|^  - signers$|  - signers\\n  resourceNames:\\n  - kubernetes.io/kubelet-serving|'",
  "rbac-nodes-proxy": "sed -i '/- nodes.proxy$/d'",
  "rbac-nodes-proxy-replaceable": "sed -i '/- nodes.proxy$/d'",
  "rbac-pod-exec-portforward": "sed -i -E 's,^  - pods.(exec|attach|portforward|ephemeralcontainers)$,  - pods/log,'",
};
