/**
 * Opaque places in a list: whole numbers as base64url text. A text that is no cursor decodes to
 * null; its numbers say where the next page starts and grant nothing.
 */
export function encodeCursor(numbers: readonly number[]): string {
  return Buffer.from(JSON.stringify(numbers)).toString('base64url');
}

export function decodeCursor(text: string, length: number): number[] | null {
  try {
    const numbers: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    const isCursor =
      Array.isArray(numbers) && numbers.length === length && numbers.every(Number.isSafeInteger);
    return isCursor ? (numbers as number[]) : null;
  } catch {
    return null;
  }
}
