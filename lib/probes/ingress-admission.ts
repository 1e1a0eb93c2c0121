import type { Observation } from "../domain/observation.ts";
import { defineProbe } from "./define-probe.ts";
import { parseJsonObject } from "./json-shape.ts";
import { glanceBytes, Questions, shutByTls } from "./questions.ts";
import { recognised } from "./recognised.ts";

const admissionPath = "/networking/v1/ingresses";
/** A review of a Pod that is not there: the webhook judges Ingresses alone, so that nothing is rendered or tested. */
const podReview = JSON.stringify({
  apiVersion: "admission.k8s.io/v1",
  kind: "AdmissionReview",
  request: {
    uid: "breakwater-probe",
    kind: { group: "", version: "v1", kind: "Pod" },
    resource: { group: "", version: "v1", resource: "pods" },
    name: "breakwater-probe",
    namespace: "breakwater-probe",
    operation: "CREATE",
    dryRun: true,
  },
});

export const ingressAdmission = defineProbe({
  id: "ingress-admission",
  title: "ingress-nginx admission webhook",
  describes:
    "Where the certificate names an ingress admission webhook: POST of an AdmissionReview of a Pod, without any Ingress in " +
    "it. The webhook turns it away unread, so it counts as a read and needs no consent.",
  matches: (_target, seen) => !seen.service && seen.tls !== undefined && isNamedSo(seen),
  async run(target, context, seen) {
    if (shutByTls(seen)) return {};
    const questions = new Questions(target, context, "https");
    const { exchange, body } = await questions.post(admissionPath, podReview, { maxBytes: 65_536 });
    const root = await questions.get("/breakwater", { maxBytes: glanceBytes });
    const review = parseJsonObject(body);
    // Up to 0.44 the refusal is a review; later builds answer 500 without a word, and 400 to what is no review.
    const isReview = exchange.status === 200 && review?.kind === "AdmissionReview";
    const isWordless = exchange.status === 500 && exchange.bytes === 0 && root.exchange.status === 400;
    if (!isReview && !isWordless) return { exchanges: questions.exchanges };
    exchange.summary = isReview ? "AdmissionReview, refused" : "refused by the webhook, without a body";
    const facts = { answered: [admissionPath], details: ["reviews without a client certificate"] };
    const product = recognised("ingress-nginx-admission", "open", facts);
    return { service: "ingress-nginx-admission", product, exchanges: questions.exchanges };
  },
});

/** kube-webhook-certgen issues for the Service of the webhook, under an authority called nil1. */
function isNamedSo({ tls }: Partial<Observation>): boolean {
  const names = tls?.certificate?.dnsNames ?? [];
  return names.some((name) => /^[a-z0-9.-]*ingress[a-z0-9-]*-admission(?:\.|$)/.test(name));
}
