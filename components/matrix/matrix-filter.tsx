"use client";

import { SlidersHorizontal } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { ArrangedMatrix } from "../../lib/domain/matrix-arrange.ts";
import {
  type MatrixFilterName,
  type MatrixQuery,
  matrixGroupings,
  matrixRoles,
  matrixSorts,
  noValue,
  reachableChoices,
} from "../../lib/domain/matrix-query.ts";
import { severities } from "../../lib/domain/severity.ts";
import * as t from "../../lib/messages/index.ts";
import { Button } from "../ui/button.tsx";
import { cn } from "../ui/class-names.ts";
import { Input, Select } from "../ui/field.tsx";
import { groupInWords, reachableInWords } from "./matrix-words.ts";
import type { ChangeQuery } from "./use-matrix-query.ts";

interface Props {
  query: MatrixQuery;
  change: ChangeQuery;
  arranged: ArrangedMatrix;
}

type Choice = readonly [value: string, text: string];

interface ChoiceProps {
  name: MatrixFilterName | "sort" | "group";
  label: string;
  value: string;
  /** First, where nothing is asked for; left out where there is always a choice. */
  any?: string;
  choices: readonly Choice[];
  onChoose: (name: ChoiceProps["name"], value: string) => void;
  /** Without a script nothing unfolds: what is folded away then stands there. */
  folded?: boolean;
}

/** Asked for now and then; one that is set is never folded away. */
const rare: readonly ChoiceProps["name"][] = ["role", "distribution", "zone", "sort"];

function Choices({ name, label, value, any, choices, onChoose, folded = false }: ChoiceProps) {
  return (
    <Select
      name={name}
      value={value}
      aria-label={label}
      className={cn("w-auto max-sm:w-[calc(50%-4px)] sm:max-w-48", folded && "[@media(scripting:enabled)]:hidden")}
      onChange={(event) => onChoose(name, event.target.value)}
    >
      {any === undefined ? null : <option value="">{any}</option>}
      {choices.map(([of, text]) => (
        <option key={of} value={of}>
          {t.matrix.filters.is(label, text)}
        </option>
      ))}
    </Select>
  );
}

/** Filters with one value are no choice; one that is set stays, so that it can be taken away. */
function offered({ arranged, query }: Props): Omit<ChoiceProps, "onChoose">[] {
  const words = t.matrix.filters;
  const { clusters, distributions, zones, vantages } = arranged;
  const of = (name: MatrixFilterName, choices: readonly Choice[], least = 2) =>
    choices.length >= least || query[name]
      ? [
          {
            name,
            label: words[name as "role"],
            value: query[name] ?? "",
            any: words.any(words[name as "role"]),
            choices,
          },
        ]
      : [];
  return [
    ...of(
      "cluster",
      clusters.map(({ id, name }) => [id, name]),
    ),
    ...of(
      "reachable",
      reachableChoices.map((one) => [one, reachableInWords(one)]),
    ),
    ...of(
      "vantage",
      vantages.map((kind) => [kind, t.words.vantage[kind]]),
    ),
    ...of(
      "worst",
      [...severities, noValue].map((one) => [one, groupInWords("posture", one)]),
    ),
    ...of(
      "role",
      matrixRoles.map((one) => [one, t.matrix.roles[one]]),
    ),
    ...of(
      "distribution",
      distributions.map((one) => [one, groupInWords("distribution", one)]),
    ),
    ...of(
      "zone",
      zones.map((one) => [one ?? noValue, groupInWords("zone", one ?? noValue)]),
    ),
  ];
}

/** Filters, order and groups; every choice applies at once, and without script its button does. */
export function MatrixFilter(props: Props): ReactNode {
  const { query, change } = props;
  const words = t.matrix.filters;
  const [more, setMore] = useState(false);
  const isFolded = (name: ChoiceProps["name"]) =>
    !more && rare.includes(name) && (name === "sort" ? query.sort === "worst" : !query[name as MatrixFilterName]);
  const set = (name: ChoiceProps["name"], value: string, how: "step" | "quietly" = "step") =>
    change((known) => {
      const next = { ...known, [name]: value } as MatrixQuery;
      if (value === "") delete next[name as MatrixFilterName];
      // Folded groups are those of the grouping they were folded in.
      return name === "group" ? { ...next, folded: [] } : next;
    }, how);
  return (
    <search>
      <form
        action="/nodes"
        aria-label={words.label}
        className="mb-3 flex flex-wrap gap-2 print:hidden"
        onSubmit={(event) => event.preventDefault()}
      >
        <Input
          type="search"
          name="q"
          maxLength={200}
          value={query.q ?? ""}
          aria-label={words.q}
          placeholder={words.q}
          className="min-w-48 flex-1 max-sm:basis-full sm:max-w-80"
          onChange={(event) => set("q", event.target.value, "quietly")}
        />
        {offered(props).map((choice) => (
          <Choices key={choice.name} {...choice} onChoose={set} folded={isFolded(choice.name)} />
        ))}
        <Choices
          name="group"
          label={t.matrix.group.label}
          value={query.group}
          choices={matrixGroupings.map((one) => [one, t.matrix.group[one]])}
          onChoose={set}
        />
        <Choices
          name="sort"
          label={t.matrix.sort.label}
          value={query.sort}
          choices={matrixSorts.map((one) => [one, t.matrix.sort[one]])}
          onChoose={set}
          folded={isFolded("sort")}
        />
        <Button
          variant="quiet"
          aria-expanded={more}
          className="[@media(scripting:none)]:hidden"
          onClick={() => setMore(!more)}
        >
          <SlidersHorizontal aria-hidden />
          {more ? words.fewer : words.more}
        </Button>
        <noscript>
          <Button type="submit">{words.apply}</Button>
        </noscript>
      </form>
    </search>
  );
}
