/** Runs commands one by one, each with its own settings, for run-inlet.ts. */
import { runCommand } from '../../src/cli/run-command.ts';

type Asked = { env: Record<string, string>; args: string[] };

const never = new Promise<never>(() => undefined);

process.on('message', ({ env, args }: Asked) => {
  void answer(env, args).then((told) => process.send?.(told));
});
process.on('disconnect', () => process.exit());

async function answer(env: Record<string, string>, args: string[]) {
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, env);
  const [stdout, stderr] = [capture(process.stdout), capture(process.stderr)];
  try {
    const code = await runCommand(args, () => never);
    return { code, stdout: stdout.text, stderr: stderr.text };
  } finally {
    stdout.end();
    stderr.end();
  }
}

/** Keeps what is written instead of writing it. */
function capture(stream: NodeJS.WriteStream) {
  const write = stream.write.bind(stream);
  const kept = { text: '', end: () => void (stream.write = write) };
  stream.write = (chunk: string | Uint8Array) => {
    kept.text += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
    return true;
  };
  return kept;
}
