export {
  applySuggestion,
  type Completion,
  completeFilter,
  type FilterSlot,
  type KnownValue,
  type Suggestion,
  slotAt,
  type Vocabulary,
} from "./complete-filter.ts";
export { type FieldKind, type FilterField, fieldNames, fieldsOfToday, filterFields, findField } from "./fields.ts";
export { foldTerms } from "./fold-terms.ts";
export { maxFilterLength, mergeTerms, type ParsedFilter, parseFilter } from "./parse-filter.ts";
export { choicesOf, globPattern, type KnownNames } from "./read-value.ts";
export { resolveMe } from "./resolve-me.ts";
export {
  type Comparison,
  type FilterProblem,
  type FilterProblemKind,
  type FilterTerm,
  type FilterValue,
  isComparison,
  type SpanUnit,
  type Special,
} from "./terms.ts";
export { asksAbout, asksFor, toggleValue } from "./toggle-value.ts";
export { writeFilter, writeTerm } from "./write-filter.ts";
