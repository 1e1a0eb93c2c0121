import { Input, Select } from "./ui/field.tsx";

interface ChoiceProps {
  /** The parameter of the address. */
  name: string;
  label: string;
  value: string | number | undefined;
  /** What choosing none of the options is called; left out where one of them is the usual one. */
  every?: string;
  options: readonly (readonly [value: string | number, label: string])[];
  className?: string;
}

/** One of several values that a list is narrowed or ordered by. */
export function FilterChoice({ name, label, value, every, options, className = "w-auto" }: ChoiceProps) {
  // Keyed by the value, as are all fields here: one that the browser keeps would go on showing what was asked before.
  return (
    <Select key={`${name}-${value}`} name={name} aria-label={label} defaultValue={value ?? ""} className={className}>
      {every === undefined ? null : <option value="">{every}</option>}
      {options.map(([option, text]) => (
        <option key={option} value={option}>
          {text}
        </option>
      ))}
    </Select>
  );
}

interface ClusterProps {
  clusters: readonly { id: string; name: string }[];
  value: string | undefined;
  words: { readonly cluster: string; readonly everyCluster: string };
  className?: string;
}

/** The clusters; where there are not several to choose from, the one that is asked for goes along unseen. */
export function FilterCluster({ clusters, value, words, ...rest }: ClusterProps) {
  if (clusters.length < 2) return value ? <input type="hidden" name="cluster" value={value} /> : null;
  return (
    <FilterChoice
      name="cluster"
      label={words.cluster}
      value={value}
      every={words.everyCluster}
      options={clusters.map(({ id, name }) => [id, name])}
      {...rest}
    />
  );
}

interface TextProps {
  name: string;
  label: string;
  value: string | undefined;
  /** The label, where nothing else is said. */
  placeholder?: string;
  className?: string;
}

/** What a list is searched for. */
export function FilterText({ name, label, value, placeholder = label, ...rest }: TextProps) {
  return (
    <Input
      key={`${name}-${value}`}
      type="search"
      name={name}
      maxLength={200}
      defaultValue={value}
      aria-label={label}
      placeholder={placeholder}
      {...rest}
    />
  );
}
