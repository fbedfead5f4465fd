import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import ts from 'typescript';
import type { Check } from './check.ts';

const testFile = /\.(test|contract)\.tsx?$|^test\//;
/** Loaded by name, by a tool. */
const entry = /\.config\.|^test\/support\/(global-setup|built-inbox|one-file-packages)\.ts$/;

function loadProgram(root: string): ts.Program {
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined };
  const read = (path: string) => {
    const config = ts.getParsedCommandLineOfConfigFile(`${root}/${path}`, {}, host);
    if (config === undefined) throw new Error(`${path} cannot be read`);
    return config;
  };
  const { fileNames, options } = read('tsconfig.json');
  if (!existsSync(`${root}/web/tsconfig.json`)) return ts.createProgram(fileNames, options);
  // What the client exports is used by the inbox alone.
  const web = read('web/tsconfig.json');
  return ts.createProgram([...fileNames, ...web.fileNames], {
    ...web.options,
    types: [...(options.types ?? []), ...(web.options.types ?? [])],
  });
}

/** Marks every symbol that the file names anywhere but where it declares or re-exports it. */
function markUses(file: ts.SourceFile, checker: ts.TypeChecker, used: Set<ts.Symbol>): void {
  const mark = (symbol: ts.Symbol | undefined) => {
    if (symbol === undefined) return;
    used.add(symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol);
  };
  const markModule = (specifier: ts.Node | undefined) => {
    const module = specifier && checker.getSymbolAtLocation(specifier);
    if (module !== undefined) checker.getExportsOfModule(module).forEach(mark);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isExportDeclaration(node)) return;
    if (ts.isNamespaceImport(node)) markModule(node.parent.parent.moduleSpecifier);
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      markModule(node.arguments[0]);
    }
    if (ts.isShorthandPropertyAssignment(node)) {
      mark(checker.getShorthandAssignmentValueSymbol(node));
    } else if (ts.isIdentifier(node) && !isDeclared(node)) {
      mark(checker.getSymbolAtLocation(node));
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
}

function isDeclared(node: ts.Identifier): boolean {
  const parent = node.parent as ts.NamedDeclaration;
  return (
    parent.name === node && !ts.isImportSpecifier(parent) && !ts.isPropertyAccessExpression(parent)
  );
}

/** Every export is used: those of the product by the product, as a test alone keeps nothing alive. */
export const unusedExports: Check = {
  name: 'exports',
  run(root) {
    const program = loadProgram(root);
    const checker = program.getTypeChecker();
    const files = program
      .getSourceFiles()
      .filter(
        ({ fileName, isDeclarationFile }) =>
          !isDeclarationFile && !fileName.includes('/node_modules/'),
      )
      .map((file) => ({ file, path: relative(root, file.fileName).replaceAll('\\', '/') }));
    const usedByProduct = new Set<ts.Symbol>();
    const usedByTests = new Set<ts.Symbol>();
    for (const { file, path } of files) {
      markUses(file, checker, testFile.test(path) ? usedByTests : usedByProduct);
    }
    const isUsed = (path: string, symbol: ts.Symbol) =>
      usedByProduct.has(symbol) || (!isProduct(path) && usedByTests.has(symbol));
    const faults = files.flatMap(({ file, path }) => {
      const module = checker.getSymbolAtLocation(file);
      if (module === undefined || entry.test(path)) return [];
      const names = checker
        .getExportsOfModule(module)
        .filter((symbol) => !(symbol.flags & ts.SymbolFlags.Alias) && !isUsed(path, symbol))
        .map(({ name }) => name);
      return names.length === 0 ? [] : [`${path}: ${names.join(', ')}`];
    });
    return { faults, seen: `${files.length} modules` };
  },
};

function isProduct(path: string): boolean {
  return /^(src|web)\//.test(path) && !testFile.test(path);
}
