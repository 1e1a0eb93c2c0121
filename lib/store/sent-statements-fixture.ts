import pg from "pg";

export interface Statement {
  text: string;
  values: unknown[];
}

/** A node of EXPLAIN (FORMAT JSON), as far as tests read it. */
export interface PlanNode {
  "Node Type": string;
  "Relation Name"?: string;
  "Index Name"?: string;
  Plans?: PlanNode[];
}

type Query = (this: pg.Client, ...given: unknown[]) => unknown;

/** Runs `work` and returns every statement that was sent to PostgreSQL meanwhile, whoever sent it, with its values. */
export async function sentDuring(work: () => Promise<unknown>): Promise<Statement[]> {
  const clients = pg.Client.prototype as unknown as { query: Query };
  const original = clients.query;
  const sent: Statement[] = [];
  clients.query = function query(...given) {
    const [asked, second] = given as [string | { text?: string; values?: unknown[] }, unknown];
    const text = typeof asked === "string" ? asked : (asked.text ?? "");
    const values = typeof asked === "string" ? second : (asked.values ?? second);
    sent.push({ text, values: Array.isArray(values) ? values : [] });
    return original.apply(this, given);
  };
  try {
    await work();
  } finally {
    clients.query = original;
  }
  return sent.filter(({ text }) => /^\s*(select|with)\b/i.test(text));
}

function* nodesOf(plan: PlanNode): Generator<PlanNode> {
  yield plan;
  for (const below of plan.Plans ?? []) yield* nodesOf(below);
}

/** Every step of the plan that PostgreSQL makes for a statement with these values. */
export async function planOf(client: pg.Client, { text, values }: Statement): Promise<PlanNode[]> {
  const { rows } = await client.query<{ "QUERY PLAN": { Plan: PlanNode }[] }>(`explain (format json) ${text}`, values);
  return rows.flatMap((row) => row["QUERY PLAN"].flatMap(({ Plan }) => [...nodesOf(Plan)]));
}
