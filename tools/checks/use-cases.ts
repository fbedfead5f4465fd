import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import type { Check } from './check.ts';
import { sourceFiles } from './source-files.ts';

const faces = 'src/{api,mcp,vendors,oauth,pages,cli}/**/*.ts';
const cases = 'src/{inbox,access}/**/*.ts';

type Fault = { node: ts.Node; says: string };

function isNamed(node: ts.Node, name: 'read' | 'write'): boolean {
  if (ts.isPropertyAccessExpression(node)) return node.name.text === name;
  return ts.isIdentifier(node) && node.text === name;
}

/** `store.write.addChannel(…)` or `write.addChannel(…)`, also where it is awaited. */
function verbOf(node: ts.Node | undefined, of: 'read' | 'write'): ts.CallExpression | null {
  if (node === undefined) return null;
  if (ts.isAwaitExpression(node)) return verbOf(node.expression, of);
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return null;
  return isNamed(node.expression.expression, of) ? node : null;
}

type Function = ts.FunctionLikeDeclaration & { body: ts.ConciseBody };

function isFunction(node: ts.Node): node is Function {
  return ts.isFunctionLike(node) && 'body' in node && node.body !== undefined;
}

/** What a function answers that does nothing else. */
function onlyAnswer({ body }: Function): ts.Node | undefined {
  if (!ts.isBlock(body)) return body;
  const [only, more] = body.statements;
  return only && more === undefined && ts.isReturnStatement(only) ? only.expression : undefined;
}

/** Whether a call is given just what the function around it was given. */
function handsOn({ parameters }: Function, { arguments: given }: ts.CallExpression): boolean {
  const [own, more] = parameters;
  const [said] = given;
  if (own === undefined || said === undefined || more !== undefined) return false;
  if (ts.isIdentifier(own.name)) return ts.isIdentifier(said) && said.text === own.name.text;
  if (!ts.isObjectBindingPattern(own.name) || !ts.isObjectLiteralExpression(said)) return false;
  const names = new Set(own.name.elements.map((one) => one.name.getText()));
  return said.properties.every(
    (one) => ts.isShorthandPropertyAssignment(one) && names.has(one.name.text),
  );
}

function collect<T>(file: ts.SourceFile, look: (node: ts.Node) => T | null): T[] {
  const found: T[] = [];
  const visit = (node: ts.Node): void => {
    const one = look(node);
    if (one !== null) found.push(one);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** A face asks a use case, which knows what has to follow a change. */
function writesIn(file: ts.SourceFile): Fault[] {
  return collect(file, (node) => {
    const isTaken =
      ts.isBindingElement(node) && (node.propertyName ?? node.name).getText() === 'write';
    const isUsed =
      ts.isPropertyAccessExpression(node) &&
      ts.isPropertyAccessExpression(node.expression) &&
      isNamed(node.expression, 'write');
    if (!isTaken && !isUsed) return null;
    return { node, says: 'changes the store itself: a use case in inbox/ or access/ does' };
  });
}

/** What adds nothing to a verb is not a use case. */
function passedOnIn(file: ts.SourceFile): Fault[] {
  const functions = collect(file, (node) => (isFunction(node) ? node : null));
  const reads = functions.filter((one) => {
    const verb = verbOf(onlyAnswer(one), 'read');
    return verb !== null && handsOn(one, verb);
  });
  const [only, more] = functions;
  const answer = only && more === undefined ? onlyAnswer(only) : undefined;
  const isAlone = verbOf(answer, 'read') !== null || verbOf(answer, 'write') !== null;
  return [
    ...reads.map((node) => ({
      node,
      says: 'hands a read verb on: its callers have it themselves',
    })),
    ...(only && isAlone
      ? [{ node: only, says: 'is all of the file, and only calls a verb: put it with its like' }]
      : []),
  ];
}

/** What changes anything goes through a use case, and every use case is one. */
export const useCases: Check = {
  name: 'use-cases',
  run(root) {
    const look = (pattern: string, rule: (file: ts.SourceFile) => Fault[]) => {
      const files = sourceFiles(root, pattern).filter((file) => !file.endsWith('.test.ts'));
      const faults = files.flatMap((path) => {
        const text = readFileSync(join(root, path), 'utf8');
        const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
        return rule(file).map(({ node, says }) => {
          const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
          return `${path}:${line + 1} ${says}`;
        });
      });
      return { faults, count: files.length };
    };
    const callers = look(faces, writesIn);
    const called = look(cases, passedOnIn);
    return {
      faults: [...callers.faults, ...called.faults],
      seen: `${callers.count} files of faces, ${called.count} of use cases`,
    };
  },
};
