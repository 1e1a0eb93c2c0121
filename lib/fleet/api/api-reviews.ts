import type { User } from "../authentication.ts";
import { type Attributes, allowed, rulesFor } from "../authorization.ts";
import type { ClusterState } from "../state.ts";

type Fields = Record<string, unknown>;

/** The answer to a self-review of the named kind; `abac` stands for an ABAC policy that lets the user read. */
export function review(cluster: ClusterState, user: User, kind: string, body: unknown, abac: boolean): unknown {
  const sent = fields(body);
  const spec = fields(sent.spec);
  const envelope = { kind, metadata: { creationTimestamp: null } };
  if (kind === "SelfSubjectReview") {
    return {
      ...envelope,
      apiVersion: "authentication.k8s.io/v1",
      status: { userInfo: { username: user.name, groups: user.groups } },
    };
  }
  const apiVersion = "authorization.k8s.io/v1";
  if (kind === "SelfSubjectAccessReview") {
    const wanted = attributesOf(spec);
    const yes = allowed(cluster, user, wanted) || (abac && ["get", "list", "watch"].includes(wanted.verb));
    return { ...envelope, apiVersion, spec, status: yes ? { allowed: true } : { allowed: false } };
  }
  return { ...envelope, apiVersion, spec: {}, status: rulesStatus(cluster, user, spec, abac) };
}

function rulesStatus(cluster: ClusterState, user: User, spec: Fields, abac: boolean): Fields {
  const namespace = typeof spec.namespace === "string" ? spec.namespace : "default";
  const rules = user.groups.includes("system:masters")
    ? [
        { verbs: ["*"], apiGroups: ["*"], resources: ["*"] },
        { verbs: ["*"], nonResourceURLs: ["*"] },
      ]
    : rulesFor(cluster, user, namespace);
  const byAbac = abac ? [{ verbs: ["get", "list", "watch"], apiGroups: ["*"], resources: ["*"] }] : [];
  return {
    incomplete: false,
    resourceRules: [...rules.filter((rule) => !("nonResourceURLs" in rule)), ...byAbac],
    nonResourceRules: rules.filter((rule) => "nonResourceURLs" in rule),
  };
}

function fields(value: unknown): Fields {
  return typeof value === "object" && value !== null ? (value as Fields) : {};
}

function attributesOf(spec: Fields): Attributes {
  const word = (value: unknown) => (typeof value === "string" ? value : "");
  if ("nonResourceAttributes" in spec) {
    const path = fields(spec.nonResourceAttributes);
    return { verb: word(path.verb), path: word(path.path) };
  }
  const wanted = fields(spec.resourceAttributes);
  return {
    verb: word(wanted.verb),
    group: word(wanted.group),
    resource: word(wanted.resource),
    ...(word(wanted.subresource) ? { subresource: word(wanted.subresource) } : {}),
    ...(word(wanted.name) ? { name: word(wanted.name) } : {}),
    ...(word(wanted.namespace) ? { namespace: word(wanted.namespace) } : {}),
  };
}
