import { describe } from "node:test";
import { hardened } from "../sample-evidence.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { rbacCsrApprove as check } from "./rbac-csr-approve.ts";
import { account, granting, rule, withRbac } from "./sample-rbac.ts";

const apiGroups = ["certificates.k8s.io"];
const approval = rule(["update"], ["certificatesigningrequests/approval"], { apiGroups });
const signer = (...resourceNames: string[]) => rule(["approve"], ["signers"], { apiGroups, resourceNames });
const bot = (...rules: ReturnType<typeof rule>[]) => withRbac(granting({ to: account("approver", "pki"), rules }));

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "an approver may approve for every signer",
      seen: bot(approval, signer()),
      verdict: "fail",
      severity: "high",
    },
    {
      when: "an approver may approve client certificates",
      seen: bot(approval, signer("kubernetes.io/kube-apiserver-client")),
      verdict: "fail",
      severity: "high",
    },
    {
      when: "an approver's signers end in a wildcard",
      seen: bot(approval, signer("kubernetes.io/*")),
      verdict: "fail",
      severity: "high",
    },
    {
      when: "an approver is limited to kubelets' serving certificates",
      seen: bot(approval, signer("kubernetes.io/kubelet-serving")),
      verdict: "pass",
    },
    { when: "the approval subresource is held without a signer", seen: bot(approval), verdict: "pass" },
    { when: "nobody may", seen: hardened(), verdict: "pass" },
    { when: "roles could not be read", seen: withRbac(null), verdict: "unknown" },
  ]);
});
