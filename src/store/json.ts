/* An empty object is the usual content of a JSON column, so it is neither parsed nor stringified. */

export function toJson(value: Record<string, unknown>): string {
  for (const _ in value) return JSON.stringify(value);
  return '{}';
}

export function fromJson(text: string): Record<string, unknown> {
  return text === '{}' ? {} : (JSON.parse(text) as Record<string, unknown>);
}
