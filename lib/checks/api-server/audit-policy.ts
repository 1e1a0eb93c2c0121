/** One rule of an audit.k8s.io Policy, as far as it decides whether a request is recorded. */
interface AuditRule {
  level?: unknown;
  users?: unknown;
  userGroups?: unknown;
  verbs?: unknown;
  namespaces?: unknown;
  nonResourceURLs?: unknown;
  resources?: unknown;
}

interface Request {
  /** "nodes/proxy". */
  name: string;
  group: string;
  verb: string;
}

/** What leaves a trace of port abuse in the audit log only. */
export const recordedRequests: readonly Request[] = [
  { name: "nodes/proxy", group: "", verb: "get" },
  { name: "pods/exec", group: "", verb: "create" },
  { name: "certificatesigningrequests/approval", group: "certificates.k8s.io", verb: "update" },
];

/** Rules as JSON texts, in their order; null where one cannot be read. */
export function parseAuditRules(texts: readonly string[]): AuditRule[] | null {
  const rules: AuditRule[] = [];
  for (const text of texts) {
    const rule = parseObject(text);
    if (rule === null) return null;
    rules.push(rule);
  }
  return rules;
}

function parseObject(text: string): AuditRule | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Requests of which a policy keeps nothing for an ordinary user: the first rule that matches decides, as in Kubernetes. */
export function unrecorded(rules: readonly AuditRule[]): string[] {
  return recordedRequests
    .filter((request) => {
      const first = rules.find((rule) => matches(rule, request));
      return first === undefined || first.level === "None";
    })
    .map(({ name }) => name);
}

/** Rules for single users, groups or namespaces leave everybody else to the rules that follow. */
function matches(rule: AuditRule, { name, group, verb }: Request): boolean {
  if ([rule.users, rule.userGroups, rule.namespaces, rule.nonResourceURLs].some((value) => list(value).length > 0))
    return false;
  const verbs = list(rule.verbs);
  if (verbs.length > 0 && !verbs.includes(verb)) return false;
  if (!Array.isArray(rule.resources) || rule.resources.length === 0) return true;
  return rule.resources.some((entry: unknown) => coversResource(entry, group, name));
}

function coversResource(entry: unknown, group: string, name: string): boolean {
  if (typeof entry !== "object" || entry === null) return false;
  const { group: ofGroup = "", resources, resourceNames } = entry as Record<string, unknown>;
  if (ofGroup !== group || list(resourceNames).length > 0) return false;
  const names = list(resources);
  const [resource, subresource] = name.split("/");
  const wild = ["*", `${resource}/*`, `*/${subresource}`, name];
  return names.length === 0 || names.some((one) => wild.includes(one));
}

function list(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === "string") : [];
}
