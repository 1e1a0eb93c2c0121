/** Who asks. Until there is a login this is the person who can reach the loopback port: the local operator. */
export interface Identity {
  id: string;
  name: string;
  permissions: readonly Permission[];
}

export const permissions = [
  "read",
  "scan",
  "manage-clusters",
  "manage-schedules",
  "manage-retention",
  "triage",
  "manage-settings",
] as const;
export type Permission = (typeof permissions)[number];

const localOperator: Identity = { id: "local-operator", name: "Local operator", permissions };

/** The one place that will read a session once there is one. */
export async function identify(_headers: Headers): Promise<Identity> {
  return localOperator;
}
