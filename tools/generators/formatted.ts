import { join } from 'node:path';
import { format, getFileInfo, resolveConfig } from 'prettier';

/** A text as `npm run format` would leave it, so that the two never fight over a generated file. */
export async function formatted(root: string, path: string, text: string): Promise<string> {
  const filepath = join(root, path);
  const { ignored } = await getFileInfo(filepath, { ignorePath: join(root, '.prettierignore') });
  return ignored ? text : format(text, { ...(await resolveConfig(filepath)), filepath });
}
