/** Frozen once released. A change to the schema is a new migration. */
export const statements: readonly string[] = [];
