/** Without the fields that have no value. */
export function compact<const T extends Record<string, unknown>>(fields: T): Compact<T> {
  const entries = Object.entries(fields).filter(([, one]) => one !== undefined && one !== null);
  return Object.fromEntries(entries) as Compact<T>;
}

type Compact<T> = {
  [Name in keyof T as Missing<T[Name]> extends never ? Name : never]: T[Name];
} & {
  [Name in keyof T as Missing<T[Name]> extends never ? never : Name]?: NonNullable<T[Name]>;
};
type Missing<Value> = Extract<Value, null | undefined>;
