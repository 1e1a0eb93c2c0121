import { always, everywhere, type FaultRule } from "./fault-rule.ts";

export const certificateRules: FaultRule[] = [
  {
    checkId: "csr-kubelet-serving-pending",
    applies: (s) => s.servingCertificate === "pending",
    vantages: always(everywhere),
    subject: "CertificateSigningRequest",
    says: "the serving certificate request was never approved, so TLS on 10250 fails",
    fix: () => ({ servingCertificate: "issued" }),
  },
];
