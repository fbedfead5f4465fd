/** Variables by name, as a process gets them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The environment of this process. Nothing else in Inlet reads it. */
export function readEnvironment(): Environment {
  return { ...process.env };
}
