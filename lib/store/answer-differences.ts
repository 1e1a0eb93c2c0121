import type { Observation } from "../domain/observation.ts";
import { differingParts } from "../posture/index.ts";
import { query } from "./client.ts";
import { fromJson } from "./column-values.ts";
import { steadyFacts } from "./port-answer.ts";

/** Ids of two answers of one port. */
export interface AnswerPair {
  answerBefore: number | null;
  answerAfter: number | null;
}

const isPair = ({ answerBefore: a, answerAfter: b }: AnswerPair) => a !== null && b !== null && a !== b;

/** What differs between the two answers of each pair, in words, by one query; empty where one is no longer kept. */
export async function readDifferences(pairs: readonly AnswerPair[]): Promise<(pair: AnswerPair) => string[]> {
  const ids = new Set(pairs.filter(isPair).flatMap(({ answerBefore, answerAfter }) => [answerBefore, answerAfter]));
  const wanted = [...ids].filter((id) => id !== null);
  const rows =
    wanted.length === 0
      ? []
      : await query((database) => database.portAnswer.findMany({ where: { id: { in: wanted } } }));
  const steady = new Map(
    rows.map(({ id, facts }) => {
      const seen = fromJson<Observation | null>(facts);
      return [id, seen && steadyFacts(seen)];
    }),
  );
  return (pair) => {
    if (!isPair(pair)) return [];
    const [before, after] = [pair.answerBefore, pair.answerAfter].map((id) => (id === null ? null : steady.get(id)));
    return before && after ? differingParts(before, after) : [];
  };
}
