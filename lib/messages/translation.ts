/** What a text may be in another language: any string, and what a function answers likewise. */
type Said<Value> = Value extends string ? string : Value;

/**
 * The shape of an area's texts, whatever the language: the same keys, functions of the same parameters, strings.
 * A key that a translation lacks, or one it has too many, does not compile.
 */
export type Translation<Texts> = Texts extends string
  ? string
  : Texts extends (...given: infer Given) => infer Answer
    ? (...given: Given) => Said<Answer>
    : Texts extends readonly unknown[]
      ? readonly Translation<Texts[number]>[]
      : { readonly [Key in keyof Texts]: Translation<Texts[Key]> };
